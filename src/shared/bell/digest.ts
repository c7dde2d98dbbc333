import type { Source } from '../ids.ts';
import type { Money } from '../money.ts';
import type { NoticeState } from '../notices.ts';
import type { OrderStatus } from '../order.ts';

/** An order as far as a digest looks at it; times are epoch milliseconds. */
export type DigestOrder = {
  readonly source: Source;
  readonly status: OrderStatus;
  readonly total: Money | null;
  readonly receivedAt: number;
  readonly takenBy: string | null;
  readonly takenAt: number | null;
  readonly needsReview: boolean;
  readonly quarantined: boolean;
  /** Another order tells of it, which counts for both. */
  readonly isPart: boolean;
  readonly test: boolean;
};

/** What a stretch of time came to. */
export type Digest = {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
  /** Most orders first; cancelled ones count, but not in what they come to. */
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
  /** From their arrival to the taking that counts, in milliseconds; null while none is taken. */
  readonly timeToTake: { readonly median: number; readonly worst: number } | null;
  readonly untaken: number;
  readonly cancelled: number;
  readonly needsReview: number;
  readonly quarantined: number;
};

export type DigestParts = {
  readonly from: number;
  readonly to: number;
  /** Those received in it, as they stand now. */
  readonly orders: readonly DigestOrder[];
  /** Those owed in it, by how they ended. */
  readonly notices: readonly { readonly state: NoticeState; readonly count: number }[];
};

/** Adds up a stretch of time: a shift, or a day. Tests and what another order tells of are left out. */
export function digestOf({ from, to, orders, notices }: DigestParts): Digest {
  const own = orders.filter(({ isPart, test }) => !isPart && !test);
  const counted = own.filter(({ quarantined }) => !quarantined);
  const bySource = Map.groupBy(counted, ({ source }) => source);
  const taken = counted.flatMap(({ takenBy }) => (takenBy === null ? [] : [takenBy]));
  const waits = counted
    .flatMap(({ takenAt, receivedAt }) => (takenAt === null ? [] : [Math.max(0, takenAt - receivedAt)]))
    .toSorted((one, other) => one - other);
  const ended = (wanted: NoticeState): number =>
    notices.reduce((sum, { state, count }) => sum + (state === wanted ? count : 0), 0);
  return {
    from,
    to,
    sources: [...bySource]
      .map(([source, those]) => ({ source, orders: those.length, totals: totalsOf(those) }))
      .toSorted((one, other) => other.orders - one.orders || (one.source < other.source ? -1 : 1)),
    orders: counted.length,
    totals: totalsOf(counted),
    notices: {
      waiting: ended('waiting'),
      sent: ended('sent'),
      refused: ended('refused'),
      unknown: ended('unknown'),
      off: ended('off'),
    },
    takenBy: [...Map.groupBy(taken, (name) => name)]
      .map(([manager, those]) => ({ manager, orders: those.length }))
      .toSorted((one, other) => other.orders - one.orders || (one.manager < other.manager ? -1 : 1)),
    timeToTake: waits.length === 0 ? null : { median: medianOf(waits), worst: waits.at(-1) ?? 0 },
    untaken: counted.filter(({ status, takenBy }) => status === 'new' && takenBy === null).length,
    cancelled: counted.filter(({ status }) => status === 'cancelled').length,
    needsReview: counted.filter(({ needsReview }) => needsReview).length,
    quarantined: own.filter((order) => order.quarantined && order.status !== 'cancelled').length,
  };
}

function totalsOf(orders: readonly DigestOrder[]): readonly Money[] {
  const sums = new Map<string, number>();
  for (const { status, total } of orders) {
    if (total === null || status === 'cancelled') continue;
    sums.set(total.currency, (sums.get(total.currency) ?? 0) + total.minor);
  }
  return [...sums]
    .map(([currency, minor]) => ({ currency, minor }))
    .toSorted((one, other) => other.minor - one.minor || (one.currency < other.currency ? -1 : 1));
}

/** @param sorted rising, not empty */
function medianOf(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  const [below = 0, above = 0] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? above : Math.round((below + above) / 2);
}
