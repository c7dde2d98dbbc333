import type { Ledger } from '../../src/main/ports.ts';
import type { OrderId } from '../../src/shared/ids.ts';
import { isDone } from '../../src/shared/order.ts';
import { fact } from './orders.ts';

/** Hands over what is open of the customer of an order: only then can they be erased. */
export function closeOrdersOf(ledger: Ledger, id: OrderId): void {
  for (const orderId of ledger.clientele.ordersOf(id)) {
    const order = ledger.orders.get(orderId);
    if (!order || isDone(order.status)) continue;
    const data = { status: 'handed-over', decision: order.decisions + 1 };
    ledger.entries.append(fact({ id: `handed-over:${orderId}`, kind: 'status-set', orderId, data }));
  }
}
