import type { OrderId } from '../../../shared/ids.ts';
import type { Order } from '../../../shared/order.ts';
import type { Orders } from '../../orders-port.ts';

/** The order that tells an order; itself where no other does, and null where that one is not known here. */
export function wholeOf({ orders }: { readonly orders: Pick<Orders, 'get'> }, id: OrderId): Order | null {
  const seen = new Set<OrderId>();
  let order = orders.get(id);
  // merged at two computers at once, they may be parts of each other for a moment
  while (order?.partOf && !seen.has(order.id)) {
    seen.add(order.id);
    order = orders.get(order.partOf.id);
  }
  return order;
}
