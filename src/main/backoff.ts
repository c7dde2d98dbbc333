const firstWaitMs = 1_000;
/** An outage that ends is made up for within two minutes, so no wait is longer than one. */
const longestWaitMs = 60_000;

/**
 * Exponential backoff with full jitter, in milliseconds: computers that failed together do not come back together.
 * @param attempts how often it has failed, this time included
 */
export function backoffMs(attempts: number, random: () => number): number {
  const ceiling = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts, 16));
  return Math.round(random() * ceiling);
}
