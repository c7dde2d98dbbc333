import { randomUUID } from 'node:crypto';
import type { DocumentId, OrderId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import type { Order, OrderContent } from '../../shared/order.ts';
import { Problem } from '../../shared/problem.ts';
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
 * @throws Problem `refused` when another order of this source already has the number
 */
export function correctOrder(ledger: Ledger, clock: Clock, correction: Correction): void {
  const { orderId, documentId, content, by, corrected, readBy } = correction;
  ledger.transaction(() => {
    const order = ledger.orders.get(orderId);
    if (!order) throw new Problem('not-found', `There is no order ${orderId}`);
    if (isTaken(ledger, order, content.number)) {
      throw new Problem('refused', `Order ${content.number} of this service is already there`, {
        field: 'orderNumber',
        fix: 'Open that order: this mail is a second one about it',
      });
    }
    ledger.entries.append({
      id: entryIdSchema.parse(`deed:${randomUUID()}`),
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
  });
}

/** Whether another order has a number that this one is to get; one that both have already is a service's that uses it again. */
export const isTaken = (ledger: Ledger, { source, content }: Order, number: string): boolean =>
  number !== '' && number !== content.number && ledger.orders.byNumber(source, number).length > 0;
