import type { Clock } from '../../src/main/ports.ts';

export type FakeClock = Clock & {
  /** Moves time forward, running what falls due in its order; resolves when the work it woke has had its turn. */
  advance(ms: number): Promise<void>;
  /** How many timers wait. */
  readonly waiting: number;
};

type Timer = { readonly at: number; readonly number: number; readonly work: () => void };

/** A clock that stands still until it is told to move. */
export function fakeClock(iso = '2025-03-04T10:00:00Z'): FakeClock {
  let now = Date.parse(iso);
  if (Number.isNaN(now)) throw new Error(`not a time: ${iso}`);
  let made = 0;
  const timers = new Set<Timer>();

  const nextDue = (until: number): Timer | undefined =>
    [...timers]
      .filter((timer) => timer.at <= until)
      .sort((a, b) => a.at - b.at || a.number - b.number)
      .at(0);

  return {
    now: () => now,
    after(ms, work) {
      const timer: Timer = { at: now + Math.max(0, ms), number: made++, work };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    async advance(ms) {
      const until = now + ms;
      await turn();
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.work();
        await turn();
      }
      now = until;
      await turn();
    },
    get waiting() {
      return timers.size;
    },
  };
}

/** One turn of the event loop: every microtask, and whatever input has already arrived. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
