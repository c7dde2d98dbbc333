import { sourceSchema } from '../../../shared/ids.ts';
import type { Commission } from '../../../shared/insights/commission-terms.ts';
import type { Range, Step } from '../../../shared/insights/range.ts';
import type { Buyer } from '../../../shared/insights/report.ts';
import { buyers } from '../../../shared/insights/report.ts';
import type { InsightsAsked } from '../../insights-port.ts';
import { int, text } from '../columns.ts';
import type { Database, Value } from '../database.ts';
import { buyerCodes } from './sale-keys.ts';
import { daysOf, whichSales } from './span.ts';

/** What the days of one part of the range have in common. */
const partSql: { readonly [S in Step]: string } = {
  day: 'day',
  week: '(day + 3) / 7',
  month: "strftime('%Y%m', day * 86400, 'unixepoch')",
};

const sums = ['orders', 'cancelled', 'items', 'priced', 'total', 'refunded', 'commission'] as const;

/** What the orders of a part of the range, a source, a currency and a kind of buyer come to. */
export type DaySums = ReturnType<typeof salesByDay>[number];

/**
 * In the order in which the table lies on disk, so that nothing is sorted but what comes out.
 * @param step null for the range as one part
 */
export function salesByDay(
  database: Database,
  { source, commissions }: Pick<InsightsAsked, 'source' | 'commissions'>,
  range: Range,
  step: Step | null,
) {
  const kept = commissionSql(commissions);
  const { first, last } = daysOf(range);
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
  return rows.map((row) => ({
    /** One day of its part of the range. */
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
  }));
}

const buyerOf = (code: number): Buyer => buyers.find((buyer) => buyerCodes[buyer] === code) ?? 'unknown';

/** `commissionOn` in SQL: whole ten thousands apart, so that no product leaves the range of an integer. */
function commissionSql(commissions: readonly Commission[]): {
  readonly sql: string;
  readonly values: readonly Value[];
} {
  const values: Value[] = [];
  // the first three are those of `whichSales`
  const bound = (value: Value): string => `?${values.push(value) + 3}`;
  const cases = commissions.map(({ source, share, fixed }) => {
    const whose = bound(source);
    // a bound number comes as a real one, and integers have to be divided as such
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
