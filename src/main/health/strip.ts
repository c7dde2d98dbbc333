import type { Source } from '../../shared/ids.ts';
import type { Order, WarehouseState } from '../../shared/order.ts';
import type { StripView } from '../../shared/views.ts';

export type TodayOrder = { readonly order: Order; readonly warehouse: WarehouseState };

/** What a source itself says exists today, and when it said so; null for sources that cannot be asked. */
export type SourceCount = {
  readonly source: Source;
  readonly atSource: number | null;
  readonly provenAt: number | null;
};

export type StripFacts = {
  /** What was received today. */
  readonly today: readonly TodayOrder[];
  readonly todayFrom: number;
  readonly sources: readonly SourceCount[];
  readonly touches: number;
  readonly parked: number;
  readonly quarantined: number;
  readonly warehouseOff: boolean;
  readonly notifyOff: boolean;
};

/** The completeness strip, from facts only: counts, and the time of the oldest proof among the sources that can be asked. */
export function buildStrip({
  today: received,
  todayFrom,
  sources,
  touches,
  parked,
  quarantined,
  warehouseOff,
  notifyOff,
}: StripFacts): StripView {
  /** What came from each source, copies and merged ones too: a source counts them as well. */
  const came = received.filter(({ order }) => !order.quarantined);
  const today = came.filter(({ order }) => order.partOf === undefined);
  const known = new Set(sources.map(({ source }) => source));
  const seen = [...new Set(came.map(({ order }) => order.source))].filter((source) => !known.has(source));
  const proofs = sources.map(({ provenAt }) => provenAt).filter((at) => at !== null);
  return {
    sources: [...sources, ...seen.map((source) => ({ source, atSource: null, provenAt: null }))].map(
      (count) => {
        const here = came
          .filter(({ order }) => order.source === count.source)
          // the source counts what was placed today; history fetched today is not part of that
          .filter(({ order }) => count.atSource === null || !isPlacedBefore(order, todayFrom));
        return { ...count, inLedger: here.length, atSource: atSourceNow(count, here) };
      },
    ),
    touches,
    orders: today.length,
    committed: today.filter(({ warehouse }) => warehouse === 'committed').length,
    notified: today.filter(({ order }) => order.notifications.some(({ state }) => state === 'sent')).length,
    taken: today.filter(({ order }) => order.status !== 'new').length,
    parked,
    quarantined,
    warehouseOff,
    notifyOff,
    provenAt: proofs.length === 0 ? null : Math.min(...proofs),
  };
}

/** Midnight of the desk's own calendar day, epoch milliseconds. */
export function startOfToday(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}

/** What the source counted when it was asked, and what has come from it since: the next count will say the same. */
function atSourceNow({ atSource, provenAt }: SourceCount, here: readonly TodayOrder[]): number | null {
  if (atSource === null || provenAt === null) return atSource;
  return atSource + here.filter(({ order }) => order.receivedAt > provenAt).length;
}

const isPlacedBefore = ({ content: { placedAt } }: Order, time: number): boolean =>
  placedAt !== undefined && Date.parse(placedAt) < time;
