import type { Range, Step } from '../../../shared/insights/range.ts';
import type { Language } from '../../../shared/languages.ts';
import { localeTags } from '../../../shared/languages.ts';

// days of the shop's calendar have no hours: written as of UTC they stay the same day
const zone = { timeZone: 'UTC' } as const;

/** How days of the shop's calendar are written, `2026-11-24` and what lies between two of them. */
export function dayWords(locale: Language) {
  const tag = localeTags[locale];
  const short = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', ...zone });
  const whole = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric', ...zone });
  const month = new Intl.DateTimeFormat(tag, { month: 'short', year: 'numeric', ...zone });
  const weekday = new Intl.DateTimeFormat(tag, { weekday: 'short', ...zone });
  const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
  return {
    /** `24 Nov – 30 Nov 2026`. */
    range: ({ from, to }: Range): string =>
      from === to ? whole.format(at(from)) : whole.formatRange(at(from), at(to)),
    /** What stands under a bar. */
    part: ({ from, to }: Range, step: Step): string => {
      if (step === 'month') return month.format(at(from));
      return from === to ? short.format(at(from)) : short.formatRange(at(from), at(to));
    },
    /** 0 is Monday. */
    weekday: (day: number): string => weekday.format(at('2024-01-01') + day * 86_400_000),
  };
}
export type DayWords = ReturnType<typeof dayWords>;
