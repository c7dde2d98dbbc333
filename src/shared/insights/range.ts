import { z } from 'zod';
import { dayNumber, daysSinceMonday, dayText } from './zoned-time.ts';

const daySchema = z.string().refine((text) => dayNumber(text) !== null, 'enter a date like 2026-11-24');

/** A hundred years; each bucket takes some kilobytes of the response. */
const mostDays = 36_525;

/** Days in the shop's time zone, both included: `2026-11-24`. */
export const rangeSchema = z
  .object({ from: daySchema, to: daySchema })
  .readonly()
  .refine(({ from, to }) => from <= to, 'the end of a range must be after its start')
  .refine(({ from, to }) => numberOf(to) - numberOf(from) < mostDays, 'at most a hundred years');
export type Range = z.infer<typeof rangeSchema>;

export const presets = ['today', 'yesterday', '7', '30', '90', 'month', 'last-month', 'year', 'all'] as const;
export type Preset = (typeof presets)[number];

/** @param today in the shop's time zone; @param first the day of the shop's first order, for `all` */
export function rangeOf(preset: Preset, today: string, first: string | null): Range {
  const back = (days: number): string => dayText(numberOf(today) - days);
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: back(1), to: back(1) };
    case '7':
    case '30':
    case '90':
      return { from: back(Number(preset) - 1), to: today };
    case 'month':
      return { from: `${today.slice(0, 7)}-01`, to: today };
    case 'last-month': {
      const end = dayText(numberOf(`${today.slice(0, 7)}-01`) - 1);
      return { from: `${end.slice(0, 7)}-01`, to: end };
    }
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
    case 'all': {
      // an order may have a wrong date
      const earliest = back(mostDays - 1);
      const from = first !== null && first < today ? first : today;
      if (from < earliest) return { from: earliest, to: today };
      return { from, to: today };
    }
  }
}

export const lengthOf = ({ from, to }: Range): number => numberOf(to) - numberOf(from) + 1;

/** The range of equal length directly before. */
export function rangeBefore(range: Range): Range {
  const first = numberOf(range.from);
  return { from: dayText(first - lengthOf(range)), to: dayText(first - 1) };
}

export const steps = ['day', 'week', 'month'] as const;
/** The bucket size of a chart, for about thirty to a hundred buckets. */
export type Step = (typeof steps)[number];
export function stepOf(range: Range): Step {
  const days = lengthOf(range);
  if (days <= 100) return 'day';
  return days <= 740 ? 'week' : 'month';
}

/** The buckets of a range, contiguous and in sequence; the first and the last may be partial. */
export function bucketsOf(range: Range, step: Step): readonly Range[] {
  const last = numberOf(range.to);
  const buckets: Range[] = [];
  for (let from = numberOf(range.from); from <= last; ) {
    const to = Math.min(last, endOf(from, step));
    buckets.push({ from: dayText(from), to: dayText(to) });
    from = to + 1;
  }
  return buckets;
}

function endOf(day: number, step: Step): number {
  if (step === 'day') return day;
  if (step === 'week') return day + 6 - daysSinceMonday(day);
  const [year = 0, month = 1] = dayText(day).split('-').map(Number);
  return Math.round(Date.UTC(year, month, 1) / 86_400_000) - 1;
}

const numberOf = (day: string): number => dayNumber(day) ?? 0;
