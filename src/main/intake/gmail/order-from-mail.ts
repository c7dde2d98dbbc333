import type { DocumentId, OrderId, Source } from '../../../shared/ids.ts';
import { mailSource, orderIdOf } from '../../../shared/ids.ts';
import type { IncomingOrder, OrderContent, ReviewReason } from '../../../shared/order.ts';
import type { Reading } from '../../../shared/reading.ts';
import { shortName } from '../../short-name.ts';
import { unreadable } from '../mail/read-mail.ts';
import type { SenderVerdict } from './verify-sender.ts';

export type MailFacts = {
  readonly family: string;
  readonly reading: Reading;
  readonly verdict: SenderVerdict;
  /** The stored mail, with the id Gmail gave it. */
  readonly documentId: DocumentId;
  /** The Message-ID, or its substitute if a mail has none. */
  readonly messageId: string;
  /** When Google accepted the mail: the version of its content. */
  readonly internalDate: number;
  readonly subject: string;
};

/** The orders in one mail of a known sender: at least one, even if unreadable. */
export const contentsOf = (reading: Reading): readonly OrderContent[] =>
  reading.orders.length > 0 ? reading.orders : unreadable('unreadable', reading.why).orders;

/**
 * Creates a new order from the `index`-th order of a mail.
 * @param own its id if another order has the one of its number
 */
export function orderFromMail(
  content: OrderContent,
  index: number,
  { family, reading, verdict, documentId, messageId, internalDate, subject }: MailFacts,
  own?: string,
): IncomingOrder {
  const suffix = index === 0 ? '' : `#${index + 1}`;
  const order = { source: mailSource(family), version: internalDate };
  // An unverified mail must not affect another order by its number or Message-ID: the sender chooses both, and could change an
  // order that a manager has released.
  if (!verdict.verified) {
    const reason = { code: 'unverified-sender', detail: verdict.why } as const;
    return { ...order, sourceId: `unverified:${documentId}${suffix}`, content: withReview(content, reason) };
  }
  const sourceId =
    own ?? (content.number === '' ? `message:${short(messageId)}${suffix}` : short(content.number));
  if (reading.says === 'changed' && reading.kind !== 'order') {
    const reason = { code: 'changed-unread', detail: subject } as const;
    return { ...order, sourceId, content: withReview(content, reason) };
  }
  if (reading.says !== 'cancelled') return { ...order, sourceId, content };
  const cancelledAt = new Date(internalDate).toISOString();
  const review = [{ code: 'cancelled-unknown', detail: subject }] as const;
  return { ...order, sourceId, content: { ...content, cancelledAt, review } };
}

/** The id of an order that a mail of this source created by its number. */
export const idByNumber = (source: Source, number: string): OrderId => orderIdOf(source, short(number));

/** The id of an order with a reused number: it includes the date of the mail, which is the same on every computer. */
export function idOfReused(number: string, internalDate: number, isTaken: (id: string) => boolean): string {
  const id = `${short(number)}@${new Date(internalDate).toISOString().slice(0, 10)}`;
  for (let count = 1; ; count += 1) {
    const next = count === 1 ? id : `${id}.${count}`;
    if (!isTaken(next)) return next;
  }
}

/** Ids of events and notifications are built from it and have a length limit. */
const short = (id: string): string => shortName(id, 120);

export const withReview = (content: OrderContent, reason: ReviewReason): OrderContent => ({
  ...content,
  review: [reason, ...(content.review ?? [])],
});
