import { isDeepStrictEqual } from 'node:util';
import type { Order, OrderContent, ReviewReason } from '../../../shared/order.ts';
import { isDone } from '../../../shared/order.ts';
import { momentTold } from '../../../shared/placed-at.ts';
import type { Reading } from '../../../shared/reading.ts';
import { keepCancellation } from '../mail/keep-cancellation.ts';
import { saysChanged } from '../mail/mail-purpose.ts';
import { goodsStay, mergeMails } from './merge-mails.ts';

/** A genuine mail of a known sender about an order that is here already. */
export type MailAboutOrder = {
  readonly known: Pick<Order, 'version' | 'content' | 'status' | 'partOf'>;
  /** What the mails before it have told of the order, without its corrections. */
  readonly told: OrderContent;
  readonly reading: Pick<Reading, 'kind' | 'says'>;
  readonly content: OrderContent;
  /** When Google accepted the mail, epoch milliseconds: the version of what it says. */
  readonly internalDate: number;
  readonly subject: string;
};

/** What such a mail does: the order's new content, if it changes, and whether it is shown beside the order. */
export type Effect = {
  readonly update: { readonly version: number; readonly content: OrderContent } | null;
  readonly note: boolean;
};

const changedUnread = 'changed-unread';
const cancelledUnknown = 'cancelled-unknown';
const seen: Effect = { update: null, note: false };
const noted: Effect = { update: null, note: true };

/** A mail says something new of an order or is only shown beside it; an older one never moves the order back. */
export function effectOf(mail: MailAboutOrder): Effect {
  const { known, reading, content, internalDate } = mail;
  // what is off, or was changed, is news also where all is told once more as it is known
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
      // a manager may have opened again what was off: off once more, a person finds out
      if (known.content.cancelledAt !== undefined) return isDone(known.status) ? noted : unread(mail);
      if (isWhole && leavesSome(mail)) return unread(mail);
      return to({ ...known.content, cancelledAt: new Date(internalDate).toISOString() }, internalDate);
    case 'changed': {
      const told = isWhole && !mayTellWhatIsOff(mail) ? anew(mail, internalDate) : seen;
      return told.update === null ? unread(mail) : told;
    }
    case 'new-order':
      // one that tells less must not take away what is known, and none brings a cancelled order back
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

/** The announcement may have been sent once more, or the order may hold again: a person finds out. */
function stillOff(mail: MailAboutOrder): Effect {
  const { known, internalDate, subject } = mail;
  const content = anew(mail, internalDate).update?.content ?? known.content;
  const asked = withReason(content, { code: cancelledUnknown, detail: subject });
  return { ...(isDeepStrictEqual(asked, known.content) ? seen : to(asked, internalDate)), note: true };
}

const unread = (mail: MailAboutOrder): Effect => ({ ...to(forReview(mail), mail.internalDate), note: true });

/**
 * Whether a mail tells of fewer goods than were ordered, for another sum: what is off of them, or what is left, only a person
 * can tell.
 */
const leavesSome = ({ content, told }: MailAboutOrder): boolean =>
  piecesOf(content) < piecesOf(told) && !isDeepStrictEqual(content.total, told.total);

/** A part of the order is off, and the goods told may be just that part. */
const mayTellWhatIsOff = (mail: MailAboutOrder): boolean => leavesSome(mail) && !saysChanged(mail.subject);

const piecesOf = ({ items }: OrderContent): number =>
  items.reduce((count, { quantity }) => count + quantity, 0);

/** What a correction left for a person to look at in the goods and sums, which stays with them. */
const ofGoods = ['no-number', 'no-total', 'no-items', 'sum-mismatch'] as const;

function anew(
  { known, content, told }: MailAboutOrder,
  version: number,
  codes: readonly ReviewReason['code'][] = [],
): Effect {
  const kept = goodsStay(content, told) ? [...codes, ...ofGoods] : codes;
  const next = keepCancellation(mergeMails(content, known.content, told), known.content, kept);
  if (isDeepStrictEqual(next, known.content)) return seen;
  // whoever has taken the order has read it as it was, and one that was merged is worked on in another's place
  return { ...to(next, version), note: known.status !== 'new' || known.partOf !== undefined };
}

/** Whether what is known of the order is less than any whole announcement tells. */
export const isUnread = ({ review }: OrderContent): boolean =>
  review?.some(({ code }) => code !== changedUnread) ?? false;

const forReview = ({ known, subject }: MailAboutOrder): OrderContent =>
  withReason(known.content, { code: changedUnread, detail: subject });

function withReason(content: OrderContent, reason: ReviewReason): OrderContent {
  const others = content.review?.filter(({ code }) => code !== reason.code) ?? [];
  return { ...content, review: [...others, reason] };
}
