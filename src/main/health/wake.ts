import type { Clock, Loop } from '../ports.ts';

export type WakeWatchParts = {
  readonly clock: Clock;
  /** Called when the computer is awake again, with the sleep in milliseconds. */
  readonly onWake: (sleptMs: number) => void;
  /** Called after a short absence: connections can be dead, and there is nothing to summarize. */
  readonly onNap: () => void;
};

export type WakeWatch = Loop & {
  /**
   * Checks now: if timers stop in sleep, an event may come before the next check is due.
   * @returns whether the computer slept
   */
  look(): boolean;
  /** Call on the system's resume event. */
  resumed(): void;
};

const lookEveryMs = 15_000;
/** Nothing but sleep blocks the app for this long. */
const shortestSleepMs = 60_000;
/** The system's event and the time gap belong to one waking within this time. */
const sameWakingMs = 30_000;

/**
 * How long the computer slept between two checks that were to be `lookEveryMs` apart. Uses the uptime: a changed wall clock is
 * no sleep.
 * @returns null when it was awake
 */
function sleptBetween(before: number, now: number): number | null {
  const gap = now - before;
  return gap - lookEveryMs >= shortestSleepMs ? gap : null;
}

/** Detects sleep by the time gap, because not every system reports it, and some report it late. */
export function createWakeWatch({ clock, onWake, onNap }: WakeWatchParts): WakeWatch {
  let lookedAt = clock.uptime();
  let wokeAt = Number.NEGATIVE_INFINITY;
  let cancel = (): void => {};
  let running = false;

  function look(): boolean {
    cancel();
    if (!running) return false;
    const now = clock.uptime();
    const slept = sleptBetween(lookedAt, now);
    lookedAt = now;
    cancel = clock.after(lookEveryMs, look);
    if (slept === null) return false;
    wokeAt = now;
    onWake(slept);
    return true;
  }

  return {
    start() {
      running = true;
      lookedAt = clock.uptime();
      cancel = clock.after(lookEveryMs, look);
    },
    look,
    resumed() {
      if (running && !look() && clock.uptime() - wokeAt > sameWakingMs) onNap();
    },
    async stop() {
      running = false;
      cancel();
    },
  };
}
