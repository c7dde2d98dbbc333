import type { Money } from '../money.ts';
import type { Order } from '../order.ts';

/** The net amount of an order: nothing if it was cancelled, otherwise its total less refunds. */
export function netOf({
  status,
  content: { total, refunded },
}: Pick<Order, 'status' | 'content'>): Money | null {
  if (!total) return null;
  if (status === 'cancelled') return { minor: 0, currency: total.currency };
  const back = refunded?.currency === total.currency ? refunded.minor : 0;
  return { minor: Math.max(0, total.minor - back), currency: total.currency };
}

/** The value of orders in one currency. */
export type CurrencyValue = {
  readonly currency: string;
  /** Orders that are not cancelled. */
  readonly orders: number;
  readonly minor: number;
};

/** The currency with most orders first. */
export const byOrders = (a: CurrencyValue, b: CurrencyValue): number =>
  b.orders - a.orders || b.minor - a.minor || (a.currency < b.currency ? -1 : 1);

/** Null without purchases; truncated to the minor unit. */
export const averageOf = ({ orders, minor, currency }: CurrencyValue): Money | null =>
  orders === 0 ? null : { minor: Math.round(minor / orders), currency };
