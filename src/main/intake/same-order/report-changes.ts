import type { OrderId } from '../../../shared/ids.ts';
import { isDone } from '../../../shared/order.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { lookForSame } from './look-for-same.ts';
import { reportWholes } from './report-wholes.ts';

/**
 * Updates the orders that an order is a part of after its content changed, and looks for duplicates. Must run in the transaction
 * that writes the content.
 */
export function reportChanges(ledger: Ledger, clock: Clock, id: OrderId): void {
  reportWholes(ledger, clock, id);
  const status = ledger.orders.get(id)?.status;
  // closed orders are not checked for duplicates
  if (status !== undefined && !isDone(status)) lookForSame(ledger, clock, id);
}
