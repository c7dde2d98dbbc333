import type { Source } from '../ids.ts';
import type { Attribution } from '../order.ts';
import type { Range, Step } from './range.ts';
import type { Utm } from './sale.ts';

/** The amounts of some orders in one currency, minor units. */
export type Amounts = {
  readonly currency: string;
  /** Orders with a total. */
  readonly orders: number;
  readonly revenue: number;
};

/** Amounts with their components and the net amount. */
export type FullAmounts = Amounts & {
  readonly total: number;
  readonly refunded: number;
  readonly commission: number;
};

export type Counted<A extends Amounts = Amounts> = {
  readonly orders: number;
  /** The main currency first. */
  readonly amounts: readonly A[];
};

export type Totals = Counted<FullAmounts> & { readonly cancelled: number; readonly items: number };

/** Half of the orders were taken within `median` seconds, 90 % within `slowest`. */
export type Took = { readonly orders: number; readonly median: number; readonly slowest: number };

export const buyers = ['new', 'returning', 'unknown'] as const;
export type Buyer = (typeof buyers)[number];

export type Bucket = Range & Totals & { readonly buyers: { readonly [B in Buyer]: Counted } };
export type OfSource = Totals & { readonly source: Source; readonly took: Took | null };
export type OfAttribution = Counted & { readonly kind: Attribution['kind'] };
export type OfVisit = Counted & Utm;
export type OfProduct = {
  readonly product: string;
  readonly orders: number;
  readonly quantity: number;
  readonly amounts: readonly Omit<Amounts, 'orders'>[];
};
export type OfHour = Counted & { readonly weekHour: number };

/** Customers whose first touch is in the range, or all customers, and the steps they have reached by now. */
export type Funnel = {
  readonly touched: number;
  readonly sent: number;
  readonly opened: number;
  readonly paid: number;
};

/** The figures of a period that are compared. */
export type Stretch = {
  readonly totals: Totals;
  readonly took: Took | null;
  readonly buyers: { readonly [B in Buyer]: Counted };
  readonly sources: readonly OfSource[];
  readonly funnel: Funnel;
};

/** All data of the insights page for a range. */
export type Insights = Stretch & {
  readonly timeZone: string;
  readonly range: Range;
  readonly step: Step;
  /** Currencies with amounts in the range, the main one first. */
  readonly currencies: readonly string[];
  readonly buckets: readonly Bucket[];
  readonly attributions: readonly OfAttribution[];
  readonly firstVisits: readonly OfVisit[];
  readonly lastVisits: readonly OfVisit[];
  /** The best sellers; `moreProducts` is the number of other products. */
  readonly products: readonly OfProduct[];
  readonly moreProducts: number;
  /** Hours with sales. */
  readonly hours: readonly OfHour[];
  readonly before: (Stretch & { readonly range: Range }) | null;
  /** The day of the shop's first order; null before it. */
  readonly firstDay: string | null;
};

/** The average basket in minor units; null without orders with a total. */
export const basketOf = ({ orders, revenue }: Amounts): number | null =>
  orders === 0 ? null : Math.round(revenue / orders);

export const netOf = ({ revenue, commission }: FullAmounts): number => revenue - commission;

export type Change =
  | { readonly kind: 'none-before' }
  | { readonly kind: 'same' }
  /** Change in per cent; values below ten are rounded to one decimal place. */
  | { readonly kind: 'more' | 'less'; readonly by: number; readonly percent: number };

/** The change from the previous number; null if one is missing or both are zero. */
export function changeOf(now: number | null, before: number | null): Change | null {
  if (now === null || before === null) return null;
  if (now === before) return now === 0 ? null : { kind: 'same' };
  if (before <= 0) return { kind: 'none-before' };
  const by = Math.abs(now - before);
  const percent = (by / before) * 100;
  return {
    kind: now > before ? 'more' : 'less',
    by,
    percent: percent < 10 ? Math.round(percent * 10) / 10 : Math.round(percent),
  };
}

/** Share of `of` in per cent; null if that is zero. */
export const shareIn = (part: number, of: number): number | null =>
  of === 0 ? null : Math.round((part / of) * 1000) / 10;

/**
 * The median and the 90th percentile, by nearest rank.
 * @param counted each value with its number of orders, in ascending order
 */
export function tookOf(
  counted: readonly { readonly seconds: number; readonly orders: number }[],
): Took | null {
  const orders = counted.reduce((sum, one) => sum + one.orders, 0);
  if (orders === 0) return null;
  const at = (share: number): number => {
    const rank = Math.ceil(orders * share);
    let passed = 0;
    for (const one of counted) {
      passed += one.orders;
      if (passed >= rank) return one.seconds;
    }
    return counted.at(-1)?.seconds ?? 0;
  };
  return { orders, median: at(0.5), slowest: at(0.9) };
}
