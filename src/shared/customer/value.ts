import type { Money } from '../money.ts';
import type { Order } from '../order.ts';

/** What is left of an order for the shop: nothing of one that was cancelled, and less what was given back. */
export function netOf({
  status,
  content: { total, refunded },
}: Pick<Order, 'status' | 'content'>): Money | null {
  if (!total) return null;
  if (status === 'cancelled') return { minor: 0, currency: total.currency };
  const back = refunded?.currency === total.currency ? refunded.minor : 0;
  return { minor: Math.max(0, total.minor - back), currency: total.currency };
}

/** What orders of one currency come to. */
export type CurrencyValue = {
  readonly currency: string;
  /** Those that were not cancelled. */
  readonly orders: number;
  readonly minor: number;
};

/** The currency of most orders first. */
export const byOrders = (a: CurrencyValue, b: CurrencyValue): number =>
  b.orders - a.orders || b.minor - a.minor || (a.currency < b.currency ? -1 : 1);

/** Null while nothing was bought; cut to the minor unit. */
export const averageOf = ({ orders, minor, currency }: CurrencyValue): Money | null =>
  orders === 0 ? null : { minor: Math.round(minor / orders), currency };
