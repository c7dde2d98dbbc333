import { beforeEach, describe, expect, it } from 'vitest';
import type { OrderId } from '../../../src/shared/ids.ts';
import type { OrderAction, SeenOrder } from '../../../src/shared/order-actions.ts';
import { fact, incomingOrder } from '../../support/orders.ts';
import type { BatchShop } from './batch-shop.ts';
import { batchShop } from './batch-shop.ts';

let ledger: BatchShop['ledger'];
let batches: BatchShop['batches'];
let add: BatchShop['add'];
let manager = 'Anna';

beforeEach(() => {
  manager = 'Anna';
  ({ ledger, batches, add } = batchShop(() => manager));
});

describe('a bulk action', () => {
  const seenNow = (ids: readonly OrderId[]): readonly SeenOrder[] =>
    ids.map((id) => {
      const { status = 'new', paymentStatus = 'unknown' } = ledger.orders.get(id) ?? {};
      return { id, status, paymentStatus };
    });
  /** Anna picks the first two, and Taras decides on the first of them. */
  const decidedMeanwhile = async (theirs: OrderAction) => {
    const ids = [add('1', { paymentStatus: 'pending' }), add('2', { paymentStatus: 'pending' })];
    const seen = seenNow(ids);
    manager = 'Taras';
    await batches.run(ids.slice(0, 1), theirs, 'theirs');
    manager = 'Anna';
    return { ids, seen, theirs: ids[0] };
  };
  const cancelled: OrderAction = { kind: 'status', status: 'cancelled', reason: 'no flowers left' };

  it.each<{ readonly theirs: OrderAction; readonly own: OrderAction }>([
    { theirs: cancelled, own: { kind: 'status', status: 'handed-over' } },
    { theirs: cancelled, own: { kind: 'status', status: 'taken' } },
    { theirs: cancelled, own: { kind: 'take' } },
    { theirs: { kind: 'status', status: 'handed-over' }, own: cancelled },
    {
      theirs: { kind: 'payment', paymentStatus: 'refunded' },
      own: { kind: 'payment', paymentStatus: 'paid' },
    },
  ])('leaves and names an order that a colleague decided since: %o', async (decisions) => {
    const { ids, seen, theirs } = await decidedMeanwhile(decisions.theirs);
    const entries = ids.slice(0, 1).flatMap((id) => ledger.entries.ofOrder(id));
    const result = await batches.run(ids, decisions.own, 'own', { seen });
    expect(result).toMatchObject({
      done: 1,
      refused: [{ id: theirs, number: '#1', message: 'Someone has changed it since' }],
    });
    expect(ids.slice(0, 1).flatMap((id) => ledger.entries.ofOrder(id))).toEqual(entries);
  });

  it('leaves orders that a person decided since they were picked', async () => {
    const id = add('1', { paymentStatus: 'pending' });
    const seen = seenNow([id]);
    const data = { manager, decision: 1, via: 'messenger' };
    ledger.entries.append(fact({ id: 'taken', kind: 'taken', orderId: id, by: manager, data }));
    await batches.run([id], { kind: 'payment', paymentStatus: 'authorized' }, 'its answer was lost');
    const over: OrderAction = { kind: 'status', status: 'handed-over' };
    const paid: OrderAction = { kind: 'payment', paymentStatus: 'paid' };
    expect(await batches.run([id], over, 'a', { seen })).toMatchObject({ done: 1, refused: [] });
    expect(await batches.run([id], paid, 'b', { seen })).toMatchObject({ done: 1, refused: [] });
  });

  it('leaves orders that their source changed since they were picked', async () => {
    const id = add('1', { paymentStatus: 'pending' });
    await batches.run([id], { kind: 'payment', paymentStatus: 'authorized' }, 'own');
    const seen = seenNow([id]);
    const order = incomingOrder({ sourceId: '1', version: 2, paymentStatus: 'refunded' });
    ledger.entries.append(fact({ id: 'told', kind: 'order-updated', orderId: id, data: { order } }));
    const paid: OrderAction = { kind: 'payment', paymentStatus: 'paid' };
    expect(await batches.run([id], paid, 'b', { seen })).toMatchObject({ done: 0, refused: [{ id }] });
  });

  it('conflicts with neither equal nor unrelated decisions of a colleague', async () => {
    const { ids, seen } = await decidedMeanwhile(cancelled);
    expect(await batches.run(ids, { kind: 'assign', manager: 'Ivan' }, 'a', { seen })).toMatchObject({
      done: 2,
    });
    expect(await batches.run(ids, cancelled, 'b', { seen })).toMatchObject({
      done: 1,
      unchanged: 1,
      refused: [],
    });
  });
});
