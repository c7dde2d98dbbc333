import { windowEnd } from '../../shared/messenger-window.ts';

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
