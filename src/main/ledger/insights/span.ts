import type { Range } from '../../../shared/insights/range.ts';
import { dayNumber } from '../../../shared/insights/zoned-time.ts';
import type { InsightsAsked } from '../../insights-port.ts';
import { count } from '../columns.ts';
import type { Database, Row, Value } from '../database.ts';

/** The requested range of days. */
export type Span = {
  readonly database: Pick<Database, 'all'>;
  /** Runs a query built with the condition of the range, whose values are the first three. */
  readonly rows: (sql: (which: string) => string, ...more: readonly Value[]) => readonly Row[];
  readonly first: number;
  readonly last: number;
  /**
   * Whether the range has a large share of all orders. An index in the order of the groups is then faster than sorting the rows
   * found by day.
   */
  readonly isLong: boolean;
};

/** The condition of a range, as the first three values; without a source, no row is tested for it. */
export const whichSales = (source: InsightsAsked['source']): string =>
  `day BETWEEN ?1 AND ?2 AND ${source === null ? '?3 IS NULL' : 'source = ?3'}`;

/** Below this number of orders, sorting takes only a few milliseconds. */
export const usualFew = 3000;
const goodPart = 1 / 6;

/** @param orders the number of orders in the range; @param fewOrders up to this number, rows are always sorted */
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

/** Days since 1970-01-01, both inclusive. */
export const daysOf = ({ from, to }: Range): { readonly first: number; readonly last: number } => ({
  first: dayNumber(from) ?? 0,
  last: dayNumber(to) ?? -1,
});
