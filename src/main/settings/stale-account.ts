import { isProblem } from '../../shared/problem.ts';
import type { ConnectionName } from '../../shared/views.ts';
import { connectionFields } from './fields.ts';
import type { ConfigValues, ReadText } from './read-config.ts';
import { readConfig } from './read-config.ts';

/** An account whose typed values were valid once and are not any more: the problem and its fix. */
export type StaleAccount = { readonly problem: string; readonly fix: string };

/**
 * Why a typed account cannot be used: its secret was kept for one run only, or its key file is gone. It must not prevent the
 * start, because only the app's own page can fix it.
 * @returns null if it is valid, or if only the environment sets it: then the start fails with the reason
 */
export function staleAccount(
  connection: ConnectionName,
  values: ConfigValues,
  environment: ConfigValues,
  readText: ReadText,
): StaleAccount | null {
  const set = connectionFields[connection].filter(({ name }) => values[name]?.trim());
  if (set.every(({ name }) => environment[name]?.trim())) return null;
  try {
    readConfig(Object.fromEntries(set.map(({ name }) => [name, values[name]])), readText);
    return null;
  } catch (error) {
    if (!isProblem(error) || error.kind !== 'bad-input') throw error;
    return told(error.field);
  }
}

function told(name: string | undefined): StaleAccount {
  const field = Object.values(connectionFields)
    .flat()
    .find((one) => one.name === name);
  if (field?.secret) {
    return { problem: 'One of its secrets is no longer stored on this computer', fix: 'Enter it again' };
  }
  if (name === 'BIGQUERY_KEY_FILE') {
    return {
      problem: 'The key file of the service account can no longer be read',
      fix: 'Put it back, or enter the path of another one',
    };
  }
  return {
    problem: 'Its saved settings are no longer valid',
    fix: 'Check its fields and save again',
  };
}
