import { windowEnd } from '../messenger-window.ts';

/** Whether a manager can be told by Messenger. `closing`: in less than two hours no more. */
export type Reach = {
  readonly state: 'open' | 'closing' | 'closed' | 'unknown';
  /** Until when, epoch milliseconds; null where it is not known to be open. */
  readonly until: number | null;
};

const closingMs = 2 * 60 * 60_000;

/**
 * @param lastInteraction what ManyChat says: epoch milliseconds, null for never, undefined when it did not say
 * @param heardAt when this shop heard of the manager in Messenger itself, such as the start of a shift there
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
  // an old word of our own says nothing about a newer one that ManyChat may have
  return { state: lastInteraction === undefined ? 'unknown' : 'closed', until: null };
}
