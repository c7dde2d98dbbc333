import { eraseCustomer } from '../../src/main/customers/erase-customer.ts';
import type { Clock, Ledger } from '../../src/main/ports.ts';
import type { OrderId } from '../../src/shared/ids.ts';
import { isDone } from '../../src/shared/order.ts';
import { quietLog } from './log.ts';
import { fact } from './orders.ts';

/** Hands over what is open of the customer of an order: only then can they be erased. */
export function closeOrdersOf(ledger: Ledger, id: OrderId): void {
  for (const orderId of ledger.customerIndex.ordersOf(id)) {
    const order = ledger.orders.get(orderId);
    if (!order || isDone(order.status)) continue;
    const data = { status: 'handed-over', decision: order.decisions + 1 };
    ledger.entries.append(fact({ id: `handed-over:${orderId}`, kind: 'status-set', orderId, data }));
  }
}

/** Hands over what is open of a customer, then erases them. @param told how many orders the manager saw */
export function eraseClosed(
  parts: { ledger: Ledger; clock: Clock },
  id: OrderId,
  { told = 1, by = 'Anna' }: { told?: number; by?: string } = {},
) {
  closeOrdersOf(parts.ledger, id);
  return eraseCustomer({ ...parts, log: quietLog() }, { id, told, by });
}
