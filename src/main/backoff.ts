const firstWaitMs = 1_000;
/** Limits the delay, so that work resumes within two minutes after an outage. */
const longestWaitMs = 60_000;

/**
 * Exponential backoff with full jitter, in milliseconds: computers that failed together do not come back together.
 * @param attempts how often it has failed, this time included
 */
export function backoffMs(attempts: number, random: () => number): number {
  const ceiling = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts, 16));
  return Math.round(random() * ceiling);
}
