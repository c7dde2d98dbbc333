import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import { ensureTable, ensureViews, tableOf } from '../../../src/main/warehouse/ensure.ts';
import { inspectWarehouse } from '../../../src/main/warehouse/inspect.ts';
import { findJob, loadRows } from '../../../src/main/warehouse/load.ts';
import { entriesColumns, schemaVersion } from '../../../src/main/warehouse/schema.ts';
import { createWhose, refuseOther } from '../../../src/main/warehouse/shop-labels.ts';
import { viewsOf } from '../../../src/main/warehouse/views/views-of.ts';
import { fakeClock } from '../../support/clock.ts';
import type { FakeBigQuery } from '../../support/fake-bigquery.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { memoryLedger } from '../../support/ledger.ts';

let fake: FakeBigQuery;
beforeEach(async () => {
  fake = await startFakeBigQuery();
});
afterEach(() => fake.close());

const views = viewsOf('shop', 'crm').map(({ name }) => name);

describe('what the dataset has to have', () => {
  it('is made where it is missing: dataset, table and views', async () => {
    const bigquery = openBigQuery(fake.config);
    await ensureTable(bigquery, fake.config);
    await ensureViews(bigquery, fake.config);
    expect(fake.store.datasets.get('crm')).toMatchObject({ location: 'EU' });
    expect(fake.names()).toEqual(['entries', ...views]);
    expect(fake.told('entries')).toMatchObject({
      timePartitioning: { type: 'DAY', field: 'recorded_at' },
      clustering: { fields: ['order_id'] },
    });
  });

  it('is left alone where it is there', async () => {
    const bigquery = openBigQuery(fake.config);
    for (const _ of [1, 2]) {
      await ensureTable(bigquery, fake.config);
      await ensureViews(bigquery, fake.config);
    }
    const writes = fake.faults.requests.filter((line) => !line.startsWith('GET'));
    expect(writes).toHaveLength(1 + 1 + views.length);
  });

  it('gets its views renewed when their text has changed', async () => {
    const bigquery = openBigQuery(fake.config);
    await ensureTable(bigquery, fake.config);
    await ensureViews(bigquery, fake.config);
    fake.makeTable('orders', { view: { query: 'SELECT 1' } });
    await ensureViews(bigquery, fake.config);
    expect(fake.told('orders')).toMatchObject({
      view: { query: expect.stringContaining('order-received') },
    });
  });

  it('may be made by two computers at once', async () => {
    const bigquery = openBigQuery(fake.config);
    const made = await Promise.all([1, 2, 3].map(() => ensureTable(bigquery, fake.config)));
    expect(new Set(made.map(({ createdAt }) => createdAt)).size).toBe(1);
    expect(fake.told('entries')).toMatchObject({ labels: { orderbell_schema: String(schemaVersion) } });
  });

  it('must be in the configured location, and names the right one', async () => {
    fake.makeDataset('US');
    await expect(ensureTable(openBigQuery(fake.config), fake.config)).rejects.toMatchObject({
      kind: 'refused',
      fix: 'Set the location to US',
    });
  });

  it.each([
    ['made', 'POST /datasets'],
    ['looked at', 'GET /datasets/crm'],
  ])('without permission to %s, names itself in the remedy', async (_what, on) => {
    const denied = { code: 403, reason: 'accessDenied', message: 'Access Denied: Project shop' };
    fake.faults.refuse.push({ on, with: denied });
    await expect(ensureTable(openBigQuery(fake.config), fake.config)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('Access Denied'),
      fix: expect.stringMatching(
        /on the project\. Or grant the first one only on the dataset crm; create it in EU if it is missing$/,
      ),
    });
    // the dataset of the table is known to exist
    fake.makeDataset('EU');
    fake.faults.refuse.push({ on: 'POST /datasets/crm/tables', with: denied });
    await expect(ensureTable(openBigQuery(fake.config), fake.config)).rejects.toMatchObject({
      fix: expect.stringMatching(/^Grant the service account BigQuery Data Editor on the dataset and/),
    });
  });

  it('refuses a table of another program', async () => {
    fake.makeDataset('EU');
    fake.makeTable('entries', { schema: { fields: [{ name: 'id', type: 'STRING' }] } });
    await expect(ensureTable(openBigQuery(fake.config), fake.config)).rejects.toThrow(
      'was not created by Orderbell',
    );
  });
});

describe('whose the dataset is', () => {
  const labels = () => z.object({ labels: z.object({}).loose() }).parse(fake.told('entries')).labels;
  const writes = () => fake.faults.requests.filter((line) => !line.startsWith('GET'));
  const clock = fakeClock();
  const domain = 'petal.myshopify.com';
  /** A computer that knows this shop; null: of one that does not, though a domain is typed. */
  function ledgerOf(id: string | null) {
    const ledger = memoryLedger({ clock });
    onTestFinished(() => ledger.close());
    ledger.settings.set(`shopify.id:${domain}`, id);
    return ledger;
  }
  /** The steps of such a computer. */
  function ensure(id: string | null) {
    const { config } = fake;
    const parts = { config, ledger: ledgerOf(id), clock, isStopped: () => false, onWhose: () => {} };
    return ensureTable(openBigQuery(config), config, createWhose({ ...parts, shop: { domain } }));
  }

  it('is labelled on new and unlabelled tables, beside other labels', async () => {
    await ensure('11');
    expect(labels()).toMatchObject({ orderbell_shop: '11' });
    fake.dropTables();
    await ensureTable(openBigQuery(fake.config), fake.config);
    expect(labels()).not.toHaveProperty('orderbell_shop');
    const ensured = await ensure('11');
    expect(ensured.saysWhose).toBe(true);
    expect(labels()).toEqual({ orderbell_schema: String(schemaVersion), orderbell_shop: '11' });
    expect(fake.count('PATCH')).toBe(1);
  });

  it('is another shop’s by its label: refused by field, nothing written', async () => {
    await ensure('11');
    const before = [labels(), writes().length];
    const { config } = fake;
    const asDiagnostics = (id: string) =>
      inspectWarehouse(openBigQuery(config), config, refuseOther({ config, ledger: ledgerOf(id), domain }));
    for (const look of [ensure, asDiagnostics]) {
      await expect(look('22')).rejects.toMatchObject({
        kind: 'refused',
        message: 'The dataset crm belongs to another shop',
        field: 'BIGQUERY_DATASET',
        fix: 'Choose another dataset for this shop, like crm_2',
      });
    }
    expect((await asDiagnostics('11')).table).not.toBeNull();
    expect([labels(), writes().length]).toEqual(before);
  });

  it('is one shop’s alone when two begin with it at once', async () => {
    await ensureTable(openBigQuery(fake.config), fake.config);
    // both have read it before either changes it
    fake.faults.refuse.push({ on: 'PATCH', with: 'held' }, { on: 'PATCH', with: 'held' });
    const both = Promise.allSettled([ensure('11'), ensure('22')]);
    await expect.poll(() => fake.count('PATCH')).toBe(2);
    fake.letGo();
    const ended = (await both).map(({ status }) => status);
    expect(ended.toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(labels()).toMatchObject({ orderbell_shop: ended[0] === 'fulfilled' ? '11' : '22' });
  });

  it('is neither labelled nor checked without a connected Shopify', async () => {
    expect((await ensure(null)).saysWhose).toBe(false);
    expect(labels()).not.toHaveProperty('orderbell_shop');
    await ensure('11');
    expect((await ensureTable(openBigQuery(fake.config), fake.config)).saysWhose).toBe(true);
    await expect(ensure(null)).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'Shopify has not yet confirmed which shop this is',
      fix: 'Check the shop’s domain and keys in the Shopify step',
    });
  });
});

describe('the schema of the dataset', () => {
  const required = entriesColumns.filter(({ mode }) => mode === 'REQUIRED');
  const asIn = (version: string | null) => ({
    schema: { fields: required.map(({ name, type, mode }) => ({ name, type, mode })) },
    labels: { kept: 'as-it-is', ...(version !== null && { orderbell_schema: version }) },
  });
  beforeEach(() => fake.makeDataset('EU'));

  it('is migrated by adding nullable columns and descriptions alone', async () => {
    fake.makeTable('entries', asIn(null));
    await ensureTable(openBigQuery(fake.config), fake.config);
    const table = fake.told('entries');
    expect(table).toMatchObject({
      labels: { kept: 'as-it-is', orderbell_schema: String(schemaVersion) },
      schema: { fields: expect.arrayContaining(entriesColumns.map((column) => ({ ...column }))) },
    });
    await ensureTable(openBigQuery(fake.config), fake.config);
    expect(fake.count('PATCH')).toBe(1);
  });

  it('is migrated by two computers at once without harm', async () => {
    fake.makeTable('entries', asIn('1'));
    // both have read it before either changes it
    fake.faults.refuse.push({ on: 'PATCH', with: 'held' }, { on: 'PATCH', with: 'held' });
    const both = Promise.all([1, 2].map(() => ensureTable(openBigQuery(fake.config), fake.config)));
    await expect.poll(() => fake.count('PATCH')).toBe(2);
    fake.letGo();
    await both;
    const names = z
      .object({ schema: z.object({ fields: z.array(z.object({ name: z.string() })) }) })
      .parse(fake.told('entries'))
      .schema.fields.map(({ name }) => name);
    expect(names.toSorted()).toEqual(entriesColumns.map(({ name }) => name).toSorted());
  });

  it('of a newer app is left alone, with the remedy named', async () => {
    fake.makeTable('entries', asIn(String(schemaVersion + 1)));
    await expect(ensureTable(openBigQuery(fake.config), fake.config)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('newer Orderbell'),
      fix: expect.stringContaining('Update Orderbell'),
    });
    expect(fake.faults.requests.filter((line) => !line.startsWith('GET'))).toEqual([]);
  });

  it('has another number whenever a column or a view reads otherwise', () => {
    const text = JSON.stringify([entriesColumns, viewsOf('p', 'd')]);
    const seen = `${schemaVersion} ${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
    // raise `schemaVersion` with this: an older app must not restore its own views
    expect(seen).toBe('22 8b03434ed591');
  });
});

describe('a load job', () => {
  const at = '2025-03-04T10:00:00Z';
  const line = (id: string) =>
    JSON.stringify({ id, desk: 'd', seq: 1, kind: 'k', at, recorded_at: at, by: 'b', data: {} });
  const lines = `${line('a')}\n${line('b')}\n`;
  const parts = () => {
    const bigquery = openBigQuery(fake.config);
    return { bigquery, table: tableOf(bigquery, fake.config), clock: fakeClock() };
  };
  beforeEach(() => ensureTable(openBigQuery(fake.config), fake.config));

  it('writes its rows once, however often it is sent', async () => {
    expect(await loadRows(parts(), 'd-1-2', lines)).toEqual({ state: 'loaded', rows: 2 });
    expect(await loadRows(parts(), 'd-1-2', lines)).toEqual({ state: 'loaded', rows: 2 });
    expect(fake.ids()).toEqual(['a', 'b']);
  });

  it('is found again when its answer was lost', async () => {
    fake.faults.refuse.push({ on: 'POST /upload', with: 'cut-after' });
    await expect(loadRows(parts(), 'd-1-2', lines)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(await loadRows(parts(), 'd-1-2', lines)).toEqual({ state: 'loaded', rows: 2 });
    expect(fake.ids()).toEqual(['a', 'b']);
  });

  it('is distinguished from one that never existed', async () => {
    expect(await findJob(parts().bigquery, 'd-9-9', 'EU')).toBeNull();
  });

  it('is not retried by itself, as the outbox decides', async () => {
    fake.faults.refuse.push({ on: 'POST /upload', with: { code: 503, reason: 'backendError' } });
    await expect(loadRows(parts(), 'd-1-2', lines)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(fake.faults.requests.filter((line) => line.startsWith('POST /upload'))).toHaveLength(1);
  });

  it('is not sent where an environment variable of an emulator points', async () => {
    process.env.BIGQUERY_EMULATOR_HOST = 'http://127.0.0.1:9';
    expect(await loadRows(parts(), 'd-1-2', lines)).toMatchObject({ state: 'loaded' });
  });
});
