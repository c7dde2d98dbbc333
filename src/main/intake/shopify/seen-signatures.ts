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
      problem: 'Shopify still signs with the client secret of before, a day after it was changed here',
      fix: 'Look in the Dev Dashboard which client secret is in use, and put that one in. Orders still come, within two minutes.',
    };
  }
  if (inARow >= repeated) {
    return {
      problem: `The client secret is not the one that Shopify signs with: ${inARow} deliveries in a row were refused`,
      fix: 'Copy the client secret anew from the Dev Dashboard, from the settings of this very app. Orders still come, within two minutes.',
    };
  }
  if (right > 0 && wrong >= repeated) {
    return {
      problem: `${wrong} deliveries were signed with another secret and refused, between others that were right`,
      fix: 'Remove the webhooks that were made by hand in the Shopify admin, under Notifications; Orderbell makes its own',
    };
  }
  if (inARow === 0) return null;
  return {
    problem: 'A delivery was signed with another secret and refused',
    fix: 'Remove webhooks made by hand in the Shopify admin (Orderbell makes its own), and check the client secret.',
  };
}
