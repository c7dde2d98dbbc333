import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { notConnected } from '../../../src/main/health/not-connected.ts';
import type { AccountParts } from '../../../src/main/settings/accounts.ts';
import { loadAccounts, saveAccount } from '../../../src/main/settings/accounts.ts';
import { memorySettings } from '../../support/settings.ts';

let dir: string;
let kept: Map<string, string>;
let parts: AccountParts;
let keyFile: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-stale-'));
  keyFile = join(dir, 'key.json');
  writeFileSync(keyFile, '{"client_email":"orderbell@shop.example","private_key":"key"}');
  kept = new Map();
  parts = {
    environment: {},
    settings: memorySettings(),
    secrets: {
      read: async (name) => kept.get(name),
      write: async (name, value) => void kept.set(name, value),
      remove: async (name) => void kept.delete(name),
    },
  };
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const shop = {
  SHOPIFY_SHOP: 'petal.myshopify.com',
  SHOPIFY_CLIENT_ID: 'id',
  SHOPIFY_CLIENT_SECRET: 'secret',
};

it('starts without an account whose secret is gone, and says so', async () => {
  await saveAccount(parts, 'shopify', shop);
  kept.clear(); // kept for one run only
  const { config, connected, view } = await loadAccounts(parts);
  expect(config.shopify).toBeNull();
  expect(connected).toBe(true);
  expect(view(notConnected('shopify'))).toMatchObject({
    state: 'signed-out',
    problem: 'One of its secrets is no longer stored on this computer',
    fix: 'Enter it again',
    retype: true,
  });
  expect(view(notConnected('gmail'))).not.toHaveProperty('retype');
});

it('starts without a key file that was moved, with every other account', async () => {
  await saveAccount(parts, 'bigquery', { BIGQUERY_PROJECT: 'shop', BIGQUERY_KEY_FILE: keyFile });
  await saveAccount(parts, 'shopify', shop);
  expect((await loadAccounts(parts)).config.bigquery).not.toBeNull();
  rmSync(keyFile);
  const { config, view } = await loadAccounts(parts);
  expect(config).toMatchObject({ bigquery: null, shopify: { shop: 'petal.myshopify.com' } });
  expect(view(notConnected('bigquery')).problem).toBe(
    'The key file of the service account can no longer be read',
  );
});

it('reports a replaced key file once it is complete', async () => {
  await saveAccount(parts, 'bigquery', { BIGQUERY_PROJECT: 'shop', BIGQUERY_KEY_FILE: keyFile });
  const { config, hasOtherKey } = await loadAccounts(parts);
  const key = { client_email: 'orderbell@shop.example', private_key: 'key' };
  const seen: boolean[] = [];
  for (const written of [
    JSON.stringify({ ...key, project_id: 'shop' }),
    '{"client_email":"orderbell@shop.example","priv',
    JSON.stringify({ ...key, private_key: 'another' }),
  ]) {
    writeFileSync(keyFile, written);
    seen.push(await hasOtherKey());
  }
  expect(seen).toEqual([false, false, true]);
  expect(config.bigquery?.key?.privateKey).toBe('key');
  const now = await loadAccounts(parts);
  expect(now.config.bigquery?.key?.privateKey).toBe('another');
  expect(await now.hasOtherKey()).toBe(false);
});

it('has one account saved while another makes no sense any more', async () => {
  await saveAccount(parts, 'bigquery', { BIGQUERY_PROJECT: 'shop', BIGQUERY_KEY_FILE: keyFile });
  rmSync(keyFile);
  await saveAccount(parts, 'shopify', shop);
  expect((await loadAccounts(parts)).config.shopify).not.toBeNull();
  await expect(saveAccount(parts, 'bigquery', { BIGQUERY_DATASET: 'other' })).rejects.toMatchObject({
    field: 'BIGQUERY_KEY_FILE',
  });
});

it('still ends the start where the environment alone makes no sense', async () => {
  const environment = { SHOPIFY_SHOP: 'petal.myshopify.com', SHOPIFY_CLIENT_ID: 'id' };
  await expect(loadAccounts({ ...parts, environment })).rejects.toMatchObject({
    kind: 'bad-input',
    field: 'SHOPIFY_CLIENT_SECRET',
  });
});

it('refuses two managers with one contact, typed or from the environment', async () => {
  const typed = { MANYCHAT_TOKEN: '1:key', MANAGERS: 'Anna:42,Taras:42' };
  await expect(saveAccount(parts, 'manychat', typed)).rejects.toMatchObject({
    kind: 'bad-input',
    field: 'MANAGERS',
  });
  const environment = { MANAGERS: typed.MANAGERS };
  await expect(loadAccounts({ ...parts, environment })).rejects.toMatchObject({ kind: 'bad-input' });
});
