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
  /** A manager, or `orderbell` when a recipe did it. */
  readonly by: string;
  readonly corrected: 'by-hand' | 'by-recipe';
  /** The recipe that did it. */
  readonly readBy?: string;
};

/**
 * Heals an order in place: the same order, one more entry, newer than what the mail said and older than what a later
 * mail will say.
 * @throws Problem `refused` when another order of this source, which may be the same, already has the number
 */
export function correctOrder(ledger: Ledger, clock: Clock, correction: Correction): void {
  const { orderId, documentId, content, by, corrected, readBy } = correction;
  ledger.transaction(() => {
    const order = ledger.orders.get(orderId);
    if (!order) throw new Problem('not-found', `There is no order ${orderId}`);
    if (isTaken(ledger, order, content)) {
      throw new Problem('refused', `Order ${content.number} of this service is already there`, {
        field: 'orderNumber',
        fix: 'Open that order: this mail is a second one about it',
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
    // what could not be read when it came tells only now whose it is
    reportChanges(ledger, clock, orderId);
  });
}

/** Whether another order of the source has the number that this one is to get; one that it has already is none it gets. */
export const isGiven = (ledger: Ledger, { source, content }: Order, { number }: OrderContent): boolean =>
  number !== '' && number !== content.number && ledger.orders.byNumber(source, number).length > 0;

/**
 * Whether that other order may be the same, told by two mails. One that is told otherwise half a day before or after is another
 * one, whose number the service uses again.
 */
function isTaken(ledger: Ledger, order: Order, corrected: OrderContent): boolean {
  if (!isGiven(ledger, order, corrected)) return false;
  const others = ordersOfMail(ledger, ledger.orders.byNumber(order.source, corrected.number));
  // a reminder comes up to three days later, and a person can tell it from another order for the same only by when both were placed
  const mayRepeat = (): boolean => true;
  return ordersOfMail(ledger, [order.id]).some(
    (told) =>
      announcedOf(others, { version: toldAt(told), content: corrected }, undefined, mayRepeat) !== null,
  );
}
