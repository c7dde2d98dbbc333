/**
 * How long work that holds up all else lets others go first: nineteen times as long as it took, and once more for each of those
 * that come at once.
 * @param took milliseconds @param most to wait no longer than this @returns milliseconds
 */
export const restAfter = (took: number, most: number, atOnce = 0): number =>
  Math.min(most, Math.max(0, took) * (19 + atOnce));
