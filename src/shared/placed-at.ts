import type { Order } from './order.ts';

/** The keys of `same-order/keys.ts` are kept with the moment: what is changed here raises their rule. */
const withZone = /(?:[zZ]|[+-]\d\d:?\d\d)$/;

/**
 * The moment that a text of when an order was placed tells, epoch milliseconds. Null for a mail's local time, which would be
 * another moment on a computer in another zone, and for words that a manager pointed at.
 */
export function momentTold(placedAt: string | null | undefined): number | null {
  const at = placedAt != null && withZone.test(placedAt) ? Date.parse(placedAt) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** When it was placed, as far as that is told as a moment; else when it came. */
export const momentOf = ({
  content: { placedAt },
  receivedAt,
}: Pick<Order, 'content' | 'receivedAt'>): number => momentTold(placedAt) ?? receivedAt;
