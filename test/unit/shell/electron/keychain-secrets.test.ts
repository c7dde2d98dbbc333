import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { KeychainParts } from '../../../../src/main/shell/electron/keychain-secrets.ts';
import { keychainSecrets } from '../../../../src/main/shell/electron/keychain-secrets.ts';
import { prove } from '../../../guarantees/prove.ts';
import { quietLog } from '../../../support/log.ts';

type Storage = KeychainParts['safeStorage'];

let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'orderbell-keychain-')), 'secrets.json');
});

/** A keychain whose key may be another one than a secret was sealed with. */
function keychain(key = 'k1', more: Partial<Storage> = {}): Storage {
  return {
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => Buffer.from(`${key}:${Buffer.from(text).toString('hex')}`),
    decryptStringAsync: async (sealed) => {
      const [usedKey, hex = ''] = sealed.toString().split(':');
      if (usedKey !== key) throw new Error('cannot decrypt');
      return { result: Buffer.from(hex, 'hex').toString(), shouldReEncrypt: false };
    },
    ...more,
  };
}

/** Chromium on Linux without a keyring: it reports that it can seal, and uses a public key. */
const printed: Partial<Storage> = { encryptStringAsync: async (text) => Buffer.from(`v10${text}`) };

const secrets = (safeStorage: Storage, more: Partial<KeychainParts> = {}) =>
  keychainSecrets({ safeStorage, file, platform: 'linux', log: quietLog(), onSecret: () => {}, ...more });

it('keeps a secret sealed, for this user alone, over a restart', async () => {
  await secrets(keychain()).write('MANYCHAT_TOKEN', '12345:canary');
  expect(readFileSync(file, 'utf8')).not.toMatch(/canary|12345/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await secrets(keychain()).read('MANYCHAT_TOKEN')).toBe('12345:canary');
});

it.each<[string, Partial<Storage>]>([
  ['no keyring answers and Chromium seals with the key printed in its source', printed],
  ['nothing can be sealed', { isAsyncEncryptionAvailable: async () => false }],
])('refuses to keep a secret, in plain words, when %s', async (_, more) => {
  const refusing = secrets(keychain('k1', more));
  await expect(refusing.write('MANYCHAT_TOKEN', 'x')).rejects.toMatchObject({
    kind: 'refused',
    message: 'This computer has no keychain, so secrets cannot be stored',
    fix: expect.stringContaining('keyring'),
  });
  const kept = statSync(file, { throwIfNoEntry: false });
  prove(27, 'kept without a keychain', kept === undefined ? 0 : 1);
  expect(kept).toBeUndefined();
});

it('reports a secret of another keychain as unreadable, and replaces it', async () => {
  await secrets(keychain('old')).write('A', 'one');
  const now = secrets(keychain('new'));
  await expect(now.read('A')).rejects.toMatchObject({ kind: 'signed-out' });
  expect(await now.read('B')).toBeUndefined();
  await now.write('A', 'two');
  expect(await now.read('A')).toBe('two');
});

it('keeps all of several secrets written at once', async () => {
  const kept = secrets(keychain());
  await Promise.all(['A', 'B', 'C'].map((name) => kept.write(name, `value of ${name}`)));
  await kept.remove('B');
  expect(await Promise.all(['A', 'B', 'C'].map((name) => kept.read(name)))).toEqual([
    'value of A',
    undefined,
    'value of C',
  ]);
});

it('seals again what an older key had sealed', async () => {
  await secrets(keychain()).write('A', 'one');
  const before = readFileSync(file, 'utf8');
  const rotated = keychain('k2', {
    decryptStringAsync: async () => ({ result: 'one', shouldReEncrypt: true }),
  });
  expect(await secrets(rotated).read('A')).toBe('one');
  expect(readFileSync(file, 'utf8')).not.toBe(before);
});

it('keeps a sealed secret that could be resealed only by printed key', async () => {
  await secrets(keychain()).write('A', 'one');
  const before = readFileSync(file, 'utf8');
  const locked = keychain('k1', {
    ...printed,
    decryptStringAsync: async () => ({ result: 'one', shouldReEncrypt: true }),
  });
  expect(await secrets(locked).read('A')).toBe('one');
  expect(readFileSync(file, 'utf8')).toBe(before);
});

it('requires a keyring on Linux alone', async () => {
  await secrets(keychain('k1', printed), { platform: 'darwin' }).write('A', 'one');
  expect(readFileSync(file, 'utf8')).toContain(Buffer.from('v10one').toString('base64'));
});

it('returns an opened secret when resealing it fails on the disk', async () => {
  await secrets(keychain()).write('A', 'one');
  const full = keychain('k2', {
    decryptStringAsync: async () => ({ result: 'one', shouldReEncrypt: true }),
    encryptStringAsync: async () => {
      throw new Error('no space left');
    },
  });
  expect(await secrets(full).read('A')).toBe('one');
});

it('registers each secret for redaction in the log', async () => {
  const hidden: string[] = [];
  const kept = secrets(keychain(), { onSecret: (value) => hidden.push(value) });
  await kept.write('A', 'canary-1');
  await kept.read('A');
  expect(hidden).toEqual(['canary-1', 'canary-1']);
});

it('does not start over a damaged file', async () => {
  writeFileSync(file, '{');
  await expect(secrets(keychain()).write('A', 'x')).rejects.toMatchObject({
    kind: 'bad-input',
    message: `${file} cannot be read or is damaged`,
  });
  expect(readFileSync(file, 'utf8')).toBe('{');
});
