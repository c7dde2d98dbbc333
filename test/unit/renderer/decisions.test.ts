import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/renderer/state/decisions.ts';
import { undoOf, withWish } from '../../../src/renderer/state/decisions.ts';
import { createStores } from '../../../src/renderer/state/stores.ts';
import type { CommandName } from '../../../src/shared/contract.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { pageClient } from './page-client.ts';
import { gate, pageClock, settle } from './page-clock.ts';

async function openOrder(before?: (name: CommandName) => Promise<void>) {
  const clock = pageClock();
  const fake = createFakeBridge({ now: clock.now, ...(before && { before }) });
  const stores = createStores({
    client: pageClient(fake.bridge),
    clock,
    bar: { read: () => '', push: () => undefined, replace: () => undefined, onChange: () => () => undefined },
    storage: { getItem: () => null, setItem: () => undefined },
    clearToasts: () => undefined,
  });
  stores.start();
  await stores.inbox.show({ view: 'all', text: '' });
  const [id] = fake.ids();
  if (!id) throw new Error('the fake app has no order');
  await stores.order.open(id);
  /** The order as the row shows it. */
  const row = (): Subject => {
    const { listing } = stores.inbox.getState();
    const found = listing.state === 'ready' ? [...listing.rows.values()].find((one) => one.id === id) : null;
    if (!found) throw new Error('the order is not in the list');
    return withWish(found, stores.decisions.getState()[id]);
  };
  const kept = async () => {
    const reply = await fake.bridge.call('orders.get', { id });
    return reply.ok ? reply.value : reply.error;
  };
  return { clock, fake, stores, id, row, kept };
}

it('shows a decision at once, long before main has answered', async () => {
  const slow = gate();
  const { stores, id, row } = await openOrder((name) =>
    name === 'orders.take' ? slow.opened : Promise.resolve(),
  );
  const decided = stores.decisions.decide(id, { kind: 'take' });
  expect(row()).toMatchObject({ status: 'taken', takenBy: 'Anna' });
  slow.open();
  await decided;
  expect(row()).toMatchObject({ status: 'taken', takenBy: 'Anna' });
  expect(stores.decisions.getState()).toEqual({});
});

it('puts the order back as it was when main refuses', async () => {
  const { fake, stores, id, row } = await openOrder();
  const before = row();
  fake.refuse('orders.take', new Problem('refused', 'another computer has taken it'));
  const outcome = await stores.decisions.decide(id, { kind: 'take' });
  expect(outcome).toMatchObject({ ok: false, error: { message: 'another computer has taken it' } });
  expect(row()).toEqual(before);
});

it('takes a decision back to what the order was before', async () => {
  const { stores, id, row, kept } = await openOrder();
  const before = row();
  await stores.decisions.decide(id, { kind: 'take' });
  const back = undoOf({ kind: 'take' }, before);
  if (back) await stores.decisions.decide(id, back);
  expect(row().status).toBe('new');
  expect(await kept()).toMatchObject({ order: { status: 'new' } });
});

it('offers no undo of taking an order from another manager', async () => {
  const { row } = await openOrder();
  const taras = { ...row(), status: 'preparing', takenBy: 'Taras' } as const;
  expect(undoOf({ kind: 'take' }, taras)).toBeNull();
  expect(undoOf({ kind: 'status', status: 'ready' }, taras)).toEqual({ kind: 'status', status: 'preparing' });
});

it.each(['preparing', 'ready', 'handed-over', 'cancelled'] as const)(
  'offers no undo of taking an order that was %s',
  async (status) => {
    const { stores, id, row, kept } = await openOrder();
    await stores.decisions.decide(id, { kind: 'status', status }, row());
    expect(row()).toMatchObject({ status, takenBy: null });
    expect(undoOf({ kind: 'take' }, row())).toBeNull();
    await stores.decisions.decide(id, { kind: 'take' }, row());
    await stores.decisions.decide(id, { kind: 'status', status }, row());
    expect(await kept()).toMatchObject({ order: { status, takenBy: 'Anna' } });
  },
);

it('offers no undo without a change, as of a settled cancellation', async () => {
  const { row } = await openOrder();
  const cancelled = { ...row(), status: 'cancelled' } as const;
  expect(undoOf({ kind: 'status', status: 'cancelled' }, cancelled)).toBeNull();
});

it('gives an order that was given back to whose it was', async () => {
  const { row } = await openOrder();
  const taras = { ...row(), status: 'preparing', takenBy: 'Taras' } as const;
  expect(undoOf({ kind: 'status', status: 'new' }, taras)).toEqual({
    kind: 'status',
    status: 'preparing',
    takenBy: 'Taras',
  });
});

describe('an order that was cancelled', () => {
  const reopened = { kind: 'status', status: 'new' } as const;

  it('is cancelled again for its original reason', async () => {
    const { stores, id, row, kept } = await openOrder();
    await stores.decisions.decide(id, { kind: 'status', status: 'cancelled', reason: 'no flowers left' });
    const back = undoOf(reopened, row());
    if (!back) throw new Error('a cancelled order that is reopened has a way back');
    await stores.decisions.takeBack(id, back, stores.decisions.decide(id, reopened, row()));
    expect(await kept()).toMatchObject({ order: { status: 'cancelled', cancelReason: 'no flowers left' } });
  });

  it('is cancelled without a reason that only an earlier cancellation had', async () => {
    const { fake, stores, id, row } = await openOrder();
    await stores.decisions.decide(id, { kind: 'status', status: 'cancelled', reason: 'no flowers left' });
    await stores.decisions.decide(id, reopened);
    await stores.decisions.decide(id, { kind: 'status', status: 'cancelled' });
    const back = undoOf(reopened, row());
    if (!back) throw new Error('a cancelled order that is reopened has a way back');
    await stores.decisions.takeBack(id, back, stores.decisions.decide(id, reopened, row()));
    expect(fake.inputsOf('orders.setStatus').at(-1)).toEqual({
      id,
      status: 'cancelled',
      seen: 'new',
      undone: [expect.stringContaining('status:')],
    });
  });
});

describe('a decision that main refuses because another person was faster', () => {
  async function openSlow() {
    const slow = gate();
    const opened = await openOrder((name) => (name === 'orders.take' ? slow.opened : Promise.resolve()));
    const meanwhile = new Problem('refused', 'It was changed in the meantime', { field: 'seen' });
    opened.fake.refuse('orders.take', meanwhile);
    return { ...opened, open: slow.open };
  }
  const preparing = { kind: 'status', status: 'preparing' } as const;

  it('cancels decisions that depend on its result', async () => {
    const { fake, stores, id, row, open } = await openSlow();
    const before = row();
    const first = stores.decisions.decide(id, { kind: 'take' }, row());
    const second = stores.decisions.decide(id, preparing, row());
    const third = stores.decisions.decide(id, { kind: 'status', status: 'ready' }, row());
    expect(row().status).toBe('ready');
    open();
    expect(await first).toMatchObject({ ok: false, sent: true });
    expect(await second).toMatchObject({ ok: false, sent: false, error: { field: 'seen' } });
    expect(await third).toMatchObject({ ok: false, sent: false, error: { field: 'seen' } });
    expect(fake.inputsOf('orders.setStatus')).toEqual([]);
    expect(row()).toEqual(before);
    expect(stores.decisions.getState()).toEqual({});
  });

  it('cancels only dependent later decisions, adjacent or not', async () => {
    const { fake, stores, id, row, open } = await openSlow();
    void stores.decisions.decide(id, { kind: 'take' }, row());
    const marked = stores.decisions.decide(id, { kind: 'payment', paymentStatus: 'authorized' }, row());
    const prepared = stores.decisions.decide(id, preparing, row());
    open();
    expect(await marked).toMatchObject({ ok: true });
    expect(await prepared).toMatchObject({ ok: false, sent: false });
    expect(fake.inputsOf('orders.setStatus')).toEqual([]);
  });

  it('leaves nothing to be taken back', async () => {
    const { fake, stores, id, row, open } = await openSlow();
    const before = row();
    const back = undoOf({ kind: 'take' }, before);
    if (!back) throw new Error('a new order that is taken has a way back');
    const taken = stores.decisions.decide(id, { kind: 'take' }, before);
    const undone = stores.decisions.takeBack(id, back, taken);
    expect(row().status).toBe('new'); // at once
    open();
    expect(await undone).toMatchObject({ ok: false, sent: false });
    expect(fake.inputsOf('orders.setStatus')).toEqual([]);
    expect(row()).toEqual(before);
  });
});

it('undoes a decision as it was made, even before an answer', async () => {
  const slow = gate();
  const { fake, stores, id, row } = await openOrder((name) =>
    name === 'orders.take' ? slow.opened : Promise.resolve(),
  );
  const back = undoOf({ kind: 'take' }, row());
  if (!back) throw new Error('a new order that is taken has a way back');
  const undone = stores.decisions.takeBack(id, back, stores.decisions.decide(id, { kind: 'take' }, row()));
  slow.open();
  expect(await undone).toMatchObject({ ok: true });
  expect(fake.inputsOf('orders.setStatus')).toMatchObject([{ status: 'new', seen: 'taken' }]);
});

it('undoes a payment to the source’s value at the time of decision', async () => {
  const { fake, stores, id, row } = await openOrder();
  const { paymentStatus: before } = row();
  const paid = { kind: 'payment', paymentStatus: 'refunded' } as const;
  const back = undoOf(paid, row());
  if (!back) throw new Error('a payment that is decided has a way back');
  await stores.decisions.takeBack(id, back, stores.decisions.decide(id, paid, row()));
  expect(fake.inputsOf('orders.setPayment').at(-1)).toEqual({
    id,
    paymentStatus: before,
    seen: 'refunded',
    over: before,
  });
});

it('undoes a taking only for the manager who took it', async () => {
  const { fake, stores, id, row } = await openOrder();
  const back = undoOf({ kind: 'take' }, row());
  if (!back) throw new Error('a new order that is taken has a way back');
  const taken = stores.decisions.decide(id, { kind: 'take' }, row());
  await taken;
  await fake.bridge.call('app.setManager', { name: 'Taras' });
  await fake.bridge.call('orders.take', { id });
  await stores.decisions.takeBack(id, back, taken);
  expect(fake.inputsOf('orders.setStatus')).toEqual([
    { id, status: 'new', seen: 'taken', seenTakenBy: 'Anna', told: {}, undone: [`taken:${id}:1`] },
  ]);
});

it('sends decisions on one order in the order they were made', async () => {
  const slow = gate();
  const { fake, stores, id, kept } = await openOrder((name) =>
    name === 'orders.take' ? slow.opened : Promise.resolve(),
  );
  const first = stores.decisions.decide(id, { kind: 'take' });
  const second = stores.decisions.decide(id, { kind: 'status', status: 'preparing' });
  await settle();
  expect(fake.calls().filter((name) => name === 'orders.setStatus')).toEqual([]);
  slow.open();
  await Promise.all([first, second]);
  expect(await kept()).toMatchObject({ order: { status: 'preparing' } });
});
