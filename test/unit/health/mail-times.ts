/** How one service's mails come to a shop. */
export type Shop = {
  readonly what: string;
  /** How many mails a day on average. */
  readonly daily: number;
  readonly opens: number;
  readonly closes: number;
  /** Days of the week without any, 0 is Sunday. */
  readonly closed?: readonly number[];
  /** How much busier some days are than others: 1 is all alike. */
  readonly weekend?: number;
  /** Days, counted from the first, with a third of the mails: a slow week. */
  readonly slow?: readonly [number, number];
  /** Days without any: a holiday. */
  readonly holidays?: readonly number[];
};

const hour = 3_600_000;
const day = 24 * hour;

/** By the hour of the day: a small peak at noon and a larger one in the evening. */
const busy = (hourOfDay: number): number =>
  1 + (hourOfDay === 12 || hourOfDay === 13 ? 0.8 : 0) + (hourOfDay >= 17 && hourOfDay <= 19 ? 1.2 : 0);

/** When mails came in so many days from `start`, a local midnight; oldest first. */
export function mailTimes(
  shop: Shop,
  { start, days, random }: { readonly start: number; readonly days: number; readonly random: () => number },
): readonly number[] {
  const hours = Array.from({ length: shop.closes - shop.opens }, (_, index) => shop.opens + index);
  const all = hours.reduce((sum, each) => sum + busy(each), 0);
  const times: number[] = [];
  for (let number = 0; number < days; number += 1) {
    const midnight = start + number * day;
    const weekday = new Date(midnight + 12 * hour).getDay();
    if (shop.closed?.includes(weekday) || shop.holidays?.includes(number)) continue;
    const slow = shop.slow && number >= shop.slow[0] && number < shop.slow[1] ? 1 / 3 : 1;
    // days differ by more than chance: weather, wages, football
    const mood = 0.6 + 0.8 * random();
    const weekend = weekday === 0 || weekday === 6 ? (shop.weekend ?? 1) : 1;
    for (const each of hours) {
      const expected = (shop.daily * slow * mood * weekend * busy(each)) / all;
      // one after the other until the hour is full
      for (let at = -Math.log(1 - random()) / expected; at < 1; at += -Math.log(1 - random()) / expected) {
        times.push(midnight + (each + at) * hour);
      }
    }
  }
  return times;
}

export const shops: readonly Shop[] = [
  { what: 'a busy kitchen', daily: 60, opens: 9, closes: 23, weekend: 1.4 },
  { what: 'a flower shop', daily: 15, opens: 9, closes: 20 },
  { what: 'a shop closed on Sundays', daily: 20, opens: 10, closes: 19, closed: [0] },
  { what: 'an office canteen', daily: 30, opens: 8, closes: 17, closed: [0, 6] },
  { what: 'a small shop', daily: 4, opens: 9, closes: 20 },
  { what: 'a very small shop', daily: 1.5, opens: 10, closes: 19 },
  { what: 'a night bar', daily: 12, opens: 14, closes: 24, weekend: 2 },
  { what: 'a shop with a slow week', daily: 15, opens: 9, closes: 21, slow: [30, 37] },
  { what: 'a shop with a holiday', daily: 25, opens: 9, closes: 21, holidays: [40] },
];
