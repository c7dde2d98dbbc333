import type { OrderContent, ReviewReason } from '../../../shared/order.ts';

/**
 * What a mail tells of an order, with what other mails have said of it since: that it was cancelled, and these reasons to look
 * at it, which then are the only ones.
 */
export function keepCancellation(
  content: OrderContent,
  { cancelledAt, review = [] }: OrderContent,
  codes: readonly ReviewReason['code'][] = [],
): OrderContent {
  const left = review.filter(({ code }) => codes.includes(code));
  return {
    ...content,
    ...(cancelledAt !== undefined && { cancelledAt }),
    ...(left.length > 0 && { review: left }),
  };
}
