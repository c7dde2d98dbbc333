import { leastJumpMs } from '../../ledger/outbox.ts';
import type { Clock } from '../../ports.ts';

/**
 * Keeps ages of recorded events correct when the wall clock is set. Events seen as they were written are shifted with the clock.
 * Other times are used unchanged. A time in the future comes from a fast clock and counts as of its first sight here.
 */
export type SteadyTimes = {
  /** Call as soon as an event is written on this computer. */
  note(times: readonly number[]): void;
  /** When an event was written, by the current clock. */
  of(time: number): number;
  /** The total clock shift since start, in milliseconds. */
  moved(): number;
  /** Drops times before this. */
  forget(before: number): void;
};

export function createSteadyTimes(clock: Pick<Clock, 'now' | 'uptime'>): SteadyTimes {
  /** By event time: when it was, and the total clock shift by then. */
  const noted = new Map<number, { readonly at: number; readonly by: number }>();
  /** The difference between wall clock and uptime at the last check. */
  let offset = clock.now() - clock.uptime();
  let total = 0;

  function moved(): number {
    const now = clock.now() - clock.uptime();
    const jump = Math.round(now - offset);
    offset = now;
    if (Math.abs(jump) >= leastJumpMs) total += jump;
    return total;
  }

  function of(time: number): number {
    const now = clock.now();
    if (time > now && !noted.has(time)) noted.set(time, { at: now, by: moved() });
    const known = noted.get(time);
    return known === undefined ? time : known.at + moved() - known.by;
  }

  return {
    note(times) {
      const by = moved();
      for (const time of times) noted.set(time, { at: time, by });
    },
    of,
    moved,
    forget(before) {
      for (const [time, { at, by }] of noted) if (at + total - by < before) noted.delete(time);
    },
  };
}
