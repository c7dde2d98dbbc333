import type { Range } from '../../../shared/insights/range.ts';
import { dayNumber } from '../../../shared/insights/zoned-time.ts';
import type { InsightsAsked } from '../../insights-port.ts';
import { count } from '../columns.ts';
import type { Database, Row, Value } from '../database.ts';

/** A stretch of days that is asked about. */
export type Span = {
  readonly database: Pick<Database, 'all'>;
  /** The rows of a query that is made with the condition of the range, whose values come before all others. */
  readonly rows: (sql: (which: string) => string, ...more: readonly Value[]) => readonly Row[];
  readonly first: number;
  readonly last: number;
  /**
   * Whether it has a good part of all orders: then an index that has them in the order they are grouped by is quicker than
   * sorting what is found by day.
   */
  readonly isLong: boolean;
};

/** The condition of a range, as its first three values; without a source it is not asked of each row. */
export const whichSales = (source: InsightsAsked['source']): string =>
  `day BETWEEN ?1 AND ?2 AND ${source === null ? '?3 IS NULL' : 'source = ?3'}`;

/** Below this, sorting takes a few milliseconds anyhow. */
export const usualFew = 3000;
const goodPart = 1 / 6;

/** @param orders how many orders are in it; @param fewOrders so few are sorted, however few there are in all */
export function spanOf(
  database: Database,
  { source }: Pick<InsightsAsked, 'source'>,
  range: Range,
  orders: number,
  fewOrders: number,
): Span {
  const { first, last } = daysOf(range);
  return {
    database,
    rows: (sql, ...more) => database.all(sql(whichSales(source)), first, last, source, ...more),
    first,
    last,
    isLong:
      orders > fewOrders &&
      orders > goodPart * count(database.get('SELECT count(*) AS n FROM sales INDEXED BY sales_of_order')),
  };
}

/** Days since 1970-01-01, both of them in it. */
export const daysOf = ({ from, to }: Range): { readonly first: number; readonly last: number } => ({
  first: dayNumber(from) ?? 0,
  last: dayNumber(to) ?? -1,
});
