import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock, Settings } from '../../ports.ts';
import { isSigned } from './verify.ts';

/** After a change Shopify signs with the previous secret for a while; it is accepted for this long. */
export const oldKeyMs = 24 * 3_600_000;

const setting = 'shopify.secretBefore';
const keptSchema = z.object({ print: z.string(), since: z.number() });

/** The secret a delivery was signed with: `expired` is the previous one after that time. */
export type SignedBy = 'current' | 'old' | 'expired' | 'another';

export type WebhookKeys = {
  /** @param secrets the current one first, then the previous one */
  signedBy(body: Uint8Array, signature: string, secrets: readonly string[]): SignedBy;
  /** When the previous secret expires or expired, epoch milliseconds; null if there is none. */
  oldUntil(secrets: readonly string[]): number | null;
};

export type WebhookKeysParts = { readonly settings: Settings; readonly clock: Clock };

/** Stores the hash of the previous secret and when it was first seen as such, so that a restart does not extend its validity. */
export function createWebhookKeys({ settings, clock }: WebhookKeysParts): WebhookKeys {
  function oldUntil([, old]: readonly string[]): number | null {
    if (old === undefined || old === '') return null;
    const print = printOf(old);
    const kept = keptSchema.safeParse(parsed(settings.get(setting))).data;
    if (kept?.print === print) return kept.since + oldKeyMs;
    const since = clock.now();
    settings.set(setting, JSON.stringify({ print, since }));
    return since + oldKeyMs;
  }

  return {
    oldUntil,
    signedBy(body, signature, secrets) {
      const [current, old] = secrets;
      if (current !== undefined && isSigned(body, signature, current)) return 'current';
      if (old === undefined || !isSigned(body, signature, old)) return 'another';
      return isWithin(clock.now(), oldUntil(secrets)) ? 'old' : 'expired';
    },
  };
}

/** A clock that was set back extends the validity to two days at most. */
export const isWithin = (now: number, until: number | null): boolean =>
  until !== null && now < until && until - now <= 2 * oldKeyMs;

const printOf = (secret: string): string => createHash('sha256').update(secret).digest('hex').slice(0, 16);

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null; // treated as missing: the validity starts now
  }
}
