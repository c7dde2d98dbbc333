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

/** The accounts as they are set now: environment first, then what was typed on the setup pages. */
export type Accounts = {
  /** An account whose secrets cannot be opened now is not in it, nor one that was typed and makes no sense any more. */
  readonly config: Config;
  /** The domain of the shop, also where its Shopify is not in `config`; null where none is set. */
  readonly shopDomain: string | null;
  /** Whether any account is set, opened or not. */
  readonly connected: boolean;
  /** Why BigQuery cannot be used although it is set, so that other computers may go on there; null where it can, or is not set. */
  readonly cutOff: Problem | null;
  /** Whether the key file by now holds a key that is not in `config`: it is back, or another one took its place. */
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
  const config = readConfig(openable(values, sealed, stale), readText, {
    kept: !parts.environment.MANAGERS?.trim(),
  });
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

/** The domain of the shop as it is set, whether or not its Shopify makes sense; null where none is. */
export const shopDomainOf = ({ SHOPIFY_SHOP }: ConfigValues): string | null =>
  SHOPIFY_SHOP?.trim().toLowerCase() || null;

/** What is said of an account whose secrets the keychain keeps shut. */
const shut = {
  state: 'signed-out',
  problem: 'The keychain of this computer cannot open what was kept',
  fix: 'Unlock the keychain and start Orderbell again, or type the secrets anew',
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

/** What is said of an account that the app was not given. */
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

/** @returns null where no key can be read, or what was typed beside it makes no sense */
async function keyInFile(values: ConfigValues): Promise<BigQueryConfig['key']> {
  const path = keyFilePath(values.BIGQUERY_KEY_FILE);
  if (!path) return null;
  // not `readText`: a network drive that is not there may take long to say so
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

/** Without the accounts that cannot be used as they are: half of their values would make no sense, and hold up the rest. */
function openable(values: ConfigValues, sealed: ReadonlySet<string>, stale: Stale): ConfigValues {
  const open = connectionNames.filter((connection) => !isShut(connection, sealed) && !stale.has(connection));
  const names = new Set(open.flatMap((connection) => connectionFields[connection].map(({ name }) => name)));
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}

/**
 * Keeps what was typed for one connection; an empty value removes it. Nothing is written unless all values together make sense.
 * Secrets that cannot be opened now stay until one of the account is typed or removed: the keychain may only be locked.
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
  readConfig({ ...usable, ...Object.fromEntries(own) }, readText, { kept: typed.MANAGERS === undefined });

  const plain = { ...parts.settings.read().values };
  for (const field of fields) {
    const value = typed[field.name]?.trim() ?? '';
    if (field.secret) await keepSecret(parts, field.name, value, before[field.name]);
    else if (value === '') delete plain[field.name];
    else plain[field.name] = value;
  }
  // set anew without them; left behind, they would keep the account shut
  const isAnew = fields.some(({ secret }) => secret);
  for (const field of isAnew ? connectionFields[name] : []) {
    if (sealed.has(field.name) && !typed[field.name]?.trim()) await parts.secrets.remove(field.name);
  }
  parts.settings.change({ values: plain });
}

/**
 * What the environment sets wins, so that typing something else, or signing in, would change nothing and say nothing.
 * @param value what was typed; one that is to come from elsewhere is left out
 * @throws Problem `bad-input` naming the field
 */
export function refuseInVain(environment: ConfigValues, name: string, value?: string): void {
  const set = environment[name]?.trim();
  if (!set || set === value?.trim()) return;
  throw new Problem('bad-input', `ORDERBELL_${name} is set in the environment, which wins`, {
    field: name,
    fix: 'Change it there and start Orderbell again',
  });
}

async function keepSecret(
  { secrets, settings }: AccountParts,
  name: string,
  value: string,
  before: string | undefined,
): Promise<void> {
  const isChanged = before !== undefined && value !== '' && value !== before;
  // Shopify signs with the old secret for a while after a rotation, so both are taken for a day; one that was typed wrong
  // in between never worked, and must not take the place of the one that did
  if (name === 'SHOPIFY_CLIENT_SECRET' && isChanged && isProven(settings, before)) {
    await secrets.write('SHOPIFY_CLIENT_SECRET_OLD', before);
  }
  await (value === '' ? secrets.remove(name) : secrets.write(name, value));
}

/** Every value as it is set now, secrets included; for the composition root only. */
export async function currentValues(parts: AccountParts): Promise<ConfigValues> {
  return (await readAll(parts)).values;
}

type AllValues = {
  readonly values: ConfigValues;
  /** Names of secrets that are kept and cannot be opened. */
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
  // kept from when it was needed, it must not shut a public address that does without
  if (values.TUNNEL?.trim() !== 'ngrok') sealed.delete('NGROK_AUTHTOKEN');
  return { values, sealed };
}
