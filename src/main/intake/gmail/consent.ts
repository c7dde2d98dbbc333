import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock, Settings } from '../../ports.ts';
import type { Purpose } from './oauth.ts';

const keptSchema = z.object({ print: z.string(), endsAt: z.int() });
/** Reading and sending have separate lifetimes. */
const names = { read: 'gmail.consent', send: 'gmail.consent.send' } as const;
/** Google's remaining time varies a little; smaller differences are not stored. */
const sameMs = 3_600_000;

/** How long Google lets this computer read or send mail, if known. */
export type Consent = {
  /** Epoch milliseconds; null if Google sets no end, as for an app in production. */
  readonly endsAt: () => number | null;
  /** Records the remaining seconds from a token response. */
  readonly lasts: (seconds: number) => void;
};

/**
 * Google's token responses contain `refresh_token_expires_in` if the consent expires: after seven days for an app in testing, and
 * for time-limited access. The value is stored for this refresh token only.
 */
export function createConsent(
  settings: Settings,
  clock: Clock,
  refreshToken: string,
  onChange: () => void = () => {},
  purpose: Purpose = 'read',
): Consent {
  const name = names[purpose];
  const print = createHash('sha256').update(refreshToken).digest('hex').slice(0, 16);
  const endsAt = (): number | null => {
    const text = settings.get(name);
    const kept = text === null ? null : keptSchema.parse(JSON.parse(text));
    return kept?.print === print ? kept.endsAt : null;
  };
  return {
    endsAt,
    lasts(seconds) {
      const ends = clock.now() + seconds * 1000;
      const known = endsAt();
      if (known !== null && Math.abs(known - ends) < sameMs) return;
      settings.set(name, JSON.stringify({ print, endsAt: ends } satisfies z.infer<typeof keptSchema>));
      onChange();
    },
  };
}
