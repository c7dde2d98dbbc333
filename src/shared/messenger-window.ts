/** Messenger's window is 24 hours; ten minutes are left for a slow clock and a slow road. */
const windowMs = (24 * 60 - 10) * 60_000;

/** Until when a page may write to a person who was last heard then. */
export const windowEnd = (lastInteraction: number): number => lastInteraction + windowMs;

/**
 * Whether a page may write to a person now. `unknown` when ManyChat does not say since when: then it is tried, and
 * ManyChat's own refusal is heard.
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
