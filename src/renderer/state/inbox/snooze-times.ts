import { dayAfter, daysSinceSunday, momentOf, shopMoment } from '../shop-clock.ts';

const snoozeNames = ['hour', 'evening', 'tomorrow', 'monday'] as const;
export type SnoozeTime = { readonly name: (typeof snoozeNames)[number]; readonly at: number };

/** The usual snooze times by the shop's clock; times in the past are left out. */
export function snoozeTimes(now: number, timeZone: string): readonly SnoozeTime[] {
  const { date } = shopMoment(now, timeZone);
  const toMonday = (8 - daysSinceSunday(date)) % 7 || 7;
  const times: readonly SnoozeTime[] = [
    { name: 'hour', at: now + 60 * 60_000 },
    { name: 'evening', at: momentOf(date, '18:00', timeZone) },
    { name: 'tomorrow', at: momentOf(dayAfter(date, 1), '09:00', timeZone) },
    { name: 'monday', at: momentOf(dayAfter(date, toMonday), '09:00', timeZone) },
  ];
  return times.filter(({ name, at }) => at > now && !(name === 'monday' && toMonday === 1));
}
