import { dayIn } from '../shop-days.ts';

/** A day in the shop's time zone, without a time. */
export type Day = { readonly year: number; readonly month: number; readonly day: number };

export function dayOf(now: number, timeZone: string): Day {
  const [year = 0, month = 0, day = 0] = dayIn(timeZone, now).split('-').map(Number);
  return { year, month, day };
}

const utc = ({ year, month, day }: Day): Date => new Date(Date.UTC(year, month - 1, day));
export const plusDays = (from: Day, days: number): Day => {
  const date = utc({ ...from, day: from.day + days });
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};
/** 1 is Monday, 7 Sunday. */
export const isoWeekdayOf = (day: Day): number => utc(day).getUTCDay() || 7;
export const isoOf = (day: Day): string => utc(day).toISOString().slice(0, 10);

/** @returns null for an invalid date */
export function calendarDay(day: Day): Day | null {
  const date = utc(day);
  return date.getUTCMonth() === day.month - 1 && date.getUTCDate() === day.day ? day : null;
}

/** The next such date, today included. @returns null when the calendar has none */
export function nextDate(today: Day, day: number, month: number, year?: number): Day | null {
  const inYear = (of: number): Day | null => calendarDay({ year: of, month, day });
  if (year !== undefined) return inYear(year < 100 ? 2000 + year : year);
  const here = inYear(today.year);
  return here && utc(here) >= utc(today) ? here : inYear(today.year + 1);
}
