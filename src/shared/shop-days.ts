import { createMemo } from './memo.ts';

/** One day of the shop's own calendar; `from` is its midnight, `to` the next one, epoch milliseconds. */
export type ShopDay = { readonly day: string; readonly from: number; readonly to: number };

const hour = 3_600_000;
const quarter = 15 * 60_000;
const formatOf = createMemo<Intl.DateTimeFormat>();

/** The day a moment belongs to in a zone, `2026-11-24`. @param timeZone an IANA name */
export const dayIn = (timeZone: string, at: number): string =>
  formatOf(timeZone, () => new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })).format(at);

/** The last days of a zone, today first. Days of 23 and 25 hours are days like others. */
export function lastDays(timeZone: string, now: number, count: number): readonly ShopDay[] {
  const days: ShopDay[] = [];
  let to = endOfDay(timeZone, now);
  while (days.length < count) {
    // thirty hours before its end is in the day before, be this one of 23 hours or of 25
    const from = endOfDay(timeZone, to - 30 * hour);
    const day = dayIn(timeZone, to - 1);
    days.push({ day, from, to });
    to = from;
  }
  return days;
}

export const startOfDay = (timeZone: string, now: number): number =>
  lastDays(timeZone, now, 1)[0]?.from ?? now;

/** The first moment of the next day: zones differ from UTC by quarters of an hour. */
function endOfDay(timeZone: string, at: number): number {
  const day = dayIn(timeZone, at);
  let low = Math.floor(at / quarter);
  let high = low + (26 * hour) / quarter;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayIn(timeZone, middle * quarter) === day) low = middle;
    else high = middle;
  }
  return high * quarter;
}
