import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createSameOrders } from '../../../src/main/intake/same-order/decide-same.ts';
import { createOrderHandlers } from '../../../src/main/ipc/order-handlers.ts';
import { createBatches } from '../../../src/main/order-actions/batches.ts';
import { createDecisions, undoOf } from '../../../src/renderer/state/decisions.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import type { StatusTold } from '../../../src/shared/status-entries.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, type OrderParts } from '../../support/orders.ts';
import { pageClient } from '../renderer/page-client.ts';

function setUp() {
  const clock = fakeClock('2026-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const manager = () => 'Anna';
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  const handlers = createOrderHandlers({ ledger, clock, recorder, manager });
  const batches = createBatches({ ledger, clock, events: { emit: () => {} }, manager });
  const client = pageClient({
    async call(name, input) {
      if (name !== 'orders.setStatus') throw new Error(`unexpected command ${name}`);
      return { ok: true, value: await handlers[name](inputSchemas[name].parse(input)) };
    },
    on: () => () => {},
  });
  const decisions = createDecisions({ client, manager, onDecided: () => {} });
  const same = createSameOrders({ ledger, clock });
  const record = (parts: OrderParts): OrderId =>
    recorder.record(incomingOrder(parts), { by: 'shopify', ring: false }).orderId;
  const cancel = (id: OrderId) =>
    handlers['orders.setStatus']({ id, status: 'cancelled', reason: 'no flowers left' });
  return { ledger, batches, decisions, same, record, cancel };
}
type Setup = ReturnType<typeof setUp>;

const off = { cancelledAt: '2026-03-04T10:05:00Z' } as const;
const again = { ...off, review: [{ code: 'cancelled-unknown' }] } as const;
const opened = { kind: 'status', status: 'new' } as const;

/** An order into which another, open one was merged. */
function merged({ same, record }: Setup): OrderId {
  const [id, part] = [record({ sourceId: '1' }), record({ sourceId: '2' })];
  same.merge(id, part, 'Anna');
  return id;
}

/** An order that an earlier version cancelled. */
function cancelledEarlier(shop: Setup, seen: StatusTold | undefined): OrderId {
  const id = merged(shop);
  const data = { status: 'cancelled', decision: 1, ...(seen && { told: seen }) } as const;
  shop.ledger.entries.append(fact({ id: 'earlier', orderId: id, kind: 'status-set', data }));
  return id;
}

const cancelled: readonly [string, isAsked: boolean, (shop: Setup) => OrderId | Promise<OrderId>][] = [
  [
    'by hand with what was merged into it',
    false,
    async (shop) => {
      const id = merged(shop);
      await shop.cancel(id);
      return id;
    },
  ],
  [
    'by its source, announced again, and left so by a manager',
    false,
    async ({ record, cancel }) => {
      record({ sourceId: '1', ...off });
      const id = record({ sourceId: '1', version: 2, ...again });
      await cancel(id);
      return id;
    },
  ],
  [
    'by hand, then by its source, and announced again after that',
    true,
    async ({ record, cancel }) => {
      const id = record({ sourceId: '1' });
      await cancel(id);
      record({ sourceId: '1', version: 2, ...off });
      return record({ sourceId: '1', version: 3, ...again });
    },
  ],
  [
    'by its source alone, with an open merged order',
    true,
    (shop) => {
      const id = merged(shop);
      shop.record({ sourceId: '1', version: 2, ...off });
      return id;
    },
  ],
  [
    'by an earlier version, which wrote nothing of it down',
    false,
    (shop) => cancelledEarlier(shop, undefined),
  ],
  [
    'by an earlier version, which wrote no parts down',
    false,
    (shop) => cancelledEarlier(shop, { cancelled: true }),
  ],
];

describe.each(cancelled)('an order that was cancelled %s', (_, isAsked, make) => {
  /** All of it but for how many decisions lie behind it and when it changed. */
  const standing = ({ ledger }: Setup, id: OrderId) => {
    const { decisions: _d, changedAt: _c, cancellations: _whose, ...order } = ledger.orders.get(id) ?? {};
    return order;
  };

  async function begin() {
    const shop = setUp();
    const id = await make(shop);
    const before = standing(shop, id);
    expect(before).toMatchObject({ status: 'cancelled', needsReview: isAsked });
    return { shop, id, before };
  }

  it('is cancelled again when a manager undoes reopening it', async () => {
    const { shop, id, before } = await begin();
    const subject = { id, number: '', status: 'cancelled', paymentStatus: 'pending', takenBy: null } as const;
    const back = undoOf(opened, subject);
    if (!back) throw new Error('a cancelled order that is opened again has a way back');
    const made = shop.decisions.decide(id, opened, subject);
    expect(await made).toMatchObject({ ok: true, detail: { order: { status: 'new' } } });
    expect(await shop.decisions.takeBack(id, back, made)).toMatchObject({ ok: true });
    expect(standing(shop, id)).toEqual(before);
    expect(shop.ledger.verify()).toEqual([]);
  });

  it('is settled in a bulk cancellation that includes it, until undone', async () => {
    const { shop, id, before } = await begin();
    const reasonOf = ({ ledger }: Setup) => ledger.orders.get(id)?.cancelReason;
    const reason = reasonOf(shop);
    const result = await shop.batches.run([id], { kind: 'status', status: 'cancelled' }, 'b');
    expect(result).toMatchObject({ done: isAsked ? 1 : 0, refused: [] });
    expect(standing(shop, id)).toMatchObject({ status: 'cancelled', needsReview: false });
    expect(reasonOf(shop)).toBe(reason);
    expect(await shop.batches.undo('b')).toMatchObject({ done: isAsked ? 1 : 0 });
    expect(standing(shop, id)).toEqual(before);
    expect(shop.ledger.verify()).toEqual([]);
  });

  it('is cancelled again when a bulk reopening is undone', async () => {
    const { shop, id, before } = await begin();
    expect(await shop.batches.run([id], opened, 'b')).toMatchObject({ done: 1 });
    expect(await shop.batches.undo('b')).toMatchObject({ done: 1 });
    expect(standing(shop, id)).toEqual(before);
    expect(shop.ledger.verify()).toEqual([]);
  });
});

it('does not undo a settled cancellation after the order was reopened', async () => {
  const shop = setUp();
  const id = merged(shop);
  shop.record({ sourceId: '1', version: 2, ...off });
  await shop.batches.run([id], { kind: 'status', status: 'cancelled' }, 'settle');
  await shop.batches.run([id], opened, 'open');
  expect(await shop.batches.undo('settle')).toMatchObject({ done: 0, refused: [{ id }] });
  expect(shop.ledger.orders.get(id)).toMatchObject({ status: 'new' });
});
