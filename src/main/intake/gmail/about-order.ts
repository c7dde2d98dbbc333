import { isDeepStrictEqual } from 'node:util';
import type { Order, OrderContent, ReviewReason } from '../../../shared/order.ts';
import { isDone } from '../../../shared/order.ts';
import { momentTold } from '../../../shared/placed-at.ts';
import type { Reading } from '../../../shared/reading.ts';
import { keepCancellation } from '../mail/keep-cancellation.ts';
import { saysChanged } from '../mail/mail-purpose.ts';
import { goodsStay, mergeMails } from './merge-mails.ts';

/** A verified mail of a known sender about an order that is already here. */
export type MailAboutOrder = {
  readonly known: Pick<Order, 'version' | 'content' | 'status' | 'partOf'>;
  /** The order as the earlier mails describe it, without corrections. */
  readonly told: OrderContent;
  readonly reading: Pick<Reading, 'kind' | 'says'>;
  readonly content: OrderContent;
  /** When Google accepted the mail, epoch milliseconds: the version of its content. */
  readonly internalDate: number;
  readonly subject: string;
};

/** The effect of such a mail: the new content, if it changes, and whether the mail is noted on the order. */
export type Effect = {
  readonly update: { readonly version: number; readonly content: OrderContent } | null;
  readonly note: boolean;
};

const changedUnread = 'changed-unread';
const cancelledUnknown = 'cancelled-unknown';
const seen: Effect = { update: null, note: false };
const noted: Effect = { update: null, note: true };

/** Decides whether a mail updates an order or is only noted on it. An older mail never reverts the order. */
export function effectOf(mail: MailAboutOrder): Effect {
  const { known, reading, content, internalDate } = mail;
  // a cancellation or a change is news even if the content is the same
  const isNewsItself = reading.says === 'cancelled' || reading.says === 'changed';
  if (!isNewsItself && isDeepStrictEqual(known.content, content)) return seen;
  const isWhole = reading.kind === 'order';
  if (internalDate < known.version) {
    // the announcement of an order whose cancellation or change was read first
    const completes = isWhole && reading.says === 'new-order' && isUnread(known.content);
    return completes ? anew(mail, known.version, [changedUnread]) : noted;
  }
  switch (reading.says) {
    case 'cancelled':
      // a manager may have reopened the cancelled order: a second cancellation needs a review
      if (known.content.cancelledAt !== undefined) return isDone(known.status) ? noted : unread(mail);
      if (isWhole && leavesSome(mail)) return unread(mail);
      return to({ ...known.content, cancelledAt: new Date(internalDate).toISOString() }, internalDate);
    case 'changed': {
      const told = isWhole && !mayTellWhatIsOff(mail) ? anew(mail, internalDate) : seen;
      return told.update === null ? unread(mail) : told;
    }
    case 'new-order':
      // a partial mail must not remove known data, and no mail reopens a cancelled order
      if (!isWhole) return noted;
      return isOff(mail) ? stillOff(mail) : anew(mail, internalDate);
    case 'nothing':
      return noted;
  }
}

const to = (content: OrderContent, version: number): Effect => ({
  update: { version, content },
  note: false,
});

/** Whether an order was cancelled before this mail. */
const isOff = ({ known, internalDate }: MailAboutOrder): boolean =>
  (momentTold(known.content.cancelledAt) ?? Infinity) < internalDate;

/** Asks for a review: the announcement may be a repeat, or the order may be valid again. */
function stillOff(mail: MailAboutOrder): Effect {
  const { known, internalDate, subject } = mail;
  const content = anew(mail, internalDate).update?.content ?? known.content;
  const asked = withReason(content, { code: cancelledUnknown, detail: subject });
  return { ...(isDeepStrictEqual(asked, known.content) ? seen : to(asked, internalDate)), note: true };
}

const unread = (mail: MailAboutOrder): Effect => ({ ...to(forReview(mail), mail.internalDate), note: true });

/**
 * Whether a mail has fewer items and another total than the order. Only a person can see whether it lists the cancelled or the
 * remaining items.
 */
const leavesSome = ({ content, told }: MailAboutOrder): boolean =>
  piecesOf(content) < piecesOf(told) && !isDeepStrictEqual(content.total, told.total);

/** Whether the items of the mail may be just the cancelled part of the order. */
const mayTellWhatIsOff = (mail: MailAboutOrder): boolean => leavesSome(mail) && !saysChanged(mail.subject);

const piecesOf = ({ items }: OrderContent): number =>
  items.reduce((count, { quantity }) => count + quantity, 0);

/** Review reasons about items and totals, which are kept with them. */
const ofGoods = ['no-number', 'no-total', 'no-items', 'sum-mismatch'] as const;

function anew(
  { known, content, told }: MailAboutOrder,
  version: number,
  codes: readonly ReviewReason['code'][] = [],
): Effect {
  const kept = goodsStay(content, told) ? [...codes, ...ofGoods] : codes;
  const next = keepCancellation(mergeMails(content, known.content, told), known.content, kept);
  if (isDeepStrictEqual(next, known.content)) return seen;
  // the order was read or taken as it was, or was merged and is handled in another order: the note points out the change
  return { ...to(next, version), note: known.status !== 'new' || known.partOf !== undefined };
}

/** Whether the known content is less than a whole announcement contains. */
export const isUnread = ({ review }: OrderContent): boolean =>
  review?.some(({ code }) => code !== changedUnread) ?? false;

const forReview = ({ known, subject }: MailAboutOrder): OrderContent =>
  withReason(known.content, { code: changedUnread, detail: subject });

function withReason(content: OrderContent, reason: ReviewReason): OrderContent {
  const others = content.review?.filter(({ code }) => code !== reason.code) ?? [];
  return { ...content, review: [...others, reason] };
}
