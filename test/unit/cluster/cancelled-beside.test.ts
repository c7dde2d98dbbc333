import { beforeEach, describe, expect, it } from 'vitest';
import { createEvents } from '../../../src/main/events.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { announce } from '../../../src/main/ipc/announce.ts';
import { createOrderHandlers } from '../../../src/main/ipc/order-handlers.ts';
import { cancelledToast } from '../../../src/main/notify/toast.ts';
import type { EntryId, OrderId } from '../../../src/shared/ids.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import type { OrderStatus } from '../../../src/shared/order.ts';
import { fakeClock } from '../../support/clock.ts';
import { exchange } from '../../support/desks.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { incomingOrder, received } from '../../support/orders.ts';

const id = orderIdOf('shopify', '1001');
type Change = { readonly seen?: OrderStatus; readonly undone?: EntryId; readonly reason?: string };

/** A manager at a computer of its own. */
function managerOf(name: string) {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock, deskId: `desk-${name}` });
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  const handlers = createOrderHandlers({ ledger, clock, recorder, manager: () => name });
  return {
    ledger,
    handlers,
    order: () => ledger.orders.get(id),
    take: () => handlers['orders.take']({ id }),
    async set(status: OrderStatus, { undone, ...change }: Change = {}): Promise<void> {
      await handlers['orders.setStatus']({ id, status, ...change, ...(undone && { undone: [undone] }) });
    },
    /** @returns the id of the cancellation */
    async cancel(change: Change = {}): Promise<EntryId> {
      await this.set('cancelled', change);
      return ledger.orders.get(id)?.cancellations?.at(-1)?.id ?? expect.fail('it is not cancelled');
    },
  };
}

let anna: ReturnType<typeof managerOf>;
let taras: ReturnType<typeof managerOf>;
/** Orders that alert the managers at Anna's computer. */
let woken: OrderId[];
beforeEach(() => {
  [anna, taras] = [managerOf('Anna'), managerOf('Taras')];
  woken = [];
  anna.ledger.entries.append(received(incomingOrder()));
  meet();
  const events = createEvents((error) => {
    throw error;
  });
  anna.ledger.entries.onAppended((entries, arrival) =>
    woken.push(...announce(entries, events, arrival, anna.ledger)),
  );
});
/** Each imports what the other wrote since they last met. */
const meet = (): void => exchange(anna.ledger, taras.ledger);
function expectBoth(order: object): void {
  for (const { order: known } of [anna, taras]) expect(known()).toMatchObject(order);
}

describe('a cancellation at one computer while another goes on', () => {
  beforeEach(async () => {
    await anna.set('cancelled', { reason: 'No flowers' });
    await taras.take();
    await taras.set('preparing');
    await taras.set('ready');
    meet();
  });

  it('is for a manager to decide on both, and alerts once', () => {
    const cancellations = [expect.objectContaining({ by: 'Anna' })];
    expectBoth({ status: 'ready', needsReview: true, cancellations });
    expect(woken).toEqual([id]);
    const here = anna.order();
    expect(here && cancelledToast(here, 'en')?.body).toContain('Cancelled by Anna');
  });

  it('stays to be decided while the order goes on or is taken over', async () => {
    await taras.set('handed-over');
    await anna.take();
    meet();
    expectBoth({ takenBy: 'Anna', needsReview: true });
    expect(woken).toEqual([id]);
  });

  it('is decided once a manager says that the order goes on', async () => {
    await anna.set('ready', { seen: 'ready' });
    meet();
    expectBoth({ status: 'ready', needsReview: false });
    for (const { order } of [anna, taras]) expect(order()).not.toHaveProperty('cancellations');
  });

  it('is decided by another cancellation, until that is undone', async () => {
    const second = await taras.cancel({ seen: 'ready' });
    meet();
    expectBoth({ status: 'cancelled', needsReview: false });
    await taras.set('ready', { seen: 'cancelled', undone: second });
    meet();
    expectBoth({ status: 'ready', needsReview: true });
  });
});

it('a cancellation alerts also where the other computer only took the order', async () => {
  await anna.set('cancelled');
  await taras.handlers['orders.setPayment']({ id, paymentStatus: 'paid' });
  await taras.take();
  meet();
  expectBoth({ status: 'taken', needsReview: true });
  expect(woken).toEqual([id]);
});

it('of two cancellations one stays to be decided when the other is undone', async () => {
  const first = await anna.cancel();
  const second = await taras.cancel();
  meet();
  await anna.set('new', { seen: 'cancelled', undone: first });
  meet();
  expectBoth({ status: 'new', needsReview: true, cancellations: [{ id: second }] });
});

it('a cancellation is undone with its later reason by the same person', async () => {
  const first = await anna.cancel({ reason: 'No flowers' });
  await anna.set('cancelled', { reason: 'No vases' });
  await anna.set('new', { seen: 'cancelled', undone: first });
  expect(anna.order()).toMatchObject({ status: 'new', needsReview: false });
});

it.each([
  {
    where: 'who knew of the cancellation opened the order again',
    status: 'taken',
    async act() {
      await anna.set('cancelled');
      meet();
      await taras.set('new', { seen: 'cancelled' });
      await taras.take();
    },
  },
  {
    where: 'the cancellation counts',
    status: 'cancelled',
    async act() {
      await taras.take();
      await anna.set('preparing');
      await anna.set('cancelled');
    },
  },
])('there is nothing to decide where $where', async ({ status, act }) => {
  await act();
  meet();
  expectBoth({ status, needsReview: false });
  expect(woken).toEqual([]);
});
