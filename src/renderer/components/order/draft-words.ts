import type { TFunction } from 'i18next';
import type { LinkSending } from '../../../shared/draft.ts';
import type { Entry, EntryOf } from '../../../shared/entry.ts';
import { isMachine } from '../../../shared/machines.ts';
import type { DraftRow } from '../../../shared/views.ts';
import type { Saying } from '../../lib/i18n/use-main-text.tsx';

export type DraftEntry = EntryOf<'draft-changed' | 'link-sent' | 'draft-opened' | 'draft-closing'>;
export type DraftWords = { readonly t: TFunction<'drafts'>; readonly said: Saying };

/** An event of a draft order as a sentence. */
export function draftSentence(entry: DraftEntry, { t, said }: DraftWords): string {
  const name = isMachine(entry.by) ? 'Orderbell' : entry.by || t('someone');
  const reasonOf = (reason: string | undefined): string =>
    reason === undefined || reason === '' ? t('noReason') : said(reason);
  switch (entry.kind) {
    case 'draft-changed': {
      const { state, customerName, reason, replaces, changeThere } = entry.data;
      if (changeThere !== undefined) return t('time_changedThere');
      if (state === 'creating') {
        const what = replaces === undefined ? 'time_creating' : 'time_creatingInstead';
        return t(what, { name, customer: customerName || t('noCustomer') });
      }
      if (state === 'cancelled' && reason !== undefined)
        return t('time_cancelledWhy', { reason: said(reason) });
      return t(`time_${state}`, { name, reason: reasonOf(reason) });
    }
    case 'link-sent': {
      const { via, to, state, reminder, reason } = entry.data;
      if (via === 'copied') return t('time_link_copied', { name });
      const kind =
        reminder && (state === 'sending' || state === 'sent') ? (`reminder_${state}` as const) : state;
      return t(`time_link_${kind}`, { name, way: t(`via_${via}`, { to }), reason: reasonOf(reason) });
    }
    case 'draft-opened':
      return t('time_opened');
    case 'draft-closing': {
      const { end, state, reason } = entry.data;
      if (state === 'refused') return t('time_closing_refused', { reason: reasonOf(reason) });
      if (end === 'leftover') return reason === undefined ? t('time_leftover') : said(reason);
      return t(`time_closing_${end}`, { name });
    }
  }
}

export const isDraftEntry = (entry: { readonly kind: string }): entry is DraftEntry =>
  ['draft-changed', 'link-sent', 'draft-opened', 'draft-closing'].includes(entry.kind);

/** A pending send is shown until its outcome is known. */
export function isOvertaken(entry: Entry, all: readonly Entry[]): boolean {
  if (entry.kind !== 'link-sent' || entry.data.state !== 'sending') return false;
  const { sending } = entry.data;
  return all.some(
    (other) => other.kind === 'link-sent' && other.data.sending === sending && other.data.state !== 'sending',
  );
}

/** What a manager has to check first; null for nothing. */
export type Trouble = 'failed' | 'unknown' | 'not-closed' | 'paid-twice';
export function troubleOf({ state, sendings, closing, isPaidTwice }: DraftRow): Trouble | null {
  if (isPaidTwice) return 'paid-twice';
  if (closing !== null && closing.reason !== null) return 'not-closed';
  if (state === 'failed') return 'failed';
  const last = lastMessage(sendings);
  return last?.state === 'unknown' && (state === 'ready' || state === 'sent') ? 'unknown' : null;
}

/** The last send that was a message to a person. */
export const lastMessage = (sendings: readonly LinkSending[]): LinkSending | undefined =>
  sendings.findLast(({ via }) => via !== 'copied');
