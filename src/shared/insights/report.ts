import type { Source } from '../ids.ts';
import type { Attribution } from '../order.ts';
import type { Range, Step } from './range.ts';
import type { Utm } from './sale.ts';

/** What some orders come to in one currency, minor units. */
export type Amounts = {
  readonly currency: string;
  /** Those of the orders that say a total. */
  readonly orders: number;
  readonly revenue: number;
};

/** The same with what it is made of, and what is left of it. */
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

/** Half of the orders were taken within `median` seconds, nine in ten within `slowest`. */
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

/** Of the people whose first touch is in the range, or of all for all time, how many have come so far, whenever that was. */
export type Funnel = {
  readonly touched: number;
  readonly sent: number;
  readonly opened: number;
  readonly paid: number;
};

/** What a stretch comes to, as far as it is compared. */
export type Stretch = {
  readonly totals: Totals;
  readonly took: Took | null;
  readonly buyers: { readonly [B in Buyer]: Counted };
  readonly sources: readonly OfSource[];
  readonly funnel: Funnel;
};

/** Everything the page of insights shows of a range. */
export type Insights = Stretch & {
  readonly timeZone: string;
  readonly range: Range;
  readonly step: Step;
  /** Those with amounts in the range, the main one first. */
  readonly currencies: readonly string[];
  readonly buckets: readonly Bucket[];
  readonly attributions: readonly OfAttribution[];
  readonly firstVisits: readonly OfVisit[];
  readonly lastVisits: readonly OfVisit[];
  /** The most sold; `moreProducts` were sold beside them. */
  readonly products: readonly OfProduct[];
  readonly moreProducts: number;
  /** Hours in which something was sold. */
  readonly hours: readonly OfHour[];
  readonly before: (Stretch & { readonly range: Range }) | null;
  /** The day of the shop's first order; null before it. */
  readonly firstDay: string | null;
};

/** Of some orders, whole minor units; null where none says a total. */
export const basketOf = ({ orders, revenue }: Amounts): number | null =>
  orders === 0 ? null : Math.round(revenue / orders);

export const netOf = ({ revenue, commission }: FullAmounts): number => revenue - commission;

export type Change =
  | { readonly kind: 'none-before' }
  | { readonly kind: 'same' }
  /** Against what it was, in per cent, rounded to one place below ten. */
  | { readonly kind: 'more' | 'less'; readonly by: number; readonly percent: number };

/** How a number stands to the one before it; null where there is nothing to be said of either. */
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

/** How many of these come to the next step, in per cent; null of nobody. */
export const shareIn = (part: number, of: number): number | null =>
  of === 0 ? null : Math.round((part / of) * 1000) / 10;

/**
 * The value in the middle, and the one nine in ten do not exceed, by nearest rank.
 * @param counted each value with how many have it, in rising order
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
