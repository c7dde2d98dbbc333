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

function hostOf(options: Parameters<typeof testHost>[0]) {
  const { host, remove } = testHost(options);
  clean.push(remove);
  return host;
}
async function open(host: ReturnType<typeof hostOf>) {
  const desk = await composeDesk(host);
  clean.push(() => desk.stop());
  return { desk, call: callerOf(desk.dispatch) };
}
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

it('reads the catalogue and leaves orders to the leader it last knew', async () => {
  const shopify = await quietShop();
  const host = hostOf({ environment: shopifyOf(shopify) });
  ledByAnother(host);
  openSettingsFile(join(host.dataDir, 'settings.json')).change({
    // a key file that is not there: the leader is the one last known
    values: { BIGQUERY_PROJECT: 'shop', BIGQUERY_KEY_FILE: join(host.dataDir, 'key.json') },
  });
  await open(host);
  await soon(() => expect(shopify.callsOf('Collections')).toHaveLength(1));
  expect(shopify.callsOf('Products')).toHaveLength(1);
  expect(shopify.callsOf('Orders')).toEqual([]);
});

it('does not check a public address that it does not open', async () => {
  const host = hostOf({
    environment: {
      ORDERBELL_PUBLIC_URL: 'https://bell.example',
      ORDERBELL_BIGQUERY_PROJECT: 'shop',
      // it answers nothing: the leader is the one last known
      ORDERBELL_BIGQUERY_API_BASE: 'http://127.0.0.1:9',
    },
  });
  ledByAnother(host);
  const { call } = await open(host);
  const { connection, checks } = await call('setup.check', { name: 'tunnel' });
  expect(connection).toMatchObject({ state: 'off', elsewhere: true });
  expect(checks).toMatchObject([{ id: 'tunnel.reach', state: 'skipped', fix: null }]);
});

/** A dataset labelled with its shop. */
async function datasetOf(shop: string): Promise<FakeBigQuery> {
  const fake = await startFakeBigQuery();
  clean.push(() => fake.close());
  await ensureTable(openBigQuery(fake.config), fake.config, { label: () => labelOf(shop), hear: () => true });
  return fake;
}

it('leaves orders to the leader of a shop it has just joined', async () => {
  const fake = await datasetOf(shopId);
  const other = memoryLedger({ clock: systemClock, deskId: 'desk-2' });
  const first = listeningDesk(other, systemClock, fake.config);
  clean.push(
    () => other.close(),
    () => first.stop(),
  );
  first.start();
  await first.asked;
  await first.sync?.now();
  await loadInto(fake.config, systemClock, other);
  const shopify = await quietShop();
  const { call } = await open(hostOf({ environment: { ...shopifyOf(shopify), ...bigQueryOf(fake) } }));
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
  const host = hostOf({
    environment: { ...plain, ...bigQueryOf(fake) },
    secrets: { read, write: async () => {}, remove: async () => {} },
  });
  ledByAnother(host);
  const problem = 'The dataset crm belongs to another shop';
  const fix = 'Choose another dataset for this shop, like crm_2';
  for (const isKeychainShut of [false, true]) {
    isShut = isKeychainShut;
    const { desk, call } = await open(host);
    if (!isShut) await soon(() => expect(shopify.callsOf('Orders').length).toBeGreaterThan(0));
    await soon(async () => {
      const { connection, checks } = await call('setup.check', { name: 'bigquery' });
      expect(connection).toMatchObject({ state: 'failing', problem, fix });
      expect(checks.find(({ id }) => id === 'bigquery.read')).toMatchObject({
        state: 'fail',
        cameBack: problem,
      });
    });
    const connections = await call('connections.list', undefined);
    expect(connections.filter(({ elsewhere }) => elsewhere)).toEqual([]);
    expect(fake.names()).toEqual(['entries']);
    await desk.stop();
  }
});
