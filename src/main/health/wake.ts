import type { Clock, Loop } from '../ports.ts';

export type WakeWatchParts = {
  readonly clock: Clock;
  /** The computer slept for so long, in milliseconds, and is awake again. */
  readonly onWake: (sleptMs: number) => void;
  /** It may have been away for a moment only: connections can be dead, and there is nothing to sum up. */
  readonly onNap: () => void;
};

export type WakeWatch = Loop & {
  /** Looks now: where timers stand still in sleep, a source may tell before the next look is due. @returns whether it slept */
  look(): boolean;
  /** The system says that it has woken up. */
  resumed(): void;
};

const lookEveryMs = 15_000;
/** Nothing else holds the app up for so long. */
const shortestSleepMs = 60_000;
/** The system's event and the gap tell of one waking within this time. */
const sameWakingMs = 30_000;

/**
 * How long the computer was asleep between two looks that were to be `lookEveryMs` apart, by the time since it was started:
 * a wall clock that somebody has set is no sleep.
 * @returns null when it was awake
 */
function sleptBetween(before: number, now: number): number | null {
  const gap = now - before;
  return gap - lookEveryMs >= shortestSleepMs ? gap : null;
}

/** Notices sleep by the gap it leaves, because not every system tells of it, and some tell late. */
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
