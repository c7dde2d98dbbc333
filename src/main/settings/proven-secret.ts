import { createHash } from 'node:crypto';
import type { SettingsFile } from './settings-file.ts';

type Kept = Pick<SettingsFile, 'read' | 'change'>;

/**
 * Stores a hash of the client secret that worked last, which is not secret: of two secrets typed in turn, only one may be the one
 * Shopify still signs with.
 */
export function noteProven(settings: Kept, secret: string): void {
  const provenSecret = printOf(secret);
  if (settings.read().provenSecret !== provenSecret) settings.change({ provenSecret });
}

/** Whether Shopify has signed with this secret or accepted it. If no secret is stored as proven, this one may have worked. */
export function isProven(settings: Pick<Kept, 'read'>, secret: string): boolean {
  const { provenSecret } = settings.read();
  return provenSecret === undefined || provenSecret === printOf(secret);
}

const printOf = (secret: string): string => createHash('sha256').update(secret).digest('hex').slice(0, 16);
