import { allFields } from '../settings/fields.ts';
import type { Redactor } from './redact.ts';

/** Redacts the values of the environment's secrets, whatever they look like. */
export function hideSecretsOf(
  environment: { readonly [name: string]: string | undefined },
  redactor: Redactor,
): void {
  for (const { name, secret } of allFields) {
    const value = environment[`ORDERBELL_${name}`];
    if (secret && value) redactor.hide(value.trim());
  }
}
