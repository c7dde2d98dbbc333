import type { BigQuery } from '@google-cloud/bigquery';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { phoneKeys } from '../../../src/main/ledger/search-words.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { batchOf, idsOf } from '../../../src/main/warehouse/batch.ts';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import { createCost } from '../../../src/main/warehouse/cost.ts';
import { ensureTable, ensureViews, tableOf } from '../../../src/main/warehouse/ensure.ts';
import { loadRows } from '../../../src/main/warehouse/load.ts';
import { readLines } from '../../../src/main/warehouse/rows.ts';
import { erasureSql } from '../../../src/main/warehouse/views/erasure.ts';
import { phoneKeys as phoneKeysInSql } from '../../../src/main/warehouse/views/phone-keys.ts';
import { viewsOf } from '../../../src/main/warehouse/views/views-of.ts';
import { streamWriter } from '../../../src/main/warehouse/writers.ts';
import { storedPhone } from '../../../src/shared/phone.ts';
import { fakeClock } from '../../support/clock.ts';
import type { Emulator } from '../../support/emulator.ts';
import { emulatorMissing, startEmulator } from '../../support/emulator.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { partlyLeft } from '../../support/lines.ts';
import { randomFrom } from '../../support/random.ts';
import type { Numbers } from '../../unit/warehouse/ledger-numbers.ts';
import { numbersOf } from '../../unit/warehouse/ledger-numbers.ts';
import { fillAtRandom, seeded } from '../../unit/warehouse/random-ledger.ts';
import { prove } from '../prove.ts';

const clock = fakeClock('2025-03-04T20:00:00Z');
const batch = 40;
let emulator: Emulator;
let bigquery: BigQuery;

const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).toSorted();

/** A row value in the format of the ledger: numbers, text, epoch milliseconds. */
function plain(value: unknown): unknown {
  const wrapped = z.object({ value: z.string() }).safeParse(value).data?.value;
  if (wrapped !== undefined) return wrapped.includes('T') ? Date.parse(wrapped) : wrapped;
  return typeof value === 'object' && value !== null ? Number(JSON.parse(JSON.stringify(value))) : value;
}

async function rowsOf(query: string): Promise<readonly { readonly [column: string]: unknown }[]> {
  const [rows] = await bigquery.query({ query });
  return z
    .array(z.record(z.string(), z.unknown()))
    .parse(rows)
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])));
}

/** The view columns that the figures of the ledger have too. */
async function shown(
  dataset: string,
  numbers: Numbers,
): Promise<{ readonly [view: string]: readonly string[] }> {
  const all: { [view: string]: readonly string[] } = {};
  for (const [view, expected] of Object.entries(numbers)) {
    const columns = Object.keys(expected[0] ?? {});
    const from = `\`shop.${dataset}.${view}\``;
    const query =
      view === 'touches'
        ? `SELECT subscriber_id, COUNT(*) AS touches, COUNTIF(wants_manager AND NOT answered) > 0 AS wants_manager FROM ${from} GROUP BY 1`
        : `SELECT ${columns.map((column) => `\`${column}\``).join(', ')} FROM ${from}`;
    all[view] = sorted(await rowsOf(query));
  }
  return all;
}

const wanted = (numbers: Numbers) =>
  Object.fromEntries(Object.entries(numbers).map(([view, rows]) => [view, sorted(rows)]));

/** The views that do not show what the ledger says. */
async function differing(dataset: string, numbers: Numbers): Promise<readonly string[]> {
  const [is, should] = [await shown(dataset, numbers), wanted(numbers)];
  return Object.keys(should).filter((view) => JSON.stringify(is[view]) !== JSON.stringify(should[view]));
}

async function load(
  ledger: Ledger,
  dataset: string,
  name: string,
  isSent: (batch: number) => boolean = () => true,
): Promise<void> {
  const config = { ...emulator.config, dataset };
  const parts = { bigquery, table: tableOf(bigquery, config), clock };
  const entries = ledger.entries.list();
  for (let from = 0; from < entries.length; from += batch) {
    if (!isSent(from / batch)) continue;
    await loadRows(parts, `${dataset}-${from}-${name}`, readLines(entries.slice(from, from + batch)));
  }
}

/** Loads a ledger, and hours later a fifth of the loads once more. @returns the share of its rows that were sent again, in percent */
async function loadAndAgain(
  ledger: Ledger,
  dataset: string,
  seed: number,
  between = async () => {},
): Promise<number> {
  await load(ledger, dataset, 'first');
  await between();
  await clock.advance(5 * 3_600_000);
  const first = Math.floor(seeded(seed)() * 5);
  await load(ledger, dataset, 'again', (nth) => nth % 5 === first);
  const [written] = await rowsOf(`SELECT COUNT(*) AS n FROM \`shop.${dataset}.entries\``);
  const sent = ledger.entries.list().length;
  return (100 * (Number(written?.n) - sent)) / sent;
}

/** A dataset with views, and a ledger that loads each event and blanks erased ones. */
async function erasing(dataset: string) {
  const ledger = memoryLedger({ clock });
  onTestFinished(() => ledger.close());
  const config = { ...emulator.config, dataset };
  await ensureTable(bigquery, config);
  await ensureViews(bigquery, config);
  const parts = { bigquery, table: tableOf(bigquery, config), clock };
  const start = clock.now();
  let loaded = 0;
  return {
    config,
    fact: (id: string, orderId: string | null, kind: string, data: object, after: number) =>
      ledger.entries.append({ id, orderId, kind, data, at: start + after, by: 'Anna' } as never), // the ledger validates it
    async load() {
      const entries = ledger.entries.list().slice(loaded);
      loaded += entries.length;
      await loadRows(parts, `${dataset}-${loaded}`, readLines(entries));
    },
    withWords: (table: string, word: string) =>
      rowsOf(`SELECT id FROM \`shop.${dataset}.${table}\` WHERE TO_JSON_STRING(data) LIKE '%${word}%'`),
  };
}

describe.skipIf(emulatorMissing !== null)(
  `views on the BigQuery emulator${emulatorMissing ? ` (${emulatorMissing})` : ''}`,
  () => {
    beforeAll(async () => {
      emulator = await startEmulator();
      bigquery = openBigQuery(emulator.config);
    }, 240_000);
    // undefined when it never started
    afterAll(() => emulator?.close());

    it.each([1, 2, 3])(
      'match the ledger with a fifth of loads repeated (seed %i)',
      async (seed) => {
        const ledger = memoryLedger({ clock });
        fillAtRandom(ledger, seed, 500);
        const dataset = `crm_${seed}`;
        await ensureTable(bigquery, { ...emulator.config, dataset });
        await ensureViews(bigquery, { ...emulator.config, dataset });
        const numbers = numbersOf(ledger);
        for (const [view, rows] of Object.entries(numbers)) expect(rows.length, view).toBeGreaterThan(1);
        const again = await loadAndAgain(ledger, dataset, seed, async () => {
          expect(await shown(dataset, numbers)).toEqual(wanted(numbers));
        });
        const differ = await differing(dataset, numbers);
        expect(differ).toEqual([]);
        prove(19, 'rows repeated', Math.floor(again));
        prove(19, 'views that differ', differ.length);
        ledger.close();
      },
      240_000,
    );

    it('detects double counting when every table row counts as an event', async () => {
      const ledger = memoryLedger({ clock });
      fillAtRandom(ledger, 1, 500);
      const config = { ...emulator.config, dataset: 'all_rows' };
      await ensureTable(bigquery, config);
      for (const { name, query } of viewsOf('shop', 'all_rows')) {
        const view = name === 'facts' ? query.replace(/WHERE TRUE\s+QUALIFY.*$/s, '') : query;
        await bigquery.dataset('all_rows').createTable(name, { view: { query: view, useLegacySql: false } });
      }
      const numbers = numbersOf(ledger);
      const again = await loadAndAgain(ledger, 'all_rows', 1, async () => {
        expect(await differing('all_rows', numbers)).toEqual([]);
      });
      expect(again).toBeGreaterThan(0);
      expect(await differing('all_rows', numbers)).toContain('touches');
      ledger.close();
    }, 120_000);

    it('count duplicate streamed rows once', async () => {
      const ledger = memoryLedger({ clock });
      fillAtRandom(ledger, 21, 300);
      const config = { ...emulator.config, dataset: 'streamed', mode: 'stream' as const };
      await ensureTable(bigquery, config);
      await ensureViews(bigquery, config);
      const cost = createCost({ settings: ledger.settings, clock });
      const write = streamWriter({ bigquery, config, clock, cost });
      const entries = ledger.entries.list();
      for (const some of [entries, entries.slice(100, 200)]) {
        const batch = batchOf(ledger.deskId, { firstSeq: 1, lastSeq: some.length }, idsOf(some), 0);
        expect(await write(batch, some, 1)).toEqual({ state: 'written' });
      }
      const written = await rowsOf('SELECT COUNT(*) AS n FROM `shop.streamed.entries`');
      expect(written[0]?.n).toBe(entries.length + 100);
      const numbers = numbersOf(ledger);
      expect(await shown('streamed', numbers)).toEqual(wanted(numbers));
      ledger.close();
    }, 240_000);

    it('keep only the messages that an erased person wrote since the erasure', async () => {
      const { config, fact, load, withWords } = await erasing('erased_person');
      const touch = (name: string, after: number) =>
        fact(`touch:${after}`, null, 'touched', { subscriberId: '70001', name, wantsManager: false }, after);
      touch('Olena', 1);
      await load();
      fact('erased', null, 'customer-erased', { person: '70001' }, 2);
      touch('Lena', 3);
      await load();
      const names = () => rowsOf('SELECT name FROM `shop.erased_person.touches` ORDER BY `at`');
      expect(await withWords('facts', 'Olena')).toEqual([]);
      expect(await names()).toEqual([{ name: null }, { name: 'Lena' }]);
      await bigquery.query({ query: erasureSql(config) });
      expect(await withWords('entries', 'Olena')).toEqual([]);
      expect(await names()).toEqual([{ name: null }, { name: 'Lena' }]);
    }, 240_000);

    it('omit an erased customer from every line of an order', async () => {
      const { config, fact, load, withWords } = await erasing('erased_order');
      const item = (options: readonly string[]) => ({ title: 'Card', quantity: 1, options });
      const items = [...Array.from({ length: 119 }, () => item(['red'])), item(['Card: For Olena'])];
      const content = { number: '#1', paymentStatus: 'paid', customer: { name: 'Olena' }, items };
      const order = { source: 'manual', sourceId: '1', version: 1, content };
      fact('received', 'manual:1', 'order-received', { order }, 0);
      await load();
      fact('erased', 'manual:1', 'customer-erased', {}, 1);
      await load();
      const lines = () =>
        rowsOf(
          'SELECT COUNT(*) AS n, MAX(line) AS line, MAX(options) AS options FROM `shop.erased_order.order_lines`',
        );
      expect(await withWords('entries', 'Olena')).toHaveLength(1);
      expect(await withWords('facts', 'Olena')).toEqual([]);
      expect(await lines()).toEqual([{ n: 120, line: 120, options: '' }]);
      await bigquery.query({ query: erasureSql(config) });
      expect(await withWords('entries', 'Olena')).toEqual([]);
      expect(await lines()).toEqual([{ n: 120, line: 120, options: '' }]);
    }, 240_000);

    it('count the remaining quantity like the ledger, and show the ordered one', async () => {
      const { config, fact, load } = await erasing('left');
      const total = { minor: 50_000, currency: 'UAH' };
      const content = { number: '#1', paymentStatus: 'paid', customer: {}, total, items: partlyLeft };
      const order = { source: 'shopify', sourceId: '1', version: 1, content };
      fact('received', 'shopify:1', 'order-received', { order }, 0);
      await load();
      const of = (view: string): string => `\`shop.${config.dataset}.${view}\``;
      expect(await rowsOf(`SELECT item_count FROM ${of('orders')}`)).toEqual([{ item_count: 5 }]);
      expect(await rowsOf(`SELECT items FROM ${of('daily_sales')}`)).toEqual([{ items: 5 }]);
      expect(
        await rowsOf(`SELECT title, quantity, ordered, line_total FROM ${of('order_lines')} ORDER BY line`),
      ).toEqual([
        { title: 'Vase', quantity: 1, ordered: 3, line_total: 100 },
        { title: 'Bowl', quantity: 0, ordered: 2, line_total: 0 },
        { title: 'Card', quantity: 4, ordered: 4, line_total: 400 },
      ]);
      expect(
        await rowsOf(`SELECT product, quantity, total FROM ${of('product_sales')} ORDER BY product`),
      ).toEqual([
        { product: 'Card', quantity: 4, total: 400 },
        { product: 'Vase', quantity: 1, total: 100 },
      ]);
    }, 240_000);

    it('show the price before the discount, or the price of the source', async () => {
      const { config, fact, load } = await erasing('goods');
      const subtotal = { minor: 80_000, currency: 'UAH' };
      const unpriced = { title: 'Gift', quantity: 1, options: [] };
      for (const [at, items] of [partlyLeft, [...partlyLeft, unpriced], []].entries()) {
        const content = { number: `#${at}`, paymentStatus: 'paid', customer: {}, subtotal, items };
        const order = { source: 'shopify', sourceId: String(at), version: 1, content };
        fact(`received:${at}`, `shopify:${at}`, 'order-received', { order }, at);
      }
      await load();
      const query = `SELECT subtotal FROM \`shop.${config.dataset}.orders\` ORDER BY order_id`;
      expect(await rowsOf(query)).toEqual([{ subtotal: 900 }, { subtotal: 800 }, { subtotal: 800 }]);
    }, 240_000);

    it('make one customer of every spelling of a phone, like the insights', async () => {
      const { config, fact, load } = await erasing('writings');
      const writings = ['+380 50 123 45 67', '050 123-45-67; 044 000 11 22', '050/123-45-67/044/000-11-22'];
      const unknown = '+380 50/123/45/67';
      for (const [at, phone] of [...writings, unknown].entries()) {
        const customer = { phone: storedPhone(phone, 'UA') };
        const content = { number: `#${at}`, paymentStatus: 'paid', customer, items: [] };
        const order = { source: 'manual', sourceId: String(at), version: 1, content };
        fact(`received:${at}`, `manual:${at}`, 'order-received', { order }, at);
      }
      await load();
      const of = (view: string): string => `\`shop.${config.dataset}.${view}\``;
      expect(await rowsOf(`SELECT customer_key, orders FROM ${of('customers')}`)).toEqual([
        { customer_key: '380501234567', orders: 3 },
      ]);
      expect(await rowsOf(`SELECT buyer FROM ${of('sales')} ORDER BY order_id`)).toEqual([
        { buyer: 'new' },
        { buyer: 'returning' },
        { buyer: 'returning' },
        { buyer: 'unknown' },
      ]);
    }, 240_000);

    it('separate several phones in one field like the ledger', async () => {
      const { below, of } = randomFrom(7);
      const signs = '00112233445566778899//,- ;'.split('');
      const fields = Array.from({ length: 300 }, () =>
        Array.from({ length: 10 + below(30) }, () => of(signs)).join(''),
      );
      const phones = fields.map((field) => `'${field}'`).join(', ');
      const rows = await rowsOf(
        `SELECT ARRAY_TO_STRING(${phoneKeysInSql('phone')}, ' ') AS keys
           FROM UNNEST([${phones}]) AS phone WITH OFFSET AS place ORDER BY place`,
      );
      expect(rows).toEqual(fields.map((field) => ({ keys: phoneKeys(field).join(' ') })));
      expect(fields.filter((field) => phoneKeys(field).length > 1).length).toBeGreaterThan(10);
    }, 240_000);

    it('show a currency that the source did not state with the total', async () => {
      const { config, fact, load } = await erasing('currency');
      const total = { minor: 50_000, currency: 'UAH' };
      const content = { number: '#1', paymentStatus: 'paid', customer: { name: 'Olena' }, total, items: [] };
      const order = { source: 'mail:bloomdash', sourceId: '1', version: 1, content };
      fact('received', 'mail:bloomdash:1', 'order-received', { order }, 0);
      await load();
      for (const view of ['orders', 'customers', 'sales']) {
        const query = `SELECT currency, total FROM \`shop.${config.dataset}.${view}\``;
        expect(await rowsOf(query), view).toEqual([{ currency: 'UAH', total: 500 }]);
      }
    }, 240_000);

    it('have the documented columns, types and descriptions', async () => {
      const config = { ...emulator.config, dataset: 'typed' };
      await ensureTable(bigquery, config);
      await ensureViews(bigquery, config);
      for (const { name, description, columns } of viewsOf('shop', 'typed')) {
        const [metadata] = await bigquery.dataset('typed').table(name).getMetadata();
        const fields = metadata.schema.fields.map(
          (field: { name: string; type: string; description: string }) => ({
            name: field.name,
            type: field.type,
            description: field.description,
          }),
        );
        expect(metadata.description).toBe(description);
        expect(fields, name).toEqual(
          columns.map((column) => ({
            name: column.name,
            type: column.type,
            description: column.description,
          })),
        );
      }
    }, 240_000);
  },
);
