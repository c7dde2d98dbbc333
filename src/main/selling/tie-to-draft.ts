import type { OrderId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import type { OrderContent, PaymentStatus } from '../../shared/order.ts';
import type { Clock, Ledger } from '../ports.ts';
import { draftChanged, factOfView } from './draft-fact.ts';

const settled: readonly PaymentStatus[] = ['paid', 'authorized', 'partially-refunded', 'refunded'];

/**
 * Ties an order that came out of a draft order to that draft, and marks the draft paid when the money is there. Safe to
 * call for every order and every update of it; belongs in the transaction that records the order.
 * @returns true when this told the ledger something new
 */
export function tieToDraft(ledger: Ledger, clock: Clock, orderId: OrderId, content: OrderContent): boolean {
  const tag = content.draftTag;
  if (tag === undefined) return false;
  return ledger.transaction(() => {
    const draft = ledger.drafts.byTag(tag);
    if (!draft) return false;
    const at = clock.now();
    const linked = ledger.entries.append({
      id: entryIdSchema.parse(`draft-linked:${orderId}:${draft.id}`),
      orderId,
      at,
      by: 'shopify',
      kind: 'draft-linked',
      data: { draftId: draft.id, tag },
    });
    const isNewlyPaid = draft.state !== 'paid' && settled.includes(content.paymentStatus);
    const paid =
      isNewlyPaid &&
      ledger.entries.append(
        draftChanged({ ...factOfView(draft), tag, state: 'paid' }, { at, by: 'shopify' }),
      );
    return Boolean(linked) || Boolean(paid);
  });
}
