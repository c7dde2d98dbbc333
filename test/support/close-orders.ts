import { eraseCustomer } from '../../src/main/customers/erase-customer.ts';
import type { Clock, Ledger } from '../../src/main/ports.ts';
import type { OrderId } from '../../src/shared/ids.ts';
import { isDone } from '../../src/shared/order.ts';
import { quietLog } from './log.ts';
import { fact } from './orders.ts';

/** Hands over the open orders of a customer, which an erasure requires. */
export function closeOrdersOf(ledger: Ledger, id: OrderId): void {
  for (const orderId of ledger.customerIndex.ordersOf(id)) {
    const order = ledger.orders.get(orderId);
    if (!order || isDone(order.status)) continue;
    const data = { status: 'handed-over', decision: order.decisions + 1 };
    ledger.entries.append(fact({ id: `handed-over:${orderId}`, kind: 'status-set', orderId, data }));
  }
}

/**
 * Hands over the open orders of a customer, then erases the customer. @param told the number of orders that the
 * manager saw
 */
export function eraseClosed(
  parts: { ledger: Ledger; clock: Clock },
  id: OrderId,
  { told = 1, by = 'Anna' }: { told?: number; by?: string } = {},
) {
  closeOrdersOf(parts.ledger, id);
  return eraseCustomer({ ...parts, log: quietLog() }, { id, told, by });
}
