import type { OrderId } from '../../../shared/ids.ts';
import type { Order } from '../../../shared/order.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { createSameOrders, lastDecided } from './decide-same.ts';

/**
 * Managers who had not heard of each other may have merged orders in a circle: each would be a part of another, and nobody be
 * told of any. One of these merges is taken back, the same one wherever that is done. Belongs in the transaction that hears of it.
 */
export function openCircle(ledger: Ledger, clock: Clock, id: OrderId): void {
  const merged = circleFrom(ledger, id).flatMap(({ id: part, partOf }) =>
    partOf?.why === 'merged' ? (lastDecided(ledger, part, partOf.id) ?? []) : [],
  );
  const [latest] = merged.toSorted((a, b) => (a.id > b.id ? -1 : 1));
  if (!latest?.orderId) return;
  createSameOrders({ ledger, clock }).undo(latest.orderId, latest.data.other, 'orderbell');
  openCircle(ledger, clock, id); // what was merged into several at once may be in another one
}

/** The orders of the circle that an order is in or leads to; none where what it is a part of stands. */
function circleFrom(ledger: Ledger, id: OrderId): readonly Order[] {
  const path: Order[] = [];
  for (let next: OrderId | undefined = id; next !== undefined; ) {
    const order: Order | null = ledger.orders.get(next);
    if (order === null) return [];
    const from = path.findIndex((one) => one.id === order.id);
    if (from !== -1) return path.slice(from);
    path.push(order);
    next = order.partOf?.id;
  }
  return [];
}
