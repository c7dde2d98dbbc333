import type { Refused } from './keep-subscribed.ts';
import type { SignedBy } from './webhook-keys.ts';

/** The signatures of the deliveries that carried this shop's name, since the app started. */
export type SeenSignatures = {
  readonly right: number;
  /** When an accepted delivery was last signed with the previous secret, epoch milliseconds. */
  readonly oldAt: number | null;
  readonly wrong: number;
  readonly wrongAt: number | null;
  /** Wrong signatures since the last right one. */
  readonly inARow: number;
  /** When a delivery was last refused for the expired previous secret. */
  readonly expiredAt: number | null;
};

export const noSignatures: SeenSignatures = {
  right: 0,
  oldAt: null,
  wrong: 0,
  wrongAt: null,
  inARow: 0,
  expiredAt: null,
};

export function hear(heard: SeenSignatures, by: SignedBy, now: number): SeenSignatures {
  switch (by) {
    case 'current':
      return { ...heard, right: heard.right + 1, inARow: 0, expiredAt: null };
    case 'old':
      return { ...heard, right: heard.right + 1, inARow: 0, oldAt: now };
    case 'expired':
    case 'another': {
      const expiredAt = by === 'expired' ? now : heard.expiredAt;
      return { ...heard, wrong: heard.wrong + 1, wrongAt: now, inARow: heard.inARow + 1, expiredAt };
    }
  }
}

/** One may come from anybody; this many in a row come from Shopify. */
const repeated = 3;
const dayMs = 24 * 3_600_000;

/** The problem that the wrong signatures of the last day indicate, and its fix; null if there were none. */
export function wrongSignatures(heard: SeenSignatures, now: number): Refused | null {
  const { right, wrong, wrongAt, inARow, expiredAt } = heard;
  if (wrongAt === null || Math.abs(now - wrongAt) >= dayMs) return null;
  if (expiredAt !== null) {
    return {
      problem: 'Shopify still signs with the previous client secret, a day after it was changed here',
      fix: 'Check in the Dev Dashboard which client secret is in use and enter that one. Orders still arrive within two minutes.',
    };
  }
  if (inARow >= repeated) {
    return {
      problem: `Shopify signs with a different client secret: ${inARow} webhooks in a row were rejected`,
      fix: 'Copy the client secret again from the settings of this app in the Dev Dashboard. Orders still arrive within two minutes.',
    };
  }
  if (right > 0 && wrong >= repeated) {
    return {
      problem: `${wrong} webhooks signed with another secret were rejected, others were valid`,
      fix: 'Remove webhooks created by hand in the Shopify admin, under Notifications; Orderbell creates its own',
    };
  }
  if (inARow === 0) return null;
  return {
    problem: 'A webhook signed with another secret was rejected',
    fix: 'Remove webhooks created by hand in the Shopify admin (Orderbell creates its own), and check the client secret.',
  };
}
