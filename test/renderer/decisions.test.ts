import { expect, it } from 'vitest';
import type { Subject } from '../../src/renderer/state/decisions.ts';
import { undoOf, withWish } from '../../src/renderer/state/decisions.ts';
import { createStores } from '../../src/renderer/state/stores.ts';
import type { CommandName } from '../../src/shared/contract.ts';
import { Problem } from '../../src/shared/problem.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { pageClient } from './page-client.ts';
import { gate, pageClock, settle } from './page-clock.ts';

async function openOrder(before?: (name: CommandName) => Promise<void>) {
  const clock = pageClock();
  const desk = createFakeBridge({ now: clock.now, ...(before && { before }) });
  const stores = createStores({
    client: pageClient(desk.bridge),
    clock,
    bar: { read: () => '', push: () => undefined, replace: () => undefined, onChange: () => () => undefined },
    storage: { getItem: () => null, setItem: () => undefined },
  });
  stores.start();
  await stores.inbox.show({ view: 'all', text: '' });
  const [id] = desk.ids();
  if (!id) throw new Error('the fake desk has no order');
  await stores.order.open(id);
  /** The order as the row shows it. */
  const row = (): Subject => {
    const { listing } = stores.inbox.getState();
    const found = listing.state === 'ready' ? [...listing.rows.values()].find((one) => one.id === id) : null;
    if (!found) throw new Error('the order is not in the list');
    return withWish(found, stores.decisions.getState()[id]);
  };
  const kept = async () => {
    const reply = await desk.bridge.call('orders.get', { id });
    return reply.ok ? reply.value : reply.error;
  };
  return { clock, desk, stores, id, row, kept };
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
  const { desk, stores, id, row } = await openOrder();
  const before = row();
  desk.refuse('orders.take', new Problem('refused', 'another desk has taken it'));
  const outcome = await stores.decisions.decide(id, { kind: 'take' });
  expect(outcome).toMatchObject({ ok: false, error: { message: 'another desk has taken it' } });
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

it('offers no way back to an order that was taken from somebody: it would be nobody else’s again', async () => {
  const { row } = await openOrder();
  const taras = { ...row(), status: 'preparing', takenBy: 'Taras' } as const;
  expect(undoOf({ kind: 'take' }, taras)).toBeNull();
  expect(undoOf({ kind: 'status', status: 'ready' }, taras)).toEqual({ kind: 'status', status: 'preparing' });
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

it('cancels again for the reason that it had', async () => {
  const { row } = await openOrder();
  const cancelled = { ...row(), status: 'cancelled', cancelReason: 'no flowers left' } as const;
  expect(undoOf({ kind: 'status', status: 'new' }, cancelled)).toEqual({
    kind: 'status',
    status: 'cancelled',
    reason: 'no flowers left',
  });
});

it('sends decisions on one order in the order they were made', async () => {
  const slow = gate();
  const { desk, stores, id, kept } = await openOrder((name) =>
    name === 'orders.take' ? slow.opened : Promise.resolve(),
  );
  const first = stores.decisions.decide(id, { kind: 'take' });
  const second = stores.decisions.decide(id, { kind: 'status', status: 'preparing' });
  await settle();
  expect(desk.calls().filter((name) => name === 'orders.setStatus')).toEqual([]);
  slow.open();
  await Promise.all([first, second]);
  expect(await kept()).toMatchObject({ order: { status: 'preparing' } });
});
