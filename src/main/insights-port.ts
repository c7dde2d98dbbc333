import type { Source } from '../shared/ids.ts';
import type { Commission } from '../shared/insights/commission-terms.ts';
import type { Range } from '../shared/insights/range.ts';
import type { Insights } from '../shared/insights/report.ts';

export type InsightsAsked = {
  readonly range: Range;
  /** Whether the range is meant to have everything: it begins with the first order, and people wrote to the bot before. */
  readonly isAll?: boolean;
  /** What it is compared with; null: nothing. */
  readonly before: Range | null;
  /** Orders of this source alone; people who wrote to the bot are of none, and are told all the same. */
  readonly source: Source | null;
  /** The shop's own currency, told first. */
  readonly currency: string;
  readonly commissions: readonly Commission[];
  /** How many products, and how many kinds of visits, are told at most. */
  readonly most: number;
};

/** What the orders come to, by the definitions in `shared/insights/sale.ts`. */
export interface InsightsReader {
  /** By whose clock days are told. */
  timeZone(): string;
  /** The day of the first order, of a source or of all; null before it. */
  firstDay(source: Source | null): string | null;
  /** Moves with everything this desk writes down, so that an answer in steps is known to be of one moment. */
  changes(): number;
  /** One answer in steps of some milliseconds each, so that the app can live between them. */
  report(asked: InsightsAsked): Generator<void, Insights>;
}
