import { minutesLeft, wallTimeIn } from './hours.ts';
import type { AlertRules } from './rules.ts';

/** A pending notification waits at most this long for the end of quiet hours. */
export const longestQuietMs = 72 * 60 * 60_000;
const minuteMs = 60_000;

/**
 * When the first of the managers, who all have quiet hours, is out of them; the given time if one has none then.
 * @param at epoch milliseconds, like the result
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
    // the longest of a manager's overlapping hours; the first of the managers
    const left = Math.min(
      ...hoursOf.map((own) => Math.max(0, ...own.map((hours) => minutesLeft(hours, wall)))),
    );
    if (left === 0) return from;
    from = Math.floor(from / minuteMs + left) * minuteMs;
  }
  return at + longestQuietMs;
}
