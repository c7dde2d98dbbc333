import type { Log, Secrets } from '../../ports.ts';

export type EnvironmentSecretsParts = {
  readonly environment: { readonly [name: string]: string | undefined };
  readonly log: Log;
  /** Called with every secret that is read or typed, so that the log can redact it. */
  readonly onSecret: (value: string) => void;
};

/**
 * Secrets from the environment. One typed on a page is kept for this run only: there is no keychain here, and no secret is
 * written in plain text.
 */
export function environmentSecrets({ environment, log, onSecret }: EnvironmentSecretsParts): Secrets {
  const typed = new Map<string, string>();
  return {
    async read(name) {
      const value = typed.get(name) ?? (environment[`ORDERBELL_${name}`]?.trim() || undefined);
      if (value !== undefined) onSecret(value);
      return value;
    },
    write: async (name, value) => {
      onSecret(value);
      typed.set(name, value);
      log.warn('a secret is kept until this process ends; set its variable to keep it', {
        variable: `ORDERBELL_${name}`,
      });
    },
    remove: async (name) => {
      typed.delete(name);
    },
  };
}
