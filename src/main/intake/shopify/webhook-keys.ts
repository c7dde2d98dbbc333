import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock, Settings } from '../../ports.ts';
import { isSigned } from './verify.ts';

/** Shopify signs with the secret of before for a while after a change; whoever has that one may for no longer than this. */
export const oldKeyMs = 24 * 3_600_000;

const setting = 'shopify.secretBefore';
const keptSchema = z.object({ print: z.string(), since: z.number() });

/** What a delivery was signed with: `expired` is the secret of before, after its day. */
export type SignedBy = 'current' | 'old' | 'expired' | 'another';

export type WebhookKeys = {
  /** @param secrets the one in use first, then the one before it */
  signedBy(body: Uint8Array, signature: string, secrets: readonly string[]): SignedBy;
  /** When the secret of before is taken no more, epoch milliseconds, be that past; null where there is none. */
  oldUntil(secrets: readonly string[]): number | null;
};

export type WebhookKeysParts = { readonly settings: Settings; readonly clock: Clock };

/**
 * Keeps by a print of it, which is no secret, since when there is a secret of before: its day begins when this desk first
 * sees it in the second place, and no restart begins it anew.
 */
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

/** A clock that was set back makes no day longer than two. */
export const isWithin = (now: number, until: number | null): boolean =>
  until !== null && now < until && until - now <= 2 * oldKeyMs;

const printOf = (secret: string): string => createHash('sha256').update(secret).digest('hex').slice(0, 16);

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null; // as good as none: its day begins now
  }
}
