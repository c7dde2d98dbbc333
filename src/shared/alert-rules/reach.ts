import { windowEnd } from '../messenger-window.ts';

/** Whether a manager can be reached in Messenger. `closing`: for less than two more hours. */
export type Reach = {
  readonly state: 'open' | 'closing' | 'closed' | 'unknown';
  /** Until when, epoch milliseconds; null if not known to be open. */
  readonly until: number | null;
};

const closingMs = 2 * 60 * 60_000;

/**
 * @param lastInteraction from ManyChat: epoch milliseconds, null for never, undefined if unknown
 * @param heardAt the manager's last Messenger activity known to this app, such as the start of a shift there
 */
export function reachAt(
  lastInteraction: number | null | undefined,
  heardAt: number | null,
  now: number,
): Reach {
  const last = Math.max(lastInteraction ?? Number.NEGATIVE_INFINITY, heardAt ?? Number.NEGATIVE_INFINITY);
  if (last === Number.NEGATIVE_INFINITY) {
    return { state: lastInteraction === undefined ? 'unknown' : 'closed', until: null };
  }
  const until = windowEnd(last);
  if (until > now) return { state: until - now < closingMs ? 'closing' : 'open', until };
  // an old activity known here does not rule out a newer one known to ManyChat
  return { state: lastInteraction === undefined ? 'unknown' : 'closed', until: null };
}
