import type { OrderId } from '../../../shared/ids.ts';
import { isDone } from '../../../shared/order.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { lookForSame } from './look-for-same.ts';
import { reportWholes } from './report-wholes.ts';

/**
 * What has to be said once other content is told of an order: to what it is a part of, and whether it may be told twice. Belongs
 * in the transaction that writes the content.
 */
export function reportChanges(ledger: Ledger, clock: Clock, id: OrderId): void {
  reportWholes(ledger, clock, id);
  const status = ledger.orders.get(id)?.status;
  // orders that are done with are not doubted any more, whatever is still told of them
  if (status !== undefined && !isDone(status)) lookForSame(ledger, clock, id);
}
