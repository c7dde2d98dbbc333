import type { Clock } from '../../src/main/ports.ts';

export type FakeClock = Clock & {
  /** Moves time forward, running what falls due in its order; resolves when the work it woke has had its turn. */
  advance(ms: number): Promise<void>;
  /** Moves time forward at once, as sleep does: what fell due meanwhile runs late, at the next `advance`. */
  sleep(ms: number): void;
  /** Sets the wall clock by hand, forward or (below zero) back: no time passes, and no timer hears of it. */
  set(ms: number): void;
  /** How many timers wait. */
  readonly waiting: number;
};

type Timer = { readonly at: number; readonly number: number; readonly work: () => void };

/** A clock that stands still until it is told to move. Its timers keep to the time that passes, whatever the wall shows. */
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
    // as a computer's clock does it; what waits may wait for parts of a millisecond
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

/** One turn of the event loop: every microtask, and whatever input has already arrived. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
