import type { Random } from '../../support/random.ts';

const dayMs = 86_400_000;
const opensAt = 8;
const closesAt = 22;
/** Holidays with flowers, and the factor of orders on them. */
const feasts: ReadonlyMap<string, number> = new Map([
  ['02-14', 5],
  ['03-08', 6],
  ['05-12', 2],
  ['09-01', 3],
  ['12-24', 3],
  ['12-31', 2],
]);

/**
 * The times of a shop's orders over two years, more at weekends, on holidays and recently, within opening hours.
 * @param endsAt the newest of them, epoch milliseconds @returns that many times, epoch milliseconds, oldest first
 */
export function arrivals(total: number, endsAt: number, timeZone: string, random: Random): readonly number[] {
  const days = Array.from({ length: 731 }, (_, back) => dayOf(endsAt - (730 - back) * dayMs, timeZone));
  const weights = days.map(({ monthDay, weekday }, index) => {
    const grown = 0.6 + (0.8 * index) / days.length;
    return grown * (feasts.get(monthDay) ?? 1) * (weekday === 'Fri' || weekday === 'Sat' ? 1.4 : 1);
  });
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const times: number[] = [];
  let share = 0;
  for (const [index, { midnight }] of days.entries()) {
    share += (weights[index] ?? 0) / sum;
    const soFar = index === days.length - 1 ? total : Math.round(total * share);
    const from = midnight + opensAt * 3_600_000;
    const until = Math.min(midnight + closesAt * 3_600_000, endsAt);
    // before opening, today's orders came during the night
    const start = until > from ? from : until - 6 * 3_600_000;
    while (times.length < soFar) times.push(start + random.below(until - start));
  }
  return times.toSorted((a, b) => a - b);
}

function dayOf(at: number, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((found) => found.type === type)?.value ?? '';
  const sinceMidnight =
    ((Number(part('hour')) * 60 + Number(part('minute'))) * 60 + Number(part('second'))) * 1_000;
  return {
    monthDay: `${part('month')}-${part('day')}`,
    weekday: part('weekday'),
    midnight: at - sinceMidnight - (at % 1_000),
  };
}
