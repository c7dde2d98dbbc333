import type { ByLanguage, Language } from '../../../shared/languages.ts';
import { localeTags } from '../../../shared/languages.ts';
import { createMemo } from '../../../shared/memo.ts';
import type { Money } from '../../../shared/money.ts';
import { moneyText } from '../../../shared/money-text.ts';
import { localTimeTold, momentTold } from '../../../shared/placed-at.ts';

/** British English formats "12 mins"; plain English formats "12 min". */
const unitTags: ByLanguage<string> = { ...localeTags, en: 'en' };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/**
 * Formats amounts, times and ages in the user's language. Created once per language, because `Intl` objects are slow to create.
 */
export function createFormat(locale: Language, timeZone?: string) {
  const tag = localeTags[locale];
  const zone = timeZone === undefined ? {} : { timeZone };
  const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', ...zone });
  const clockWithSeconds = new Intl.DateTimeFormat(tag, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    ...zone,
  });
  const moment = new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...zone,
  });
  const shortDay = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', ...zone });
  const dayOfYear = new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...zone,
  });
  const wholeDay = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const fullDay = new Intl.DateTimeFormat(tag, { ...wholeDay, ...zone });
  const calendarDay = new Intl.DateTimeFormat(tag, { ...wholeDay, timeZone: 'UTC' });
  const shortCalendarDay = new Intl.DateTimeFormat(tag, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const localDay = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
  const localMoment = new Intl.DateTimeFormat(tag, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  const dayKey = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...zone });
  const units = createMemo<Intl.NumberFormat>();
  const whole = new Intl.NumberFormat(tag);
  const hundredths = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const names = new Intl.ListFormat(tag);

  /** Bytes in units of 1,024, as BigQuery counts them. */
  function size(bytes: number): string {
    const step = Math.min(sizes.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
    return new Intl.NumberFormat(tag, {
      style: 'unit',
      unit: sizes[step] ?? 'byte',
      unitDisplay: step === 0 ? 'long' : 'short',
      maximumFractionDigits: 1,
    }).format(bytes / 1024 ** step);
  }

  function unit(value: number, name: 'second' | 'minute' | 'hour' | 'day'): string {
    const make = () =>
      new Intl.NumberFormat(unitTags[locale], { style: 'unit', unit: name, unitDisplay: 'short' });
    return units(name, make).format(value);
  }

  /** A duration in its largest unit: `40 s`, `12 min`, `3 hr`, `5 days`. */
  function span(ms: number): string {
    const past = Math.max(0, ms);
    if (past < minute) return unit(Math.floor(past / 1000), 'second');
    if (past < hour) return unit(Math.floor(past / minute), 'minute');
    if (past < day) return unit(Math.floor(past / hour), 'hour');
    return unit(Math.floor(past / day), 'day');
  }

  /** The date of a time if it is not today; with the year if it is not this year. */
  function dayBefore(at: number, now: number): string {
    const [then, today] = [dayKey.format(at), dayKey.format(now)];
    if (then === today) return '';
    const sameYear = then.slice(0, 4) === today.slice(0, 4);
    return `${(sameYear ? shortDay : dayOfYear).format(at)}, `;
  }
  const exactTime = (at: number, now: number): string => dayBefore(at, now) + clockWithSeconds.format(at);

  return {
    locale,
    money: (amount: Money) => moneyText(amount, locale),
    count: (value: number) => whole.format(value),
    /** `8.5%` of 8.5. */
    percent: (value: number) => hundredths.format(value / 100),
    /** `Anna, Taras and Ivan`. */
    list: (words: readonly string[]) => names.format(words),
    size,
    span,
    /** `12:08:31` today, `21 Nov, 12:08:31` before, `21 Nov 2025, 12:08:31` in another year. */
    exactTime,
    /** A time as the source wrote it: an instant in the user's zone, a mail's local time as it is, text as it is. */
    toldTime(text: string, now: number): string {
      const at = momentTold(text);
      if (at !== null) return exactTime(at, now);
      const told = localTimeTold(text);
      if (told === null) return text;
      return (told.hasTime ? localMoment : localDay).format(told.atUtc);
    },
    time: (at: number, now: number) => dayBefore(at, now) + clock.format(at),
    day: (at: number) => fullDay.format(at),
    /** A calendar date, `2026-11-25`, which is the same in every zone. */
    calendarDay: (date: string) => calendarDay.format(Date.parse(`${date}T12:00:00Z`)),
    /** `24 November 2026, 12:08:31`. */
    exactDay: (at: number) => `${fullDay.format(at)}, ${clockWithSeconds.format(at)}`,
    /** `Fri 27 Nov`, of a calendar date. */
    shortCalendarDay: (date: string) =>
      shortCalendarDay.format(Date.parse(`${date}T12:00:00Z`)).replace(',', ''),
    /** `24 Nov, 14:02 – 14:09`. */
    range: (from: number, to: number) => moment.formatRange(from, Math.max(from, to)),
    /** Ages under a minute are "now", because rows show no seconds. */
    age: (at: number, now: number): string | null => (now - at < minute ? null : span(now - at)),
  };
}
export type Format = ReturnType<typeof createFormat>;
