import type { OrderContent, ReviewReason } from '../../../shared/order.ts';

/** Keeps the cancellation that other mails reported for an order. Its review reasons in `codes` replace those of the mail. */
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
