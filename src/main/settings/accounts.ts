import { readFileSync } from 'node:fs';
import { Problem } from '../../shared/problem.ts';
import type { ConnectionName, ConnectionView } from '../../shared/views.ts';
import type { Connection, Secrets } from '../ports.ts';
import type { Config } from './config.ts';
import { allFields, connectionFields, standInFields } from './fields.ts';
import type { ConfigValues } from './read-config.ts';
import { readConfig } from './read-config.ts';
import type { SettingsFile } from './settings-file.ts';

/** The accounts as they are set now: environment first, then what was typed on the setup pages. */
export type Accounts = {
  readonly config: Config;
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
  const values = await currentValues(parts);
  return {
    config: readConfig(values, readText),
    view: (connection) => ({
      ...connection.status(),
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

/**
 * Keeps what was typed for one connection; an empty value removes it. Nothing is written unless all values together make sense.
 * @throws Problem `bad-input` naming the field
 */
export async function saveAccount(
  parts: AccountParts,
  name: ConnectionName,
  typed: ConfigValues,
): Promise<void> {
  const fields = connectionFields[name].filter((field) => typed[field.name] !== undefined);
  for (const field of fields) refuseInVain(parts.environment, field.name, typed[field.name] ?? '');
  const before = await currentValues(parts);
  const after = { ...before, ...Object.fromEntries(fields.map((field) => [field.name, typed[field.name]])) };
  readConfig(after, readText);

  const plain = { ...parts.settings.read().values };
  for (const field of fields) {
    const value = typed[field.name]?.trim() ?? '';
    if (field.secret) await keepSecret(parts.secrets, field.name, value, before[field.name]);
    else if (value === '') delete plain[field.name];
    else plain[field.name] = value;
  }
  parts.settings.change({ values: plain });
}

/** What the environment sets wins, so that typing something else would change nothing and say nothing. */
function refuseInVain(environment: ConfigValues, name: string, value: string): void {
  const set = environment[name]?.trim();
  if (!set || set === value.trim()) return;
  throw new Problem('bad-input', `ORDERBELL_${name} is set in the environment, which wins`, {
    field: name,
    fix: 'Change it there and start Orderbell again',
  });
}

async function keepSecret(
  secrets: Secrets,
  name: string,
  value: string,
  before: string | undefined,
): Promise<void> {
  // Shopify signs with the old secret for up to an hour after a rotation, so both are accepted until the next one
  if (name === 'SHOPIFY_CLIENT_SECRET' && before !== undefined && value !== '' && value !== before) {
    await secrets.write('SHOPIFY_CLIENT_SECRET_OLD', before);
  }
  await (value === '' ? secrets.remove(name) : secrets.write(name, value));
}

/** Every value as it is set now, secrets included; for the composition root only. */
export async function currentValues({ environment, secrets, settings }: AccountParts): Promise<ConfigValues> {
  const { values } = settings.read();
  const pairs = await Promise.all(
    allFields.map(async ({ name, secret }) => {
      const typed = secret ? await secrets.read(name) : values[name];
      return [name, environment[name]?.trim() || typed] as const;
    }),
  );
  return Object.fromEntries(pairs);
}
