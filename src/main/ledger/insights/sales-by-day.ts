import { sourceSchema } from '../../../shared/ids.ts';
import type { Commission } from '../../../shared/insights/commission-terms.ts';
import type { Range, Step } from '../../../shared/insights/range.ts';
import type { Buyer } from '../../../shared/insights/report.ts';
import { buyers } from '../../../shared/insights/report.ts';
import type { InsightsAsked } from '../../insights-port.ts';
import { int, maybeInt, text } from '../columns.ts';
import type { Database, Row, Value } from '../database.ts';
import { buyerCodes } from './sale-keys.ts';
import { daysOf, whichSales } from './span.ts';

/** SQL group key of a part of the range. */
const partSql: { readonly [S in Step]: string } = {
  day: 'day',
  week: '(day + 3) / 7',
  month: "strftime('%Y%m', day * 86400, 'unixepoch')",
};

const sums = ['orders', 'cancelled', 'items', 'priced', 'total', 'refunded', 'commission'] as const;

/** The sums of a part of the range, by source, currency and kind of buyer. */
export type DaySums = ReturnType<typeof sumsOf>;

type ByDayAsked = Pick<InsightsAsked, 'source' | 'commissions'>;

/** Days per query: with a million orders in three years, about ten milliseconds. */
const pieceDays = 31;

/**
 * Yields the range piece by piece. A part of the range that spans several pieces has several rows.
 * @param step null for the range as one part
 */
export function* salesByDay(
  database: Database,
  asked: ByDayAsked,
  range: Range,
  step: Step | null,
): Generator<void, readonly DaySums[]> {
  const { first, last } = soldWithin(database, daysOf(range));
  const sums: DaySums[] = [];
  for (let from = first; from <= last; from += pieceDays) {
    if (from > first) yield;
    sums.push(...pieceOf(database, asked, from, Math.min(last, from + pieceDays - 1), step));
  }
  return sums;
}

type Days = ReturnType<typeof daysOf>;

/** Limits the range to the days from the first to the last order. */
function soldWithin(database: Database, { first, last }: Days): Days {
  const sold = database.get(
    'SELECT (SELECT min(day) FROM sales) AS first, (SELECT max(day) FROM sales) AS last',
  );
  const [from, to] = sold ? [maybeInt(sold, 'first'), maybeInt(sold, 'last')] : [null, null];
  return { first: Math.max(first, from ?? first), last: Math.min(last, to ?? first - 1) };
}

/** Reads in the order of the table on disk, so that only the result is sorted. */
function pieceOf(
  database: Database,
  { source, commissions }: ByDayAsked,
  first: number,
  last: number,
  step: Step | null,
): readonly DaySums[] {
  const kept = commissionSql(commissions);
  const rows = database.all(
    `SELECT min(day) AS day, source, currency, buyer, ${sums.map((name) => `sum(${name}) AS ${name}`).join(', ')}
     FROM (
       SELECT day, source, currency, buyer, sum(sold) AS orders, count(*) - sum(sold) AS cancelled,
         sum(items) AS items, sum(priced) AS priced, sum(total) AS total, sum(refunded) AS refunded,
         ${kept.sql} AS commission
       FROM sales WHERE ${whichSales(source)} GROUP BY day, source, currency, buyer
     )
     GROUP BY ${step === null ? '' : `${partSql[step]}, `}source, currency, buyer`,
    first,
    last,
    source,
    ...kept.values,
  );
  return rows.map(sumsOf);
}

const sumsOf = (row: Row) => ({
  /** Any day of its part of the range. */
  day: int(row, 'day'),
  source: sourceSchema.parse(row.source),
  currency: text(row, 'currency'),
  buyer: buyerOf(int(row, 'buyer')),
  orders: int(row, 'orders'),
  cancelled: int(row, 'cancelled'),
  items: int(row, 'items'),
  priced: int(row, 'priced'),
  total: int(row, 'total'),
  refunded: int(row, 'refunded'),
  commission: int(row, 'commission'),
});

const buyerOf = (code: number): Buyer => buyers.find((buyer) => buyerCodes[buyer] === code) ?? 'unknown';

/** `commissionOn` in SQL; whole ten thousands are computed separately, so that no product overflows an integer. */
function commissionSql(commissions: readonly Commission[]): {
  readonly sql: string;
  readonly values: readonly Value[];
} {
  const values: Value[] = [];
  // the first three values are those of `whichSales`
  const bound = (value: Value): string => `?${values.push(value) + 3}`;
  const cases = commissions.map(({ source, share, fixed }) => {
    const whose = bound(source);
    // a bound number arrives as REAL, and the division needs integers
    const part = `CAST(${bound(share)} AS INTEGER)`;
    const shared = `revenue / 10000 * ${part} + (revenue % 10000 * ${part} + 5000) / 10000`;
    const each =
      fixed === null
        ? ''
        : ` + (currency = ${bound(fixed.currency)}) * CAST(${bound(fixed.minor)} AS INTEGER)`;
    return `WHEN source = ${whose} THEN ${shared}${each}`;
  });
  if (cases.length === 0) return { sql: '0', values };
  return { sql: `sum(CASE WHEN revenue <= 0 THEN 0 ${cases.join(' ')} ELSE 0 END)`, values };
}
