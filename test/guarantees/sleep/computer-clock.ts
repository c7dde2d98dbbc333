import type { Clock } from '../../../src/main/ports.ts';

export type ComputerClock = Clock & {
  /** Stops all timers. */
  fallAsleep(): void;
  /**
   * Resumes the timers: `late` ones run at once, as when the system clock counts sleep; `paused` ones keep their
   * remaining wait.
   */
  wakeUp(timers: 'late' | 'paused'): void;
};

type Timer = { readonly work: () => void; due: number; left: number; cancel: () => void };

/** The clock of a computer that can sleep while time passes. */
export function computerClock(world: Clock): ComputerClock {
  const timers = new Set<Timer>();
  let asleep = false;

  function arm(timer: Timer): void {
    timer.due = world.uptime() + timer.left;
    timer.cancel = world.after(timer.left, () => {
      timers.delete(timer);
      timer.work();
    });
  }

  return {
    now: world.now,
    uptime: world.uptime,
    after(ms, work) {
      const timer: Timer = { work, due: 0, left: Math.max(0, ms), cancel: () => {} };
      timers.add(timer);
      if (!asleep) arm(timer);
      return () => {
        timer.cancel();
        timers.delete(timer);
      };
    },
    fallAsleep() {
      asleep = true;
      for (const timer of timers) {
        timer.cancel();
        timer.left = Math.max(0, timer.due - world.uptime());
      }
    },
    wakeUp(kind) {
      asleep = false;
      for (const timer of timers) {
        if (kind === 'late') timer.left = Math.max(0, timer.due - world.uptime());
        arm(timer);
      }
    },
  };
}
