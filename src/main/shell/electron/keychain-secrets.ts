import { readFileSync } from 'node:fs';
import type { SafeStorage } from 'electron';
import { z } from 'zod';
import { hasCode, Problem } from '../../../shared/problem.ts';
import type { Log, Secrets } from '../../ports.ts';
import { writeAtomically } from '../../write-atomically.ts';

export type KeychainParts = {
  readonly safeStorage: Pick<
    SafeStorage,
    'encryptStringAsync' | 'decryptStringAsync' | 'isAsyncEncryptionAvailable'
  >;
  /** Stores what only this computer's keychain can open. */
  readonly file: string;
  readonly platform: string;
  readonly log: Log;
  /** Called with every secret, so that the log can redact it. */
  readonly onSecret: (value: string) => void;
};

const fileSchema = z.object({ version: z.literal(1), values: z.record(z.string(), z.string()) });
type Sealed = Readonly<z.infer<typeof fileSchema>['values']>;

/**
 * Prefix of what Chromium encrypts on Linux without a keyring: its key is then a constant in its source. The desktop's name
 * proves nothing: its keyring may be locked, and one unknown to Electron may have a keyring.
 */
const printedKey = 'v10';

const noKeychain = (): Problem =>
  new Problem('refused', 'This computer has no keychain, so secrets cannot be stored', {
    fix: 'Install and unlock a keyring (GNOME Keyring or KWallet), then restart Orderbell',
  });

/** Secrets encrypted with the system's keychain. Without one they are refused, never written in plain text. */
export function keychainSecrets({ safeStorage, file, platform, log, onSecret }: KeychainParts): Secrets {
  // one change at a time: each rewrites the whole file
  let changes: Promise<unknown> = Promise.resolve();
  const change = (work: () => Promise<void>): Promise<void> => {
    const done = changes.then(work, work);
    changes = done;
    return done;
  };

  async function seal(name: string, value: string): Promise<void> {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) throw noKeychain();
    const sealed = await safeStorage.encryptStringAsync(value);
    if (platform === 'linux' && sealed.subarray(0, 3).toString() === printedKey) throw noKeychain();
    save(file, { ...load(file), [name]: sealed.toString('base64') });
  }

  async function open(name: string, sealed: string) {
    try {
      return await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'));
    } catch (cause) {
      // another user's keychain, a locked one, or a restored backup
      log.warn('a secret cannot be opened by this keychain', { name, error: cause });
      throw new Problem('signed-out', 'This computer’s keychain cannot decrypt the saved secrets', { cause });
    }
  }

  return {
    read: async (name) => {
      const sealed = load(file)[name];
      if (sealed === undefined) return undefined;
      const { result, shouldReEncrypt } = await open(name, sealed);
      onSecret(result);
      if (shouldReEncrypt) {
        // the secret was read; the next start retries the encryption
        await change(() => seal(name, result)).catch((error: unknown) =>
          log.warn('a secret could not be sealed anew', { name, error }),
        );
      }
      return result;
    },
    write: (name, value) =>
      change(async () => {
        onSecret(value);
        await seal(name, value);
      }),
    remove: (name) =>
      change(async () => {
        const { [name]: gone, ...rest } = load(file);
        if (gone !== undefined) save(file, rest);
      }),
  };
}

function load(file: string): Sealed {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).values;
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return {};
    throw new Problem('bad-input', `${file} cannot be read or is damaged`, {
      cause,
      fix: 'Restore it from a backup, or move it away and reconnect the accounts',
    });
  }
}

function save(file: string, values: Sealed): void {
  writeAtomically(file, JSON.stringify({ version: 1, values }));
}
