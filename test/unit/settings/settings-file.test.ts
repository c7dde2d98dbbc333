import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadAccounts, saveAccount } from '../../../src/main/settings/accounts.ts';
import { isProven, noteProven } from '../../../src/main/settings/proven-secret.ts';
import { openSettingsFile } from '../../../src/main/settings/settings-file.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-settings-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function keptSecrets() {
  const kept = new Map<string, string>();
  return {
    kept,
    secrets: {
      read: async (name: string) => kept.get(name),
      write: async (name: string, value: string) => void kept.set(name, value),
      remove: async (name: string) => void kept.delete(name),
    },
  };
}

it('keeps settings over a restart', () => {
  const file = join(dir, 'settings.json');
  openSettingsFile(file).change({ language: 'uk', manager: 'Anna' });
  expect(openSettingsFile(file).read()).toMatchObject({
    language: 'uk',
    manager: 'Anna',
    sampleRemoved: false,
  });
});

it('reads those of an earlier version without the setting for customer names', () => {
  const file = join(dir, 'settings.json');
  writeFileSync(file, '{"version":1,"sampleRemoved":true,"values":{}}');
  const settings = openSettingsFile(file);
  expect(settings.read().toastDetails).toBeUndefined();
  settings.change({ toastDetails: true });
  expect(openSettingsFile(file).read()).toMatchObject({ toastDetails: true, sampleRemoved: true });
});

it('starts with settings whose language it does not speak', () => {
  const file = join(dir, 'settings.json');
  writeFileSync(file, '{"version":1,"language":"xx","manager":"Anna","sampleRemoved":true,"values":{}}');
  const settings = openSettingsFile(file).read();
  expect([settings.language, settings.manager]).toEqual([undefined, 'Anna']);
});

it('refuses damaged settings instead of forgetting them', () => {
  const file = join(dir, 'settings.json');
  writeFileSync(file, '{"version":1,');
  expect(() => openSettingsFile(file)).toThrow(/damaged or from a newer Orderbell/);
  expect(readFileSync(file, 'utf8')).toBe('{"version":1,');
});

it('never writes a secret to settings, and keeps the old key', async () => {
  const file = join(dir, 'settings.json');
  const { kept, secrets } = keptSecrets();
  const parts = { environment: {}, secrets, settings: openSettingsFile(file) };
  const shop = { SHOPIFY_SHOP: 'petal.myshopify.com', SHOPIFY_CLIENT_ID: 'id' };

  await saveAccount(parts, 'shopify', { ...shop, SHOPIFY_CLIENT_SECRET: 'first' });
  await saveAccount(parts, 'shopify', { SHOPIFY_CLIENT_SECRET: 'second' });

  expect(readFileSync(file, 'utf8')).not.toMatch(/first|second/);
  expect(kept.get('SHOPIFY_CLIENT_SECRET')).toBe('second');
  const { config } = await loadAccounts(parts);
  expect(config.shopify?.webhookSecrets).toEqual(['second', 'first']);
});

it('keeps the old webhook key when the next was mistyped', async () => {
  const file = join(dir, 'settings.json');
  const { secrets } = keptSecrets();
  const parts = { environment: {}, secrets, settings: openSettingsFile(file) };
  const shop = { SHOPIFY_SHOP: 'petal.myshopify.com', SHOPIFY_CLIENT_ID: 'id' };
  const keys = async () => (await loadAccounts(parts)).config.shopify?.webhookSecrets;

  await saveAccount(parts, 'shopify', { ...shop, SHOPIFY_CLIENT_SECRET: 'first' });
  noteProven(parts.settings, 'first');
  for (const typed of ['secnod', 'seconb', 'second']) {
    await saveAccount(parts, 'shopify', { SHOPIFY_CLIENT_SECRET: typed });
    expect(await keys()).toEqual([typed, 'first']);
  }
  noteProven(parts.settings, 'second');
  expect(isProven(openSettingsFile(file), 'second')).toBe(true);
  await saveAccount(parts, 'shopify', { SHOPIFY_CLIENT_SECRET: 'third' });
  expect(await keys()).toEqual(['third', 'second']);
  expect(readFileSync(file, 'utf8')).not.toMatch(/first|secnod|seconb|second|third/);
});

it('writes nothing when the typed values make no sense', async () => {
  const { kept, secrets } = keptSecrets();
  const settings = openSettingsFile(join(dir, 'settings.json'));
  const parts = { environment: {}, secrets, settings };
  const typed = { SHOPIFY_SHOP: 'not a shop', SHOPIFY_CLIENT_SECRET: 'secret' };
  await expect(saveAccount(parts, 'shopify', typed)).rejects.toMatchObject({ field: 'SHOPIFY_SHOP' });
  expect(kept.size).toBe(0);
  expect(settings.read().values).toEqual({});
});

it('refuses values the environment overrides, and keeps the others', async () => {
  const { kept, secrets } = keptSecrets();
  const settings = openSettingsFile(join(dir, 'settings.json'));
  const environment = { MANYCHAT_TOKEN: '1:from-outside', MANYCHAT_CALLBACK_KEY: ' ' };
  const parts = { environment, secrets, settings };
  await expect(saveAccount(parts, 'manychat', { MANYCHAT_TOKEN: '1:typed' })).rejects.toMatchObject({
    field: 'MANYCHAT_TOKEN',
    message: expect.not.stringMatching(/typed|from-outside/),
    fix: expect.stringContaining('restart Orderbell'),
  });
  expect(kept.size).toBe(0);

  await saveAccount(parts, 'manychat', { MANYCHAT_CALLBACK_KEY: 'bell-key' });
  const { config } = await loadAccounts(parts);
  expect(config.manychat).toMatchObject({ token: '1:from-outside', callbackKey: 'bell-key' });
});

it('starts with fresh steps after another version’s unknown ones', () => {
  const file = join(dir, 'settings.json');
  writeFileSync(
    file,
    '{"version":1,"sampleRemoved":true,"values":{},"setup":{"open":"telegraph","skipped":[],"ticked":{},"senses":{},"invitationClosed":true}}',
  );
  expect(openSettingsFile(file).read()).toMatchObject({ sampleRemoved: true, setup: undefined });
});
