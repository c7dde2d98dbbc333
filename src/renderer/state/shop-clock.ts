import { createMemo } from '../../shared/memo.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** The shop's local date and time: `2026-11-27`, and minutes since midnight. */
export type ShopMoment = { readonly date: string; readonly minutes: number };

const clocks = createMemo<Intl.DateTimeFormat>();

const clockOf = (timeZone: string): Intl.DateTimeFormat =>
  clocks(
    timeZone,
    () =>
      new Intl.DateTimeFormat('en-GB', {
        timeZone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }),
  );

/** @param timeZone IANA name */
export function shopMoment(at: number, timeZone: string): ShopMoment {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    minutes: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

/**
 * Converts the shop's local time to an instant. A time skipped by summer time moves to after the gap.
 * @param time `17:30`; `24:00` is the end of the day
 */
export function momentOf(date: string, time: string, timeZone: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const asIfUtc = Date.parse(`${date}T00:00:00Z`) + (hours * 60 + minutes) * minute;
  const offset = (at: number): number => {
    const shown = shopMoment(at, timeZone);
    return Date.parse(`${shown.date}T00:00:00Z`) + shown.minutes * minute - Math.floor(at / minute) * minute;
  };
  const first = asIfUtc - offset(asIfUtc);
  return asIfUtc - offset(first);
}

/** @param days how many later; negative for earlier */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * day).toISOString().slice(0, 10);

/** `0` for Sunday. */
export const daysSinceSunday = (date: string): number => new Date(`${date}T12:00:00Z`).getUTCDay();
