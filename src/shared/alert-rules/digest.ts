import type { Source } from '../ids.ts';
import type { Money } from '../money.ts';
import type { NoticeState } from '../notices.ts';
import type { OrderStatus } from '../order.ts';

/** Orders that differ only in their totals and waiting times. */
export type AlikeOrders = {
  readonly source: Source;
  readonly status: OrderStatus;
  readonly takenBy: string | null;
  readonly needsReview: boolean;
  readonly quarantined: boolean;
  readonly count: number;
  /** The sum of their totals; null without totals. */
  readonly total: Money | null;
};

/** The orders of a period, without tests and parts of other orders. */
export type DigestOrders = {
  readonly alike: readonly AlikeOrders[];
  /** Milliseconds from the arrival of each taken order to its `taken` event in force, without quarantined orders. */
  readonly waits: readonly number[];
};

/** The summary of a period. */
export type Digest = {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
  /** Most orders first; cancelled orders count, but not in the totals. */
  readonly sources: readonly {
    readonly source: Source;
    readonly orders: number;
    readonly totals: readonly Money[];
  }[];
  readonly orders: number;
  /** By currency, most first. */
  readonly totals: readonly Money[];
  readonly notices: { readonly [S in NoticeState]: number };
  /** Most orders first. */
  readonly takenBy: readonly { readonly manager: string; readonly orders: number }[];
  /** Milliseconds from arrival to the `taken` event in force; null if no order is taken. */
  readonly timeToTake: { readonly median: number; readonly worst: number } | null;
  readonly untaken: number;
  readonly cancelled: number;
  readonly needsReview: number;
  readonly quarantined: number;
};

export type DigestParts = {
  readonly from: number;
  readonly to: number;
  /** Orders received in the period, in their current state. */
  readonly orders: DigestOrders;
  /** Notifications queued in the period, by final state. */
  readonly notices: readonly { readonly state: NoticeState; readonly count: number }[];
};

/** Computes the summary of a period: a shift or a day. */
export function digestOf({ from, to, orders: { alike, waits }, notices }: DigestParts): Digest {
  const counted = alike.filter(({ quarantined }) => !quarantined);
  const bySource = Map.groupBy(counted, ({ source }) => source);
  const byTaker = Map.groupBy(counted, ({ takenBy }) => takenBy);
  const rising = waits.map((wait) => Math.max(0, wait)).toSorted((one, other) => one - other);
  const ended = (wanted: NoticeState): number =>
    notices.reduce((sum, { state, count }) => sum + (state === wanted ? count : 0), 0);
  return {
    from,
    to,
    sources: [...bySource]
      .map(([source, those]) => ({ source, orders: countOf(those), totals: totalsOf(those) }))
      .toSorted((one, other) => other.orders - one.orders || (one.source < other.source ? -1 : 1)),
    orders: countOf(counted),
    totals: totalsOf(counted),
    notices: {
      waiting: ended('waiting'),
      sent: ended('sent'),
      refused: ended('refused'),
      unknown: ended('unknown'),
      off: ended('off'),
    },
    takenBy: [...byTaker]
      .flatMap(([manager, those]) => (manager === null ? [] : [{ manager, orders: countOf(those) }]))
      .toSorted((one, other) => other.orders - one.orders || (one.manager < other.manager ? -1 : 1)),
    timeToTake: rising.length === 0 ? null : { median: medianOf(rising), worst: rising.at(-1) ?? 0 },
    untaken: countOf(counted.filter(({ status, takenBy }) => status === 'new' && takenBy === null)),
    cancelled: countOf(counted.filter(({ status }) => status === 'cancelled')),
    needsReview: countOf(counted.filter(({ needsReview }) => needsReview)),
    quarantined: countOf(alike.filter((one) => one.quarantined && one.status !== 'cancelled')),
  };
}

const countOf = (orders: readonly AlikeOrders[]): number => orders.reduce((sum, { count }) => sum + count, 0);

function totalsOf(orders: readonly AlikeOrders[]): readonly Money[] {
  const sums = new Map<string, number>();
  for (const { status, total } of orders) {
    if (total === null || status === 'cancelled') continue;
    sums.set(total.currency, (sums.get(total.currency) ?? 0) + total.minor);
  }
  return [...sums]
    .map(([currency, minor]) => ({ currency, minor }))
    .toSorted((one, other) => other.minor - one.minor || (one.currency < other.currency ? -1 : 1));
}

/** @param sorted ascending, not empty */
function medianOf(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  const [below = 0, above = 0] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? above : Math.round((below + above) / 2);
}
