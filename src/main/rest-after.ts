/**
 * How long heavy work pauses for other work: nineteen times its duration, and once more for each of those that come at once.
 * @param took milliseconds @param most the maximum pause @returns milliseconds
 */
export const restAfter = (took: number, most: number, atOnce = 0): number =>
  Math.min(most, Math.max(0, took) * (19 + atOnce));
