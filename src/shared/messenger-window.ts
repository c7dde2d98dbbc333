/** Messenger's window is 24 hours, less ten minutes for clock differences and latency. */
const windowMs = (24 * 60 - 10) * 60_000;

/** Until when a page may write to a customer after their last interaction. */
export const windowEnd = (lastInteraction: number): number => lastInteraction + windowMs;

/**
 * Whether a page may write to a customer now. `unknown` if ManyChat does not report the last interaction: then the message is
 * tried, and ManyChat may refuse it.
 * @param lastInteraction epoch milliseconds; null when the person has never written
 */
export function windowOf(
  lastInteraction: number | null | undefined,
  now: number,
): 'open' | 'closed' | 'unknown' {
  if (lastInteraction === undefined) return 'unknown';
  if (lastInteraction === null) return 'closed';
  return now < windowEnd(lastInteraction) ? 'open' : 'closed';
}
