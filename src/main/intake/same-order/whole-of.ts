import type { OrderId } from '../../../shared/ids.ts';
import type { Order } from '../../../shared/order.ts';
import type { Orders } from '../../orders-port.ts';

/** The order that contains this one; itself if it is not a part, null if the containing order is not known here. */
export function wholeOf({ orders }: { readonly orders: Pick<Orders, 'get'> }, id: OrderId): Order | null {
  const seen = new Set<OrderId>();
  let order = orders.get(id);
  // merged at two computers at once, they may temporarily be parts of each other
  while (order?.partOf && !seen.has(order.id)) {
    seen.add(order.id);
    order = orders.get(order.partOf.id);
  }
  return order;
}
