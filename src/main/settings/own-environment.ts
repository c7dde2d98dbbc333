import type { ConfigValues } from './read-config.ts';

const prefix = 'ORDERBELL_';

/** The app's own environment values, without the prefix. */
export function ownEnvironment(environment: ConfigValues): ConfigValues {
  const own = Object.entries(environment).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]));
}

/** An environment without the app's own values and keys, for a child process that needs none. */
export const withoutOwn = (environment: ConfigValues): { [name: string]: string } =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || name.startsWith(prefix) ? [] : [[name, value]],
    ),
  );
