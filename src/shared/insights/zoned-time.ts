import { createMemo } from '../memo.ts';

const formatOf = createMemo<Intl.DateTimeFormat>();
const dayMs = 86_400_000;

/** A time in the shop's time zone. */
export type ZonedTime = {
  /** Days since 1970-01-01 in that time zone. */
  readonly day: number;
  /** The hour of the week: 0 is Monday from midnight to one, 167 the last hour of Sunday. */
  readonly weekHour: number;
};

/**
 * The local day and hour in a time zone. An hour repeated at the end of daylight saving time counts as one hour.
 * @param timeZone an IANA name; @param at epoch milliseconds
 */
export function zonedTime(timeZone: string, at: number): ZonedTime {
  const make = () =>
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    });
  const format = formatOf(timeZone, make);
  const [year = 0, month = 1, date = 1, hour = 0] = (format.format(at).match(/\d+/g) ?? []).map(Number);
  const day = Math.round(Date.UTC(year, month - 1, date) / dayMs);
  return { day, weekHour: daysSinceMonday(day) * 24 + hour };
}

/** 0 is Monday: the first of January 1970 was a Thursday. */
export const daysSinceMonday = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** `2026-11-24` as days since 1970-01-01; null for an invalid date. */
export function dayNumber(text: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) || dayText(at / dayMs) !== text ? null : at / dayMs;
}

export const dayText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** Whether this computer knows the time zone. */
export function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // a RangeError says that there is none
  }
}
