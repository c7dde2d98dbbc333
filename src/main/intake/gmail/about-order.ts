import { isDeepStrictEqual } from 'node:util';
import type { Order, OrderContent } from '../../../shared/order.ts';
import type { Reading } from '../../../shared/reading.ts';
import { keepSaid } from '../mail/keep-said.ts';

/** A genuine mail of a known sender about an order that is here already. */
export type MailAboutOrder = {
  readonly known: Pick<Order, 'version' | 'content'>;
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
const seen: Effect = { update: null, note: false };
const noted: Effect = { update: null, note: true };

/** A mail says something new of an order or is only shown beside it; an older one never moves the order back. */
export function effectOf(mail: MailAboutOrder): Effect {
  const { known, reading, content, internalDate } = mail;
  if (isDeepStrictEqual(known.content, content)) return seen;
  const isWhole = reading.kind === 'order';
  if (internalDate < known.version) {
    // the announcement of an order whose cancellation or change was read first
    const completes = isWhole && reading.says === 'new-order' && isUnread(known.content);
    return completes ? to(keepSaid(content, known.content, [changedUnread]), known.version) : noted;
  }
  switch (reading.says) {
    case 'cancelled':
      if (known.content.cancelledAt !== undefined) return noted;
      return to({ ...known.content, cancelledAt: new Date(internalDate).toISOString() }, internalDate);
    case 'changed':
      return isWhole
        ? to(keepSaid(content, known.content), internalDate)
        : { ...to(forReview(mail), internalDate), note: true };
    case 'new-order':
      // one that tells less must not take away what is known, and none brings a cancelled order back
      return isWhole ? to(keepSaid(content, known.content), internalDate) : noted;
    case 'nothing':
      return noted;
  }
}

const to = (content: OrderContent, version: number): Effect => ({
  update: { version, content },
  note: false,
});

/** Whether what is known of the order is less than any whole announcement tells. */
export const isUnread = ({ review }: OrderContent): boolean =>
  review?.some(({ code }) => code !== changedUnread) ?? false;

function forReview({ known, subject }: MailAboutOrder): OrderContent {
  const others = known.content.review?.filter(({ code }) => code !== changedUnread) ?? [];
  return { ...known.content, review: [...others, { code: changedUnread, detail: subject }] };
}
