import { z } from 'zod';
import { createMemo } from '../memo.ts';
import { clockTimeSchema } from '../wanted.ts';

/**
 * Hours on some weekdays in local time. `to` at or before `from` is on the next day: `22:00` to `08:00` of a Friday ends on
 * Saturday morning.
 */
export const hoursSchema = z
  .object({
    /** 1 is Monday, 7 is Sunday: the days on which the hours begin. */
    days: z.array(z.int().min(1).max(7)).min(1).max(7).readonly(),
    from: clockTimeSchema,
    to: clockTimeSchema,
  })
  .readonly();
export type Hours = z.infer<typeof hoursSchema>;

/** A local time: the weekday, 1 is Monday, and the minutes since midnight. */
export type WallTime = { readonly day: number; readonly minute: number };

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const formatOf = createMemo<Intl.DateTimeFormat>();

/** @param timeZone an IANA name; @param at epoch milliseconds */
export function wallTimeIn(timeZone: string, at: number): WallTime {
  const make = () =>
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  const format = formatOf(timeZone, make);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    day: days.indexOf(parts.get('weekday') ?? '') + 1,
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

/** Whether a time is within the hours; equal `from` and `to` last a whole day. */
export function isWithin({ days: begin, from, to }: Hours, { day, minute }: WallTime): boolean {
  const [start, end] = [minuteOf(from), minuteOf(to)];
  if (start < end) return begin.includes(day) && minute >= start && minute < end;
  const dayBefore = day === 1 ? 7 : day - 1;
  return (begin.includes(day) && minute >= start) || (begin.includes(dayBefore) && minute < end);
}

/** Minutes until the hours end, in local time; 0 outside of them. */
export function minutesLeft(hours: Hours, now: WallTime): number {
  if (!isWithin(hours, now)) return 0;
  return (minuteOf(hours.to) - now.minute + dayMinutes) % dayMinutes || dayMinutes;
}

const dayMinutes = 24 * 60;
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
