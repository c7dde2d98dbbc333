import { createHash } from 'node:crypto';
import type { EntryData, EntryDraft } from '../../shared/entry.ts';
import type { DraftId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import type { DraftView } from '../../shared/views.ts';

export type DraftFact = EntryData<'draft-changed'>;

/**
 * The unique tag a draft order carries in Shopify, so that it can be found again whatever happened to the answer.
 * Shopify refuses a tag of an order beyond 40 characters: 30 digits of the form's key tell drafts apart well enough.
 */
export const draftTagOf = (draftId: DraftId): string =>
  `orderbell-${draftId.replaceAll('-', '').slice(0, 30)}`;

/** What the ledger knows of a draft, as the start of the next fact about it. */
export const factOfView = (view: DraftView): Omit<DraftFact, 'state'> => ({
  draftId: view.id,
  tag: draftTagOf(view.id),
  ...(view.name !== '' && { name: view.name }),
  ...(view.title !== '' && { title: view.title }),
  ...(view.customerName !== '' && { customerName: view.customerName }),
  ...(view.total && { total: view.total }),
  ...(view.invoiceUrl !== null && { invoiceUrl: view.invoiceUrl }),
});

/** The same fact about a draft is written once; a state it comes back to (`creating` after `failed`) is told apart by `round`. */
export function draftChanged(fact: DraftFact, how: { at: number; by: string; round?: number }): EntryDraft {
  const seal = createHash('sha256').update(JSON.stringify(fact)).digest('hex').slice(0, 12);
  return {
    id: entryIdSchema.parse(`draft:${fact.draftId}:${fact.state}:${how.round ?? 0}:${seal}`),
    orderId: null,
    at: how.at,
    by: how.by,
    kind: 'draft-changed',
    data: fact,
  };
}
