import type { Clock } from '../../../src/main/ports.ts';

export type ComputerClock = Clock & {
  /** From now on none of its timers runs. */
  fallAsleep(): void;
  /**
   * Its timers go on: `late` ones run at once, as where the system's clock counts sleep; `paused` ones still have to wait
   * what they had to wait before.
   */
  wakeUp(timers: 'late' | 'paused'): void;
};

type Timer = { readonly work: () => void; due: number; left: number; cancel: () => void };

/** The clock of one computer, which may sleep, in a world that goes on. */
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
