import { lastDays } from '../shared/shop-days.ts';
import type { ShopTime } from './orders-port.ts';

const hour = 3_600_000;

/** The shop's current day and the limits of any day, in its time zone. @param timeZone an IANA name */
export function shopTime(timeZone: string, now: number): ShopTime {
  const dayAt = (at: number) => {
    const [day] = lastDays(timeZone, at, 1);
    if (day === undefined) throw new Error(`no day at ${at} in ${timeZone}`);
    return day;
  };
  const today = dayAt(now);
  /** Noon UTC lies in the day of that name, or in an adjacent one. */
  const named = (name: string) => {
    const noon = Date.parse(`${name}T12:00:00Z`);
    const near = dayAt(noon);
    if (near.day === name) return near;
    return dayAt(near.day < name ? noon + 24 * hour : noon - 24 * hour);
  };
  return {
    now,
    today: today.day,
    todayFrom: today.from,
    tomorrow: dayAt(today.to).day,
    dayFrom: (day) => named(day).from,
    dayTo: (day) => named(day).to,
  };
}
