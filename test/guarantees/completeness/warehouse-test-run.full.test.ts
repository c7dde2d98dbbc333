import type { BigQuery } from '@google-cloud/bigquery';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { composeDesk } from '../../../src/main/app.ts';
import type { BigQueryConfig } from '../../../src/main/settings/config.ts';
import { systemClock } from '../../../src/main/shell/system-clock.ts';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import { viewsOf } from '../../../src/main/warehouse/views/views-of.ts';
import { startBigQuery } from '../../../src/sample-shop/bigquery/server.ts';
import { createDice } from '../../../src/sample-shop/dice.ts';
import { createIds } from '../../../src/sample-shop/ids.ts';
import { startShopify } from '../../../src/sample-shop/shopify/server.ts';
import { callerOf } from '../../support/caller.ts';
import { emulatorMissing, startEmulator } from '../../support/emulator.ts';
import { testHost } from '../../support/host.ts';
import { quietLog } from '../../support/log.ts';
import { loadedDice } from '../../unit/sample-shop/open.ts';
import { schemaFile, schemaMissing, schemaNote } from '../../unit/sample-shop/schema-file.ts';

/** An app on this BigQuery and a fake Shopify, after a test run beside one real order. */
async function afterTestRun(bigquery: BigQueryConfig) {
  const log = quietLog();
  const services = { clock: systemClock, log };
  const shopify = await startShopify({
    ...services,
    ids: createIds(systemClock),
    dice: createDice(loadedDice()),
    schemaFile,
    receiverUrl: () => null,
  });
  const { auth, shop } = shopify.config;
  if (auth.kind !== 'client-credentials') throw new Error('the sample shop has changed');
  const { host, remove } = testHost({
    log,
    environment: {
      ORDERBELL_SHOPIFY_SHOP: shop,
      ORDERBELL_SHOPIFY_CLIENT_ID: auth.clientId,
      ORDERBELL_SHOPIFY_CLIENT_SECRET: auth.clientSecret,
      ORDERBELL_SHOPIFY_API_BASE: shopify.url,
      ORDERBELL_BIGQUERY_PROJECT: bigquery.projectId,
      ORDERBELL_BIGQUERY_DATASET: bigquery.dataset,
      ORDERBELL_BIGQUERY_API_BASE: bigquery.apiBase,
    },
  });
  const app = await composeDesk(host);
  onTestFinished(async () => {
    await app.stop();
    await shopify.stop();
    remove();
  });
  const call = callerOf(app.dispatch);
  shopify.shopping.buyOnline();
  const { id } = await call('testRun.start', { path: null });
  const report = await soon(async () => {
    const latest = await call('testRun.report', undefined);
    expect(latest?.endedAt).not.toBeNull();
    return latest;
  });
  expect(report?.steps.filter(({ state }) => state === 'fail')).toEqual([]);
  expect(report?.steps.find((step) => step.id === 'drill.warehouse')?.cameBack).toMatch(
    /^3 loaded, hidden from all views/,
  );
  // its last events load after three minutes, so until then only the mark excludes them
  const bq = openBigQuery(bigquery);
  const entries = await soon(async () => {
    const rows = await entriesIn(bq, bigquery);
    expect(rows.filter(({ kind }) => kind === 'order-received')).toHaveLength(4);
    return rows;
  });
  return { bq, drill: id, entries };
}

const soon = <T>(look: () => Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 100_000, interval: 300 });

const entrySchema = z.object({ kind: z.string(), order_id: z.string().nullable(), seq: z.number() });
const entriesIn = async (bq: BigQuery, { projectId, dataset }: BigQueryConfig) => {
  const query = `SELECT kind, order_id, seq FROM \`${projectId}.${dataset}.entries\``;
  return z.array(entrySchema).parse((await bq.query({ query }))[0]);
};

type Entries = Awaited<ReturnType<typeof entriesIn>>;
const ordersOf = (entries: Entries, kind: string): readonly (string | null)[] =>
  entries.filter((entry) => entry.kind === kind).map(({ order_id }) => order_id);

describe.skipIf(emulatorMissing !== null || schemaMissing)(
  `a test run on the BigQuery emulator${emulatorMissing ? ` (${emulatorMissing})` : schemaNote}`,
  () => {
    it('leaves its orders out of every view, and keeps the real order', async () => {
      const emulator = await startEmulator();
      onTestFinished(() => emulator.close());
      const { bq, entries } = await afterTestRun(emulator.config);
      const ofTestRun = ordersOf(entries, 'drill-marked');
      const [own] = ordersOf(entries, 'order-received').filter((id) => !ofTestRun.includes(id));
      expect(ofTestRun).toHaveLength(3);

      const { projectId, dataset } = emulator.config;
      const shown: { [view: string]: number } = {};
      for (const { name } of viewsOf(projectId, dataset)) {
        if (name === 'facts') continue; // the event log
        const [rows] = await bq.query({ query: `SELECT * FROM \`${projectId}.${dataset}.${name}\`` });
        const text = JSON.stringify(rows);
        for (const id of ofTestRun) expect(text, name).not.toContain(id);
        expect(text, name).not.toMatch(/Test run|FD-\d/);
        shown[name] = rows.length;
      }
      expect(shown).toMatchObject({ orders: 1, daily_sales: 1, customers: 1 });
      const [orders] = await bq.query({ query: `SELECT order_id FROM \`${projectId}.${dataset}.orders\`` });
      expect(orders).toEqual([{ order_id: own }]);
    }, 180_000);
  },
);

it.skipIf(schemaMissing)(
  `a test run marks its orders in BigQuery before any other event${schemaNote}`,
  async () => {
    const stand = await startBigQuery({ clock: systemClock, log: quietLog() });
    onTestFinished(() => stand.stop());
    const { bq, entries } = await afterTestRun(stand.config);
    const ofTestRun = ordersOf(entries, 'drill-marked');
    expect(ofTestRun).toHaveLength(3);
    for (const id of ofTestRun) {
      const own = entries.filter(({ order_id }) => order_id === id).toSorted((a, b) => a.seq - b.seq);
      expect(own.map(({ kind }) => kind).slice(0, 2)).toEqual(['drill-marked', 'order-received']);
    }
    // the exclusion by these marks, in the SQL subset of the fake
    const { projectId, dataset } = stand.config;
    const table = `\`${projectId}.${dataset}.entries\``;
    const [counted] = await bq.query({
      query: `SELECT DISTINCT order_id FROM ${table} WHERE kind IN ('order-received', 'order-updated')
        AND order_id NOT IN (SELECT order_id FROM ${table} WHERE kind = 'drill-marked')`,
    });
    expect(counted).toHaveLength(1);
    expect(ofTestRun).not.toContain(counted[0].order_id);
    const query = viewsOf(projectId, dataset).find(({ name }) => name === 'orders')?.query ?? '';
    expect(query).toContain("COUNTIF(kind = 'drill-marked') > 0 AS is_drill");
    expect(query).toContain('NOT COALESCE(said.is_drill, FALSE)');
  },
  180_000,
);
