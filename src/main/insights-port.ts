import type { Source } from '../shared/ids.ts';
import type { Commission } from '../shared/insights/commission-terms.ts';
import type { Range } from '../shared/insights/range.ts';
import type { Insights } from '../shared/insights/report.ts';

export type InsightsAsked = {
  readonly range: Range;
  /** Whether the range includes everything: it begins with the first order, and people may have written to the bot before. */
  readonly isAll?: boolean;
  /** The period to compare with; null: none. */
  readonly before: Range | null;
  /** Only orders of this source. People who wrote to the bot have no source and are counted in any case. */
  readonly source: Source | null;
  /** The shop's currency, listed first. */
  readonly currency: string;
  readonly commissions: readonly Commission[];
  /** The maximum number of listed products, and of listed kinds of visits. */
  readonly most: number;
};

/** Computes statistics of orders, by the definitions in `shared/insights/sale.ts`. */
export interface InsightsReader {
  /** The time zone that defines days. */
  timeZone(): string;
  /** The day of the first order, of a source or of all; null before it. */
  firstDay(source: Source | null): string | null;
  /** A counter that every write of this computer increments, so that a report in steps can detect changes. */
  changes(): number;
  /** Computes a report in steps of some milliseconds each, so that the app stays responsive. */
  report(asked: InsightsAsked): Generator<void, Insights>;
}
