import { isDeepStrictEqual } from 'node:util';
import type { ContentEntry } from '../../shared/content-entry.ts';
import { isByHand, newestContent } from '../../shared/content-entry.ts';
import type { DocumentId } from '../../shared/ids.ts';
import type { OrderContent, ReviewReason } from '../../shared/order.ts';
import { mergeMails, toldByMails } from '../intake/gmail/merge-mails.ts';
import { keepCancellation } from '../intake/mail/keep-cancellation.ts';
import { valuesOf } from './mail-standing.ts';

/** Review reasons that a new parse does not resolve: the sender, and what other mails changed since. */
export const unanswered: readonly ReviewReason['code'][] = [
  'unverified-sender',
  'changed-unread',
  'cancelled-unknown',
];

/**
 * The order content after a mail was parsed again. Without other mails it is the new parse result; otherwise missing values and
 * values typed by a user are kept.
 * @param contents of the order, sorted by time
 */
export function reread(
  mail: { readonly id: DocumentId; readonly content: OrderContent },
  known: OrderContent,
  contents: readonly ContentEntry[],
): OrderContent {
  const { id, content } = mail;
  const typed = newestContent(contents.filter(isByHand))?.data.order.content;
  const told = tellsAlone(id, contents)
    ? content
    : mergeMails(content, known, toldByMails(contents) ?? known, typed);
  return keepCancellation(told, known, unanswered);
}

/** Whether the items and the customer come from this mail alone, not from another mail or a user. */
export function tellsAlone(id: DocumentId, contents: readonly ContentEntry[]): boolean {
  const own = contents.filter((entry) => entry.data.documentId === id && !isByHand(entry)).map(valuesOf);
  return contents.map(valuesOf).every((values) => own.some((mine) => isDeepStrictEqual(values, mine)));
}
