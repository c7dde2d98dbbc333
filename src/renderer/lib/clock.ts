/** Time for the stores; tests pass their own. */
export type Clock = {
  readonly now: () => number;
  /** Monotonic milliseconds since the window opened. On some systems it excludes sleep. */
  readonly uptime: () => number;
  /** @returns the function that cancels it */
  readonly after: (ms: number, work: () => void) => () => void;
  readonly every: (ms: number, work: () => void) => () => void;
};

export const browserClock: Clock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  every(ms, work) {
    const timer = setInterval(work, ms);
    return () => clearInterval(timer);
  },
};
