import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { composeDesk } from '../../src/main/app.ts';
import { openDataDir } from '../../src/main/ledger/data-dir.ts';
import { openLedger } from '../../src/main/ledger/open.ts';
import { openSettingsFile } from '../../src/main/settings/settings-file.ts';
import { quietShop } from '../intake/ask-back/asking-desk.ts';
import { startFakeBigQuery } from '../support/fake-bigquery.ts';
import { testHost } from '../support/host.ts';
import { soon } from '../support/soon.ts';

const clean: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

it('a computer of a shop that another one listens to reads the catalogue, and leaves the orders to that one', async () => {
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
  const directory = openDataDir(host.dataDir);
  const { clock } = host;
  const ledger = openLedger({ file: directory.ledgerFile('shop'), clock, deskId: directory.deskId });
  ledger.settings.set('desks.receiver', 'desk-2');
  ledger.close();
  directory.close();
  openSettingsFile(join(host.dataDir, 'settings.json')).change({
    values: {
      BIGQUERY_PROJECT: fake.config.projectId,
      BIGQUERY_DATASET: fake.config.dataset,
      BIGQUERY_API_BASE: fake.config.apiBase ?? '',
      // nowhere: who listens is what was last known
      BIGQUERY_KEY_FILE: join(host.dataDir, 'key.json'),
    },
  });
  const desk = await composeDesk(host);
  clean.push(() => desk.stop());
  await soon(() => expect(shopify.callsOf('Collections')).toHaveLength(1));
  expect(shopify.callsOf('Products')).toHaveLength(1);
  expect(shopify.callsOf('Orders')).toEqual([]);
}, 30_000);
