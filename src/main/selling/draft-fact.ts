import { createHash } from 'node:crypto';
import type { EntryData, EntryDraft } from '../../shared/entry.ts';
import type { DraftId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';

export type DraftFact = EntryData<'draft-changed'>;
type How = { readonly at: number; readonly by: string };

/**
 * The unique tag a draft order carries in Shopify, so that it can be found again whatever happened to the answer.
 * Shopify refuses a tag of an order beyond 40 characters: 30 digits of the form's key tell drafts apart well enough.
 */
export const draftTagOf = (draftId: DraftId): string =>
  `orderbell-${draftId.replaceAll('-', '').slice(0, 30)}`;

/** The same fact about a draft is written once; a state it comes back to (`creating` after `failed`) is told apart by its round. */
export function draftChanged(fact: DraftFact, { at, by }: How): EntryDraft {
  const seal = createHash('sha256').update(JSON.stringify(fact)).digest('hex').slice(0, 12);
  return {
    id: entryIdSchema.parse(`draft:${fact.draftId}:${fact.state}:${fact.round ?? 0}:${seal}`),
    orderId: null,
    at,
    by,
    kind: 'draft-changed',
    data: fact,
  };
}

/** Each word on a sending once: it is on its way, then it went, or did not, or nobody knows. */
export const linkSent = (data: EntryData<'link-sent'>, { at, by }: How): EntryDraft => ({
  id: entryIdSchema.parse(`link:${data.draftId}:${data.sending}:${data.state}`),
  orderId: null,
  at,
  by,
  kind: 'link-sent',
  data,
});

/** A checkout is opened once, however often Shopify tells of it. */
export const draftOpened = (data: EntryData<'draft-opened'>, { at, by }: How): EntryDraft => ({
  id: entryIdSchema.parse(`opened:${data.draftId}:${data.checkout}`),
  orderId: null,
  at,
  by,
  kind: 'draft-opened',
  data,
});

export const draftClosing = (data: EntryData<'draft-closing'>, { at, by }: How): EntryDraft => ({
  id: entryIdSchema.parse(`closing:${data.draftId}:${data.attempt}:${data.state}`),
  orderId: null,
  at,
  by,
  kind: 'draft-closing',
  data,
});
