import type { DocumentId, OrderId } from '../../shared/ids.ts';
import type { Order, OrderContent } from '../../shared/order.ts';
import { Problem } from '../../shared/problem.ts';
import { ordersOfMail } from '../intake/gmail/orders-of-mail.ts';
import { announcedOf, toldAt } from '../intake/gmail/reused-number.ts';
import { reportChanges } from '../intake/same-order/report-changes.ts';
import { actionId } from '../ledger/action-id.ts';
import type { Clock, Ledger } from '../ports.ts';

export type Correction = {
  readonly orderId: OrderId;
  readonly documentId: DocumentId;
  readonly content: OrderContent;
  /** A user, or `orderbell` for a correction by a template. */
  readonly by: string;
  readonly corrected: 'by-hand' | 'by-recipe';
  /** The template that made the correction. */
  readonly readBy?: string;
};

/**
 * Corrects an order by appending an event that is newer than the mail's content and older than that of a later mail.
 * @throws Problem `refused` when another order of this source, possibly the same order, already has the number
 */
export function correctOrder(ledger: Ledger, clock: Clock, correction: Correction): void {
  const { orderId, documentId, content, by, corrected, readBy } = correction;
  ledger.transaction(() => {
    const order = ledger.orders.get(orderId);
    if (!order) throw new Problem('not-found', `There is no order ${orderId}`);
    if (isTaken(ledger, order, content)) {
      throw new Problem('refused', `Order ${content.number} of this service already exists`, {
        field: 'orderNumber',
        fix: 'Open that order: this mail is also about it',
      });
    }
    ledger.entries.append({
      id: actionId(),
      kind: 'order-updated',
      orderId,
      at: clock.now(),
      by,
      data: {
        order: { source: order.source, sourceId: order.sourceId, version: order.version + 1, content },
        documentId,
        corrected,
        ...(readBy !== undefined && { readBy }),
      },
    });
    // the customer of an unreadable order is known only now
    reportChanges(ledger, clock, orderId);
  });
}

/** Whether another order of the source already has the new number of this order; an unchanged number does not count. */
export const isGiven = (ledger: Ledger, { source, content }: Order, { number }: OrderContent): boolean =>
  number !== '' && number !== content.number && ledger.orders.byNumber(source, number).length > 0;

/**
 * Whether the other order may be the same, announced by two mails. Different content half a day before or after means another
 * order, because the service reuses numbers.
 */
function isTaken(ledger: Ledger, order: Order, corrected: OrderContent): boolean {
  if (!isGiven(ledger, order, corrected)) return false;
  const others = ordersOfMail(ledger, ledger.orders.byNumber(order.source, corrected.number));
  // a reminder comes up to three days later; only the times of placement distinguish it from another order with the same content
  const mayRepeat = (): boolean => true;
  return ordersOfMail(ledger, [order.id]).some(
    (told) =>
      announcedOf(others, { version: toldAt(told), content: corrected }, undefined, mayRepeat) !== null,
  );
}
