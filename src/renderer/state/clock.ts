/** Time for the stores, handed in so that tests own it. */
export type Clock = {
  readonly now: () => number;
  /** Milliseconds since the window was opened, sleep left out on some systems; setting the clock moves this by nothing. */
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
