import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { notConnected } from '../../../src/main/health/not-connected.ts';
import type { AccountParts } from '../../../src/main/settings/accounts.ts';
import { loadAccounts, saveAccount } from '../../../src/main/settings/accounts.ts';
import { openSettingsFile } from '../../../src/main/settings/settings-file.ts';
import { Problem } from '../../../src/shared/problem.ts';

let dir: string;
let kept: Map<string, string>;
let parts: AccountParts;
const sealed = 'sealed by another keychain';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-settings-'));
  kept = new Map();
  parts = {
    environment: {},
    settings: openSettingsFile(join(dir, 'settings.json')),
    secrets: {
      read: async (name) => {
        if (kept.get(name) === sealed) throw new Problem('signed-out', 'The keychain cannot open it');
        return kept.get(name);
      },
      write: async (name, value) => void kept.set(name, value),
      remove: async (name) => void kept.delete(name),
    },
  };
});
afterEach(() => rmSync(dir, { recursive: true }));

const shop = { SHOPIFY_SHOP: 'petal.myshopify.com', SHOPIFY_CLIENT_ID: 'id' };

/** The result of a start after the keychain has changed. */
async function shutShopify(): Promise<void> {
  await saveAccount(parts, 'shopify', { ...shop, SHOPIFY_CLIENT_SECRET: 'first' });
  kept.set('SHOPIFY_CLIENT_SECRET', sealed);
  kept.set('SHOPIFY_CLIENT_SECRET_OLD', sealed);
}

it('keeps a shop with unreadable secrets connected, and reports it', async () => {
  await shutShopify();
  const { connected, config, shopDomain, view } = await loadAccounts(parts);
  expect(connected).toBe(true);
  expect(shopDomain).toBe('petal.myshopify.com');
  expect(config.shopify).toBeNull();
  expect(view(notConnected('shopify'))).toMatchObject({
    state: 'signed-out',
    problem: 'This computer’s keychain cannot decrypt the saved secrets',
    fix: expect.stringContaining('enter the secrets again'),
    fields: expect.arrayContaining([
      { name: 'SHOPIFY_SHOP', secret: false, value: 'petal.myshopify.com', isSet: true },
      { name: 'SHOPIFY_CLIENT_SECRET', secret: true, value: null, isSet: false },
    ]),
  });
  expect(view(notConnected('gmail'))).toMatchObject({ state: 'off', problem: null });
});

it('counts a mailbox and bot with unreadable secrets as connected', async () => {
  expect((await loadAccounts(parts)).connected).toBe(false);
  kept.set('GMAIL_CLIENT_SECRET', sealed);
  expect((await loadAccounts(parts)).connected).toBe(false); // before the first sign-in
  kept.set('MANYCHAT_CALLBACK_KEY', sealed);
  expect((await loadAccounts(parts)).connected).toBe(true);
});

it('has one account set while the secrets of another cannot be opened', async () => {
  await shutShopify();
  await saveAccount(parts, 'manychat', { MANYCHAT_CALLBACK_KEY: 'bell-key' });
  expect((await loadAccounts(parts)).config).toMatchObject({
    shopify: null,
    manychat: { callbackKey: 'bell-key' },
  });
});

it('opens an account with retyped secrets, and drops unreadable ones', async () => {
  await shutShopify();
  await expect(saveAccount(parts, 'shopify', { SHOPIFY_CLIENT_ID: 'other' })).rejects.toMatchObject({
    field: 'SHOPIFY_CLIENT_SECRET',
  });
  await saveAccount(parts, 'shopify', { SHOPIFY_CLIENT_SECRET: 'second' });
  const { config, view } = await loadAccounts(parts);
  expect(config.shopify?.webhookSecrets).toEqual(['second']);
  expect(view(notConnected('shopify'))).toMatchObject({ state: 'off', problem: null });
});

it.each([
  {
    name: 'manychat',
    secrets: ['MANYCHAT_TOKEN', 'MANYCHAT_CALLBACK_KEY'],
    typed: { MANAGERS: 'Anna:1234567890' },
    opened: { manychat: { token: 'kept', callbackKey: 'kept' }, managers: [{ name: 'Anna' }] },
  },
  {
    name: 'gmail',
    secrets: ['GMAIL_REFRESH_TOKEN', 'GMAIL_SEND_REFRESH_TOKEN'],
    typed: { GMAIL_POLL_SECONDS: '60' },
    opened: { gmail: { refreshToken: 'kept', sendRefreshToken: 'kept', pollSeconds: 60 } },
  },
] as const)(
  'keeps unreadable secrets of $name through another save, and reads them later',
  async ({ name, secrets, typed, opened }) => {
    await saveAccount(parts, 'gmail', { GMAIL_CLIENT_ID: 'id', GMAIL_CLIENT_SECRET: 'client' });
    for (const secret of secrets) kept.set(secret, sealed);
    await saveAccount(parts, name, typed);
    expect((await loadAccounts(parts)).view(notConnected(name))).toMatchObject({ state: 'signed-out' });
    expect(secrets.map((secret) => kept.get(secret))).toEqual([sealed, sealed]);
    for (const secret of secrets) kept.set(secret, 'kept');
    expect((await loadAccounts(parts)).config).toMatchObject(opened);
  },
);

it('forgets an unreadable account when one of its secrets is removed', async () => {
  for (const secret of ['MANYCHAT_TOKEN', 'MANYCHAT_CALLBACK_KEY']) kept.set(secret, sealed);
  await saveAccount(parts, 'manychat', { MANYCHAT_TOKEN: '' });
  expect([...kept.keys()]).toEqual([]);
  expect((await loadAccounts(parts)).view(notConnected('manychat'))).toMatchObject({ state: 'off' });
});

it('keeps an unreadable ngrok token while the public address needs none', async () => {
  await saveAccount(parts, 'tunnel', {
    TUNNEL: 'ngrok',
    NGROK_AUTHTOKEN: 'token',
    NGROK_DOMAIN: 'petal.ngrok.app',
  });
  kept.set('NGROK_AUTHTOKEN', sealed);
  await expect(saveAccount(parts, 'tunnel', { NGROK_DOMAIN: 'rose.ngrok.app' })).rejects.toMatchObject({
    field: 'NGROK_AUTHTOKEN',
  });
  await saveAccount(parts, 'tunnel', { TUNNEL: 'url', PUBLIC_URL: 'https://bell.example' });
  const { config, view } = await loadAccounts(parts);
  expect(config.tunnel).toEqual({ kind: 'url', publicUrl: 'https://bell.example' });
  expect(view(notConnected('tunnel'))).toMatchObject({ problem: null });
  expect(kept.get('NGROK_AUTHTOKEN')).toBe(sealed);
});
