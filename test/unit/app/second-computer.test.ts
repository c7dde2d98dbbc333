import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import { openSettingsFile } from '../../../src/main/settings/settings-file.ts';
import { systemClock } from '../../../src/main/shell/system-clock.ts';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import { ensureTable } from '../../../src/main/warehouse/ensure.ts';
import { labelOf } from '../../../src/main/warehouse/shop-label.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { callerOf } from '../../support/caller.ts';
import type { FakeBigQuery } from '../../support/fake-bigquery.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { testHost } from '../../support/host.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { soon } from '../../support/soon.ts';
import { listeningDesk, loadInto } from '../cluster/dataset-desk.ts';
import { quietShop, shopId } from '../intake/reconcile/reconciling-computer.ts';
import type { FakeShopify } from '../shopify/fake-shopify.ts';
import { ledByAnother } from './led-by-another.ts';

const clean: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

it('a computer that does not lead reads the catalogue, but no orders', async () => {
  const fake = await startFakeBigQuery();
  clean.push(() => fake.close());
  const shopify = await quietShop();
  const { host, remove } = testHost({
    environment: {
      ORDERBELL_SHOPIFY_SHOP: shopify.config.shop,
      ORDERBELL_SHOPIFY_ACCESS_TOKEN: 'shpat_fixed',
      ORDERBELL_SHOPIFY_API_BASE: shopify.config.apiBase,
    },
  });
  clean.push(remove);
  ledByAnother(host);
  openSettingsFile(join(host.dataDir, 'settings.json')).change({
    values: {
      BIGQUERY_PROJECT: fake.config.projectId,
      BIGQUERY_DATASET: fake.config.dataset,
      BIGQUERY_API_BASE: fake.config.apiBase ?? '',
      // nowhere: who listens is what was last known
      BIGQUERY_KEY_FILE: join(host.dataDir, 'key.json'),
    },
  });
  const app = await composeDesk(host);
  clean.push(() => app.stop());
  await soon(() => expect(shopify.callsOf('Collections')).toHaveLength(1));
  expect(shopify.callsOf('Products')).toHaveLength(1);
  expect(shopify.callsOf('Orders')).toEqual([]);
});

it('reports no fault of a public address that another computer opens', async () => {
  const { host, remove } = testHost({
    environment: {
      ORDERBELL_PUBLIC_URL: 'https://bell.example',
      ORDERBELL_BIGQUERY_PROJECT: 'shop',
      // nowhere: who listens is what was last known
      ORDERBELL_BIGQUERY_API_BASE: 'http://127.0.0.1:9',
    },
  });
  clean.push(remove);
  ledByAnother(host);
  const app = await composeDesk(host);
  clean.push(() => app.stop());
  const { connection, checks } = await callerOf(app.dispatch)('setup.check', { name: 'tunnel' });
  expect(connection).toMatchObject({ state: 'off', elsewhere: true });
  expect(checks).toMatchObject([{ id: 'tunnel.reach', state: 'skipped', fix: null }]);
});

const bigQueryOf = ({ config }: FakeBigQuery) => ({
  ORDERBELL_BIGQUERY_PROJECT: config.projectId,
  ORDERBELL_BIGQUERY_DATASET: config.dataset,
  ORDERBELL_BIGQUERY_API_BASE: config.apiBase,
});
const shopifyOf = ({ config }: FakeShopify) => ({
  ORDERBELL_SHOPIFY_SHOP: config.shop,
  ORDERBELL_SHOPIFY_ACCESS_TOKEN: 'shpat_fixed',
  ORDERBELL_SHOPIFY_API_BASE: config.apiBase,
});

/** A dataset labelled with its shop. */
async function datasetOf(shop: string): Promise<FakeBigQuery> {
  const fake = await startFakeBigQuery();
  clean.push(() => fake.close());
  await ensureTable(openBigQuery(fake.config), fake.config, { label: () => labelOf(shop), hear: () => true });
  return fake;
}

const another = {
  state: 'failing',
  problem: 'The dataset crm holds the orders of another shop',
  fix: 'Choose another dataset for this shop, such as crm_2',
};

it('leaves the orders to the leader before it knows the dataset’s shop', async () => {
  const fake = await datasetOf(shopId);
  const listening = memoryLedger({ clock: systemClock, deskId: 'desk-2' });
  const first = listeningDesk(listening, systemClock, fake.config);
  first.start();
  clean.push(
    () => listening.close(),
    () => first.stop(),
  );
  await first.asked;
  await first.sync?.now();
  await loadInto(fake.config, systemClock, listening);
  const shopify = await quietShop();
  const { host, remove } = testHost({ environment: { ...shopifyOf(shopify), ...bigQueryOf(fake) } });
  clean.push(remove);
  const app = await composeDesk(host);
  clean.push(() => app.stop());
  const call = callerOf(app.dispatch);
  await soon(async () => {
    const connections = await call('connections.list', undefined);
    expect(connections.find(({ name }) => name === 'shopify')).toMatchObject({ elsewhere: true });
  });
  await soon(() => expect(shopify.callsOf('Collections')).toHaveLength(1));
  expect(shopify.callsOf('Orders')).toEqual([]);
});

it('returns to its own shop when the dataset belongs to another one', async () => {
  const fake = await datasetOf('22');
  const shopify = await quietShop();
  let isShut = false;
  const read = async (name: string): Promise<string | undefined> => {
    if (name !== 'SHOPIFY_ACCESS_TOKEN') return undefined;
    if (isShut) throw new Problem('signed-out', 'The keychain cannot open it');
    return 'shpat_fixed';
  };
  const { ORDERBELL_SHOPIFY_ACCESS_TOKEN: _kept, ...plain } = shopifyOf(shopify);
  const { host, remove } = testHost({
    environment: { ...plain, ...bigQueryOf(fake) },
    secrets: { read, write: async () => {}, remove: async () => {} },
  });
  clean.push(remove);
  ledByAnother(host);
  const app = await composeDesk(host);
  clean.push(() => app.stop());
  await soon(() => expect(shopify.callsOf('Orders').length).toBeGreaterThan(0));
  const isApart = async ({ dispatch }: typeof app): Promise<void> => {
    const call = callerOf(dispatch);
    await soon(async () => {
      const { connection, checks } = await call('setup.check', { name: 'bigquery' });
      expect(connection).toMatchObject(another);
      expect(checks.find(({ id }) => id === 'bigquery.read')).toMatchObject({
        state: 'fail',
        cameBack: another.problem,
      });
    });
    const connections = await call('connections.list', undefined);
    expect(connections.filter(({ elsewhere }) => elsewhere)).toEqual([]);
    expect(fake.names()).toEqual(['entries']);
  };
  await isApart(app);
  await app.stop();

  isShut = true;
  const again = await composeDesk(host);
  clean.push(() => again.stop());
  await isApart(again);
});
