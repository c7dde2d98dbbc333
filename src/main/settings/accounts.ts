import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { isProblem, Problem } from '../../shared/problem.ts';
import type { ConnectionName, ConnectionView } from '../../shared/views.ts';
import { connectionNames } from '../../shared/views.ts';
import type { Connection, Secrets } from '../ports.ts';
import type { BigQueryConfig, Config } from './config.ts';
import { allFields, connectingFields, connectionFields, standInFields } from './fields.ts';
import { isProven } from './proven-secret.ts';
import type { ConfigValues } from './read-config.ts';
import { keyFilePath, readConfig } from './read-config.ts';
import type { SettingsFile } from './settings-file.ts';
import type { StaleAccount } from './stale-account.ts';
import { staleAccount } from './stale-account.ts';

/** The accounts as set now: environment first, then the values of the setup pages. */
export type Accounts = {
  /** Without accounts whose secrets cannot be decrypted now, and without typed ones that are no longer valid. */
  readonly config: Config;
  /** The domain of the shop, even if its Shopify is not in `config`; null if none is set. */
  readonly shopDomain: string | null;
  /** Whether any account is set, decrypted or not. */
  readonly connected: boolean;
  /**
   * Why BigQuery cannot be used although it is set, so that other computers may continue there; null if it can, or is not set.
   */
  readonly cutOff: Problem | null;
  /** Whether the key file now holds a key that is not in `config`: it is back, or was replaced. */
  readonly hasOtherKey: () => Promise<boolean>;
  view(connection: Connection): ConnectionView;
};

export type AccountParts = {
  readonly environment: ConfigValues;
  readonly secrets: Secrets;
  readonly settings: SettingsFile;
};

const readText = (path: string): string => readFileSync(path, 'utf8');

/** @throws Problem `bad-input` in one line that names the value, the cause and the fix */
export async function loadAccounts(parts: AccountParts): Promise<Accounts> {
  const { values, sealed } = await readAll(parts);
  const stale = staleOf(parts, values, sealed);
  const config = readConfig(openable(values, sealed, stale), readText);
  return {
    config,
    shopDomain: shopDomainOf(values),
    connected: connectingFields.some((name) => Boolean(values[name]?.trim()) || sealed.has(name)),
    cutOff: cutOffBy(toldOf('bigquery', sealed, stale)),
    hasOtherKey: async () => {
      const key = await keyInFile(values);
      return key !== null && !isDeepStrictEqual(key, config.bigquery?.key);
    },
    view: (connection) => ({
      ...connection.status(),
      ...toldOf(connection.name, sealed, stale),
      name: connection.name,
      fields: connectionFields[connection.name]
        .filter(({ name }) => !standInFields.has(name))
        .map(({ name, secret }) => ({
          name,
          secret,
          value: secret ? null : (values[name] ?? null),
          isSet: Boolean(values[name]),
        })),
    }),
  };
}

/** The domain of the shop as set, whether or not its Shopify is valid; null if none is. */
export const shopDomainOf = ({ SHOPIFY_SHOP }: ConfigValues): string | null =>
  SHOPIFY_SHOP?.trim().toLowerCase() || null;

/** The status of an account whose secrets the keychain does not decrypt. */
const shut = {
  state: 'signed-out',
  problem: 'This computer’s keychain cannot decrypt the saved secrets',
  fix: 'Unlock the keychain and restart Orderbell, or enter the secrets again',
  retype: true,
} as const;

type Stale = ReadonlyMap<ConnectionName, StaleAccount>;

function staleOf({ environment }: AccountParts, values: ConfigValues, sealed: ReadonlySet<string>): Stale {
  const found = connectionNames.flatMap((connection) => {
    const stale = isShut(connection, sealed) ? null : staleAccount(connection, values, environment, readText);
    return stale === null ? [] : [[connection, stale] as const];
  });
  return new Map(found);
}

/** The status of an account that the app was not given. */
function toldOf(
  connection: ConnectionName,
  sealed: ReadonlySet<string>,
  stale: Stale,
): Partial<ConnectionView> {
  if (isShut(connection, sealed)) return shut;
  const why = stale.get(connection);
  return why ? { ...why, state: 'signed-out', retype: true } : {};
}

const cutOffBy = ({ problem, fix }: Partial<ConnectionView>): Problem | null =>
  problem ? new Problem('signed-out', problem, fix ? { fix } : {}) : null;

/** @returns null if no key can be read, or the values typed beside it are invalid */
async function keyInFile(values: ConfigValues): Promise<BigQueryConfig['key']> {
  const path = keyFilePath(values.BIGQUERY_KEY_FILE);
  if (!path) return null;
  // not `readText`: a missing network drive may take long to fail
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const own = connectionFields.bigquery.map(({ name }) => [name, values[name]]);
  try {
    return readConfig(Object.fromEntries(own), () => text).bigquery?.key ?? null;
  } catch (error) {
    if (!isProblem(error) || error.kind !== 'bad-input') throw error;
    return null; // it may be half written
  }
}

const isShut = (connection: ConnectionName, sealed: ReadonlySet<string>): boolean =>
  connectionFields[connection].some(({ name }) => sealed.has(name));

/** Removes the accounts that cannot be used: half of their values would be invalid, and block the rest. */
function openable(values: ConfigValues, sealed: ReadonlySet<string>, stale: Stale): ConfigValues {
  const open = connectionNames.filter((connection) => !isShut(connection, sealed) && !stale.has(connection));
  const names = new Set(open.flatMap((connection) => connectionFields[connection].map(({ name }) => name)));
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}

/**
 * Stores the typed values of one connection; an empty value removes one. Writes nothing unless all values together are valid.
 * Secrets that cannot be decrypted now stay until one of the account is typed or removed: the keychain may only be locked.
 * @throws Problem `bad-input` naming the field
 */
export async function saveAccount(
  parts: AccountParts,
  name: ConnectionName,
  typed: ConfigValues,
): Promise<void> {
  const fields = connectionFields[name].filter((field) => typed[field.name] !== undefined);
  for (const field of fields) refuseInVain(parts.environment, field.name, typed[field.name] ?? '');
  const { values: before, sealed } = await readAll(parts);
  const own = connectionFields[name].map((field) => [field.name, typed[field.name] ?? before[field.name]]);
  const usable = openable(before, sealed, staleOf(parts, before, sealed));
  readConfig({ ...usable, ...Object.fromEntries(own) }, readText);

  const plain = { ...parts.settings.read().values };
  for (const field of fields) {
    const value = typed[field.name]?.trim() ?? '';
    if (field.secret) await keepSecret(parts, field.name, value, before[field.name]);
    else if (value === '') delete plain[field.name];
    else plain[field.name] = value;
  }
  // the account is set again without its old secrets; if they stayed, they would keep it locked
  const isAnew = fields.some(({ secret }) => secret);
  for (const field of isAnew ? connectionFields[name] : []) {
    if (sealed.has(field.name) && !typed[field.name]?.trim()) await parts.secrets.remove(field.name);
  }
  parts.settings.change({ values: plain });
}

/**
 * Refuses a value that the environment overrides, because typing another one or signing in would have no effect.
 * @param value what was typed; absent if it comes from elsewhere
 * @throws Problem `bad-input` naming the field
 */
export function refuseInVain(environment: ConfigValues, name: string, value?: string): void {
  const set = environment[name]?.trim();
  if (!set || set === value?.trim()) return;
  throw new Problem('bad-input', `ORDERBELL_${name} is set in the environment, which takes precedence`, {
    field: name,
    fix: 'Change it there and restart Orderbell',
  });
}

async function keepSecret(
  { secrets, settings }: AccountParts,
  name: string,
  value: string,
  before: string | undefined,
): Promise<void> {
  const isChanged = before !== undefined && value !== '' && value !== before;
  // Shopify signs with the old secret for a while after a rotation, so both are accepted for a day. A mistyped secret in between
  // never worked, and must not replace the one that did.
  if (name === 'SHOPIFY_CLIENT_SECRET' && isChanged && isProven(settings, before)) {
    await secrets.write('SHOPIFY_CLIENT_SECRET_OLD', before);
  }
  await (value === '' ? secrets.remove(name) : secrets.write(name, value));
}

/** Every value as set now, secrets included; for the composition root only. */
export async function currentValues(parts: AccountParts): Promise<ConfigValues> {
  return (await readAll(parts)).values;
}

type AllValues = {
  readonly values: ConfigValues;
  /** Names of stored secrets that cannot be decrypted. */
  readonly sealed: ReadonlySet<string>;
};

async function readAll({ environment, secrets, settings }: AccountParts): Promise<AllValues> {
  const kept = settings.read().values;
  const sealed = new Set<string>();
  const secretOf = async (name: string): Promise<string | undefined> => {
    try {
      return await secrets.read(name);
    } catch (error) {
      if (!isProblem(error) || error.kind !== 'signed-out') throw error;
      sealed.add(name);
      return undefined;
    }
  };
  const pairs = await Promise.all(
    allFields.map(async ({ name, secret }) => {
      const set = environment[name]?.trim();
      return [name, set || (secret ? await secretOf(name) : kept[name])] as const;
    }),
  );
  const values: ConfigValues = Object.fromEntries(pairs);
  // a leftover token of an earlier setting must not lock a public address that needs none
  if (values.TUNNEL?.trim() !== 'ngrok') sealed.delete('NGROK_AUTHTOKEN');
  return { values, sealed };
}
