import type { OrderId } from '../../../shared/ids.ts';
import type { Order } from '../../../shared/order.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { createSameOrders, lastDecided } from './decide-same.ts';

/**
 * Managers at different computers may have merged orders into a cycle, in which every order is a part and none is shown. Reverts
 * one of these merges, the same on every computer. Must run in the transaction that imports the remote events.
 */
export function openCircle(ledger: Ledger, clock: Clock, id: OrderId): void {
  const merged = circleFrom(ledger, id).flatMap(({ id: part, partOf }) =>
    partOf?.why === 'merged' ? (lastDecided(ledger, part, partOf.id) ?? []) : [],
  );
  const [latest] = merged.toSorted((a, b) => (a.id > b.id ? -1 : 1));
  if (!latest?.orderId) return;
  createSameOrders({ ledger, clock }).undo(latest.orderId, latest.data.other, 'orderbell');
  openCircle(ledger, clock, id); // an order merged into several at once may be in another cycle
}

/** The orders of the cycle that an order is in or leads to; empty if there is none. */
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
