import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock, Settings } from '../../ports.ts';
import type { Purpose } from './oauth.ts';

const keptSchema = z.object({ print: z.string(), endsAt: z.int() });
/** Reading and sending are each allowed for a time of their own. */
const names = { read: 'gmail.consent', send: 'gmail.consent.send' } as const;
/** Google tells what is left a little differently each time; the end is written down once. */
const sameMs = 3_600_000;

/** Until when Google lets this desk read the mailbox, or send from it, as far as Google has said. */
export type Consent = {
  /** Epoch milliseconds; null while Google has named no end, as for an app in production. */
  readonly endsAt: () => number | null;
  /** What a token answer of Google says of the consent behind it, in seconds. */
  readonly lasts: (seconds: number) => void;
};

/**
 * Google's token answers carry `refresh_token_expires_in` where the consent ends by itself: seven days for an app in testing,
 * and for access a person gave for a time. What it said is kept for the very sign-in it was about.
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
