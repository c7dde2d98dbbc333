import { minutesLeft, wallTimeIn } from './hours.ts';
import type { AlertRules } from './rules.ts';

/** Longer than over a weekend nothing waits for the end of quiet hours. */
export const longestQuietMs = 72 * 60 * 60_000;
const minuteMs = 60_000;

/**
 * When quiet hours that all of them have at a moment are over for the first of them: that moment where one has none then.
 * @param at epoch milliseconds, like what is returned
 */
export function awakeFrom(
  managers: readonly string[],
  { quiet }: Pick<AlertRules, 'quiet'>,
  timeZone: string,
  at: number,
): number {
  const hoursOf = managers.map((manager) =>
    quiet.flatMap((one) => (one.manager === manager ? [one.hours] : [])),
  );
  if (hoursOf.length === 0) return at;
  for (let from = at; from < at + longestQuietMs; ) {
    const wall = wallTimeIn(timeZone, from);
    // of hours that overlap the longest, of managers the first
    const left = Math.min(
      ...hoursOf.map((own) => Math.max(0, ...own.map((hours) => minutesLeft(hours, wall)))),
    );
    if (left === 0) return from;
    from = Math.floor(from / minuteMs + left) * minuteMs;
  }
  return at + longestQuietMs;
}
