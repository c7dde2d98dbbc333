import type { BigQuery } from '@google-cloud/bigquery';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Ledger } from '../../../src/main/ports.ts';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import { ensureTable, ensureViews, tableOf } from '../../../src/main/warehouse/ensure.ts';
import { loadRows } from '../../../src/main/warehouse/load.ts';
import { readLines } from '../../../src/main/warehouse/rows.ts';
import type { Source } from '../../../src/shared/ids.ts';
import type { Range } from '../../../src/shared/insights/range.ts';
import type { Counted, Insights, Totals } from '../../../src/shared/insights/report.ts';
import { netOf, tookOf } from '../../../src/shared/insights/report.ts';
import { moneyToDecimal } from '../../../src/shared/money.ts';
import { fakeClock } from '../../support/clock.ts';
import type { Emulator } from '../../support/emulator.ts';
import { emulatorMissing, startEmulator } from '../../support/emulator.ts';
import { report } from '../../support/insights.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fillAtRandom } from '../../unit/warehouse/random-ledger.ts';

const clock = fakeClock('2025-03-04T20:00:00Z');
let emulator: Emulator;
let bigquery: BigQuery;

type Row = { readonly [column: string]: unknown };

/** Unwraps the numbers and texts of the client. */
function plain(value: unknown): unknown {
  const wrapped = z.object({ value: z.string() }).safeParse(value).data?.value;
  if (wrapped !== undefined) return wrapped;
  return typeof value === 'object' && value !== null ? Number(JSON.parse(JSON.stringify(value))) : value;
}

async function rowsOf(query: string): Promise<readonly Row[]> {
  const [rows] = await bigquery.query({ query });
  return z
    .array(z.record(z.string(), z.unknown()))
    .parse(rows)
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])));
}

const sorted = (rows: readonly unknown[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row)).toSorted();
const decimal = (minor: number, currency: string): number => Number(moneyToDecimal({ minor, currency }));

const countedRows = (key: Row, { orders, amounts }: Counted): readonly Row[] => [
  { ...key, orders },
  ...amounts.map(({ currency, orders: priced, revenue }) => ({
    ...key,
    currency,
    priced,
    revenue: decimal(revenue, currency),
  })),
];

const totalRows = (key: Row, { orders, cancelled, items, amounts }: Totals): readonly Row[] => [
  { ...key, orders, cancelled, items },
  ...amounts.map((one) => ({
    ...key,
    currency: one.currency,
    priced: one.orders,
    total: decimal(one.total, one.currency),
    refunded: decimal(one.refunded, one.currency),
    revenue: decimal(one.revenue, one.currency),
    commission: decimal(one.commission, one.currency),
    net: decimal(netOf(one), one.currency),
  })),
];

/** The figures of the insights page as rows. */
const ofLedger = (insights: Insights): { readonly [table: string]: readonly Row[] } => ({
  totals: totalRows({}, insights.totals),
  days: insights.buckets.flatMap((one) =>
    one.orders + one.cancelled === 0 ? [] : totalRows({ day: one.from }, one),
  ),
  sources: insights.sources.flatMap((one) => totalRows({ source: one.source }, one)),
  attributions: insights.attributions.flatMap((one) => countedRows({ attribution: one.kind }, one)),
  buyers: (['new', 'returning', 'unknown'] as const).flatMap((buyer) =>
    insights.buyers[buyer].orders === 0 ? [] : countedRows({ buyer }, insights.buyers[buyer]),
  ),
  hours: insights.hours.flatMap((one) =>
    countedRows({ weekday: Math.floor(one.weekHour / 24) + 1, hour: one.weekHour % 24 }, one),
  ),
  firstVisits: insights.firstVisits.flatMap(({ source, medium, campaign, ...one }) =>
    countedRows({ source, medium, campaign }, one),
  ),
  lastVisits: insights.lastVisits.flatMap(({ source, medium, campaign, ...one }) =>
    countedRows({ source, medium, campaign }, one),
  ),
  products: insights.products.flatMap(({ product, quantity, amounts }) => [
    { product, quantity },
    ...amounts.map(({ currency, revenue }) => ({ product, currency, total: decimal(revenue, currency) })),
  ]),
  funnel: [insights.funnel],
  took: [
    ...insights.sources.map(({ source, took }) => ({ source, took })),
    { source: null, took: insights.took },
  ],
});

/** The same figures from the views. */
async function ofViews(
  dataset: string,
  { from, to }: Range,
  source: Source | null,
): Promise<{ readonly [table: string]: readonly Row[] }> {
  const of = (view: string): string => `\`shop.${dataset}.${view}_now\``;
  const days = `day BETWEEN '${from}' AND '${to}'`;
  const which = `${days}${source === null ? '' : ` AND source = '${source}'`}`;
  const amounts = ['total', 'refunded', 'revenue', 'commission', 'net'];
  const both = async (keys: readonly string[], counts: string, sums: readonly string[], also = 'TRUE') => {
    const head = keys.map((key) => `${key}, `).join('');
    const group = (more: string): string => {
      const all = [...keys.map((key) => key.split(' AS ').at(-1)), more].filter(Boolean);
      return all.length === 0 ? '' : `GROUP BY ${all.join(', ')}`;
    };
    return [
      ...(await rowsOf(
        `SELECT ${head}${counts} FROM ${of('sales')} WHERE ${which} AND ${also} ${group('')}`,
      )),
      ...(await rowsOf(
        `SELECT ${head}currency, COUNT(*) AS priced, ${sums.map((name) => `SUM(${name}) AS ${name}`).join(', ')}
         FROM ${of('sales')} WHERE ${which} AND ${also} AND total IS NOT NULL ${group('currency')}`,
      )),
    ];
  };
  const all = 'COUNTIF(sold) AS orders, COUNTIF(NOT sold) AS cancelled, IFNULL(SUM(items), 0) AS items';
  const sold = (keys: readonly string[], also = 'sold') =>
    both(keys, 'COUNT(*) AS orders', ['revenue'], also);
  const visit = (of: string) =>
    sold(
      ['source', 'medium', 'campaign'].map((part) => `IFNULL(${of}_utm_${part}, '') AS ${part}_`),
      `sold AND COALESCE(${of}_utm_source, ${of}_utm_medium, ${of}_utm_campaign, '') != ''`,
    ).then((rows) =>
      rows.map(({ source_, medium_, campaign_, ...rest }) => ({
        source: source_,
        medium: medium_,
        campaign: campaign_,
        ...rest,
      })),
    );
  const seconds = await rowsOf(
    `SELECT source, seconds_to_take AS seconds FROM ${of('sales')} WHERE ${which} AND seconds_to_take IS NOT NULL`,
  );
  const took = (some: readonly Row[]) =>
    tookOf(
      some
        .map((row) => ({ seconds: Number(row.seconds), orders: 1 }))
        .toSorted((a, b) => a.seconds - b.seconds),
    );
  const sources = await both(['source'], all, amounts);
  const [people] = await rowsOf(
    `SELECT COUNT(*) AS touched, COUNTIF(link_sent) AS sent, COUNTIF(link_opened) AS opened, COUNTIF(paid) AS paid
     FROM ${of('chat_funnel')} WHERE ${days}`,
  );
  return {
    totals: await both([], all, amounts),
    days: (await both(['CAST(day AS STRING) AS day_'], all, amounts)).map(({ day_, ...rest }) => ({
      day: day_,
      ...rest,
    })),
    sources,
    attributions: await sold(['attribution']),
    buyers: await sold(['buyer']),
    hours: await sold(['weekday', 'hour']),
    firstVisits: await visit('first'),
    lastVisits: await visit('last'),
    products: [
      ...(await rowsOf(
        `SELECT product, SUM(quantity) AS quantity FROM ${of('product_sales')} WHERE ${which} GROUP BY product`,
      )),
      ...(await rowsOf(
        `SELECT product, currency, SUM(total) AS total FROM ${of('product_sales')}
         WHERE ${which} AND currency IS NOT NULL GROUP BY product, currency`,
      )),
    ],
    funnel: [people ?? {}],
    took: [
      ...[...new Set(sources.map((row) => row.source))].map((one) => ({
        source: one,
        took: took(seconds.filter((row) => row.source === one)),
      })),
      { source: null, took: took(seconds) },
    ],
  };
}

async function load(ledger: Ledger, dataset: string): Promise<void> {
  const config = { ...emulator.config, dataset };
  await ensureTable(bigquery, config);
  await ensureViews(bigquery, config);
  const entries = ledger.entries.list();
  await loadRows({ bigquery, table: tableOf(bigquery, config), clock }, dataset, readLines(entries));
  // each view is queried once, because the emulator takes a second for it
  for (const view of ['sales', 'product_sales', 'chat_funnel']) {
    await bigquery.query({
      query: `CREATE TABLE \`shop.${dataset}.${view}_now\` AS SELECT * FROM \`shop.${dataset}.${view}\``,
    });
  }
}

describe.skipIf(emulatorMissing !== null)(
  `insights on the BigQuery emulator${emulatorMissing ? ` (${emulatorMissing})` : ''}`,
  () => {
    beforeAll(async () => {
      emulator = await startEmulator();
      bigquery = openBigQuery(emulator.config);
    }, 240_000);
    // undefined when it never started
    afterAll(() => emulator?.close());

    it.each([11, 12, 13])(
      'match every figure of the BigQuery views (seed %i)',
      async (seed) => {
        const ledger = memoryLedger({ clock });
        fillAtRandom(ledger, seed, 600);
        await load(ledger, `insights_${seed}`);
        const ranges: readonly (readonly [Range, Source | null])[] = [
          [{ from: '2025-03-01', to: '2025-03-31' }, null],
          [{ from: '2025-03-05', to: '2025-03-05' }, null],
          [{ from: '2025-03-01', to: '2025-03-31' }, 'manual'],
        ];
        for (const [range, source] of ranges) {
          const here = ofLedger(report(ledger, { range, source }));
          const there = await ofViews(`insights_${seed}`, range, source);
          for (const [table, rows] of Object.entries(here)) {
            const expected = there[table] ?? [];
            expect(sorted(rows), `${table} ${range.from} ${source}`).toEqual(sorted(expected));
          }
          if (range.from !== range.to && source === null) {
            for (const [table, rows] of Object.entries(here)) expect(rows.length, table).toBeGreaterThan(0);
          }
        }
        expect(ledger.verify()).toEqual([]);
        ledger.close();
      },
      120_000,
    );
  },
);
