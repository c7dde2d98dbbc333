import type { Clock } from '../../src/main/ports.ts';

export type FakeClock = Clock & {
  /** Moves time forward and runs the due timers in order; resolves after their work had a turn. */
  advance(ms: number): Promise<void>;
  /** Moves time forward at once, like sleep: missed timers run late, at the next `advance`. */
  sleep(ms: number): void;
  /** Sets the wall clock forward or back (below zero): no time passes, and no timer notices. */
  set(ms: number): void;
  /** The number of waiting timers. */
  readonly waiting: number;
};

type Timer = { readonly at: number; readonly number: number; readonly work: () => void };

/** A clock that moves only on request. Its timers depend on elapsed time, not on the wall clock. */
export function fakeClock(iso = '2025-03-04T10:00:00Z'): FakeClock {
  const started = Date.parse(iso);
  if (Number.isNaN(started)) throw new Error(`not a time: ${iso}`);
  let passed = 0;
  let handSet = 0;
  let made = 0;
  const timers = new Set<Timer>();

  const nextDue = (until: number): Timer | undefined =>
    [...timers]
      .filter((timer) => timer.at <= until)
      .sort((a, b) => a.at - b.at || a.number - b.number)
      .at(0);

  return {
    // whole milliseconds like a real clock, while timers may wait for fractions
    now: () => Math.floor(started + passed + handSet),
    uptime: () => passed,
    after(ms, work) {
      const timer: Timer = { at: passed + Math.max(0, ms), number: made++, work };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    async advance(ms) {
      const until = passed + ms;
      await turn();
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer);
        passed = Math.max(passed, timer.at);
        timer.work();
        await turn();
      }
      passed = until;
      await turn();
    },
    sleep(ms) {
      passed += ms;
    },
    set(ms) {
      handSet += ms;
    },
    get waiting() {
      return timers.size;
    },
  };
}

/** One turn of the event loop: every microtask, and all input that has arrived. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
