import { isDeepStrictEqual } from 'node:util';
import type { ContentEntry } from '../../shared/content-entry.ts';
import { isByHand, newestContent } from '../../shared/content-entry.ts';
import type { DocumentId } from '../../shared/ids.ts';
import type { OrderContent, ReviewReason } from '../../shared/order.ts';
import { mergeMails, toldByMails } from '../intake/gmail/merge-mails.ts';
import { keepCancellation } from '../intake/mail/keep-cancellation.ts';
import { valuesOf } from './mail-standing.ts';

/** What a mail read anew does not answer: who sent it, and what other mails have said of the order since. */
export const unanswered: readonly ReviewReason['code'][] = [
  'unverified-sender',
  'changed-unread',
  'cancelled-unknown',
];

/**
 * What an order is once a mail about it is read anew. Where no other mail has told of it, it is what this one tells; else what
 * this one leaves out stays, and what a person has typed.
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

/** Whether no other mail, and no person, has told what was ordered, and by whom. */
export function tellsAlone(id: DocumentId, contents: readonly ContentEntry[]): boolean {
  const own = contents.filter((entry) => entry.data.documentId === id && !isByHand(entry)).map(valuesOf);
  return contents.map(valuesOf).every((values) => own.some((mine) => isDeepStrictEqual(values, mine)));
}
