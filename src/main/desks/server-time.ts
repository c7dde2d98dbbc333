import type { Clock } from '../ports.ts';

/**
 * BigQuery's clock as far as it is known from when it says that it changed something: nobody else's clock is asked, and this
 * computer's own watch only counts what passes.
 */
export function createServerTime(clock: Clock) {
  /** BigQuery's clock less this computer's watch. */
  let offset: number | null = null;
  let isExact = false;

  return {
    /** Something stood there as it was changed at this time; it may have been long ago. @param answered by this watch */
    read(changedAt: number, answered: number): void {
      const least = changedAt - answered;
      if (offset === null || least > offset) offset = least;
    },
    /** This desk has changed it itself, with a request begun at this time by its watch. */
    wrote(changedAt: number, begun: number): void {
      offset = changedAt - begun;
      isExact = true;
    },
    /** Epoch milliseconds, or what it has been at least while this desk has not written; null before anything was read. */
    atLeast: (): number | null => (offset === null ? null : offset + clock.uptime()),
    /** Epoch milliseconds, never early and by a request's time late; null before this desk has written. */
    now: (): number | null => (isExact && offset !== null ? offset + clock.uptime() : null),
  };
}
export type ServerTime = ReturnType<typeof createServerTime>;
