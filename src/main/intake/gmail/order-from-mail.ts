import { createHash } from 'node:crypto';
import { sourceSchema } from '../../../shared/ids.ts';
import type { IncomingOrder, OrderContent, ReviewReason } from '../../../shared/order.ts';
import type { Reading } from '../../../shared/reading.ts';
import { unreadable } from '../mail/read-mail.ts';
import type { SenderVerdict } from './verify-sender.ts';

export type MailFacts = {
  readonly family: string;
  readonly reading: Reading;
  readonly verdict: SenderVerdict;
  /** The Message-ID, or what stands for it where a mail has none. */
  readonly messageId: string;
  /** When Google accepted the mail: the version of what it says. */
  readonly internalDate: number;
};

/** The orders one mail of a known sender makes: at least one, whatever could be read. */
export function ordersFromMail({
  family,
  reading,
  verdict,
  messageId,
  internalDate,
}: MailFacts): readonly IncomingOrder[] {
  const contents = reading.orders.length > 0 ? reading.orders : unreadable('unreadable', reading.why).orders;
  return contents.map((content, index) => {
    const suffix = index === 0 ? '' : `#${index + 1}`;
    const own = `message:${short(messageId)}${suffix}`;
    return {
      source: sourceSchema.parse(`mail:${family}`),
      // A mail nobody vouches for must not speak about an order that a genuine one has brought.
      sourceId: !verdict.verified ? `unverified:${own}` : content.number === '' ? own : short(content.number),
      version: internalDate,
      content: verdict.verified
        ? content
        : withReview(content, { code: 'unverified-sender', detail: verdict.why }),
    };
  });
}

/** Ids of entries and notices are built on it and have an end. A long one is hashed, not cut: others may begin alike. */
const short = (id: string): string => (id.length <= 120 ? id : createHash('sha256').update(id).digest('hex'));

const withReview = (content: OrderContent, reason: ReviewReason): OrderContent => ({
  ...content,
  review: [reason, ...(content.review ?? [])],
});
