import { createHash } from 'node:crypto';
import type { EntryData, EntryDraft } from '../../shared/entry.ts';
import type { DraftId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';

export type DraftFact = EntryData<'draft-changed'>;
type How = { readonly at: number; readonly by: string };

/**
 * The unique tag of a draft order in Shopify, which finds it after a lost answer. Shopify refuses an order tag longer than 40
 * characters; 30 digits of the form's key are unique enough.
 */
export const draftTagOf = (draftId: DraftId): string =>
  `orderbell-${draftId.replaceAll('-', '').slice(0, 30)}`;

/** Deduplicated by draft order and state; a state that recurs (`creating` after `failed`) is distinguished by its round. */
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

/** Deduplicated by sending and outcome: sending, sent, failed or unknown. */
export const linkSent = (data: EntryData<'link-sent'>, { at, by }: How): EntryDraft => ({
  id: entryIdSchema.parse(`link:${data.draftId}:${data.sending}:${data.state}`),
  orderId: null,
  at,
  by,
  kind: 'link-sent',
  data,
});

/** Deduplicated: Shopify reports one checkout several times. */
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
