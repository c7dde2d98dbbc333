import { leastJumpMs } from '../../ledger/outbox.ts';
import type { Clock } from '../../ports.ts';

/**
 * What the ledger has by the wall clock. When somebody sets that clock, or a time service does, what was seen to be written
 * down is moved along, so that only the time that passes makes it older. All else is taken by its word, but for what is still
 * to come: the clock of the computer that told it is ahead, and it counts as of when it was first heard of.
 */
export type SteadyTimes = {
  /** Told when something was written down here, as soon as it is. */
  note(times: readonly number[]): void;
  /** When something was written down, by the clock as it is now. */
  of(time: number): number;
  /** How far the clock was set altogether since it is watched, in milliseconds. */
  moved(): number;
  /** Lets go of what was before this. */
  forget(before: number): void;
};

export function createSteadyTimes(clock: Pick<Clock, 'now' | 'uptime'>): SteadyTimes {
  /** By what was written down: when that was, and how far the clock had been set by then. */
  const noted = new Map<number, { readonly at: number; readonly by: number }>();
  /** How far the wall clock was before the time since the computer was started, when last looked at. */
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
