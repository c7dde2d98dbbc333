import type { Amounts, Counted, FullAmounts, Insights, Took, Totals } from '../../shared/insights/report.ts';
import { buyers, netOf } from '../../shared/insights/report.ts';
import type { InsightsTable } from '../../shared/insights-commands.ts';
import { moneyToDecimal } from '../../shared/money.ts';
import type { CsvColumns } from '../csv.ts';
import { csvFileOf, plainText } from '../csv.ts';

type Line = { readonly [column: string]: string | number | undefined };

const decimal = (minor: number, currency: string): string => moneyToDecimal({ minor, currency });

/** One line per currency; one without amounts if no total is known, so that its orders are counted. */
function perCurrency<A extends { readonly currency: string }>(
  head: Line,
  amounts: readonly A[],
  of: (amount: A) => Line,
): readonly Line[] {
  return amounts.length === 0 ? [head] : amounts.map((amount) => ({ ...head, ...of(amount) }));
}

const counted = (head: Line, { orders, amounts }: Counted): readonly Line[] =>
  perCurrency({ ...head, orders }, amounts, ({ currency, orders: priced, revenue }: Amounts) => ({
    currency,
    ordersWithTotal: priced,
    revenue: decimal(revenue, currency),
  }));

const full = (head: Line, { orders, cancelled, items, amounts }: Totals): readonly Line[] =>
  perCurrency({ ...head, orders, cancelled, items }, amounts, (amount: FullAmounts) => {
    const { currency } = amount;
    return {
      currency,
      ordersWithTotal: amount.orders,
      total: decimal(amount.total, currency),
      refunded: decimal(amount.refunded, currency),
      revenue: decimal(amount.revenue, currency),
      commission: decimal(amount.commission, currency),
      net: decimal(netOf(amount), currency),
    };
  });

const took = (told: Took | null): Line => ({
  taken: told?.orders ?? 0,
  medianSecondsToTake: told?.median,
  ninetiethSecondsToTake: told?.slowest,
});

const countedColumns = ['orders', 'currency', 'ordersWithTotal', 'revenue'];
const fullColumns = [
  'orders',
  'cancelled',
  'items',
  'currency',
  'ordersWithTotal',
  'total',
  'refunded',
  'revenue',
  'commission',
  'net',
];

type Table = { readonly columns: readonly string[]; readonly lines: (insights: Insights) => readonly Line[] };

/** The tables of the page. A line has one currency: amounts of several are never added. */
const tables: { readonly [T in InsightsTable]: Table } = {
  days: {
    columns: ['from', 'to', ...fullColumns],
    lines: ({ buckets }) => buckets.flatMap((one) => full({ from: one.from, to: one.to }, one)),
  },
  sources: {
    columns: ['source', ...fullColumns, 'taken', 'medianSecondsToTake', 'ninetiethSecondsToTake'],
    lines: ({ sources }) => sources.flatMap((one) => full({ source: one.source, ...took(one.took) }, one)),
  },
  attributions: {
    columns: ['attribution', ...countedColumns],
    lines: ({ attributions }) => attributions.flatMap((one) => counted({ attribution: one.kind }, one)),
  },
  visits: {
    columns: ['visit', 'source', 'medium', 'campaign', ...countedColumns],
    lines: ({ firstVisits, lastVisits }) =>
      [
        ...lastVisits.map((one) => ({ visit: 'last', ...one })),
        ...firstVisits.map((one) => ({ visit: 'first', ...one })),
      ].flatMap(({ visit, source, medium, campaign, ...one }) =>
        counted(
          {
            visit,
            source: plainText(source),
            medium: plainText(medium),
            campaign: plainText(campaign),
          },
          one,
        ),
      ),
  },
  products: {
    columns: ['product', 'orders', 'quantity', 'currency', 'total'],
    lines: ({ products }) =>
      products.flatMap(({ product, orders, quantity, amounts }) =>
        perCurrency({ product: plainText(product), orders, quantity }, amounts, ({ currency, revenue }) => ({
          currency,
          total: decimal(revenue, currency),
        })),
      ),
  },
  hours: {
    columns: ['weekday', 'hour', ...countedColumns],
    lines: ({ hours }) =>
      hours.flatMap((one) =>
        counted({ weekday: Math.floor(one.weekHour / 24) + 1, hour: one.weekHour % 24 }, one),
      ),
  },
  buyers: {
    columns: ['buyer', ...countedColumns],
    lines: (insights) => buyers.flatMap((buyer) => counted({ buyer }, insights.buyers[buyer])),
  },
  funnel: {
    columns: ['step', 'people'],
    lines: ({ funnel }) => Object.entries(funnel).map(([step, people]) => ({ step, people })),
  },
};

/** A table of the page as CSV: RFC 4180, amounts as decimals, weekdays from 1 for Monday. */
export function insightsCsv(table: InsightsTable, insights: Insights): string {
  const { columns, lines } = tables[table];
  const cells: CsvColumns<Line> = Object.fromEntries(
    columns.map((name) => [name, (line: Line) => line[name]]),
  );
  return csvFileOf(cells, lines(insights));
}
