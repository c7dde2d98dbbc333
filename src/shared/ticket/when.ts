import type { Language } from '../languages.ts';
import { localeTags } from '../languages.ts';
import { createMemo } from '../memo.ts';
import { localTimeTold, momentTold } from '../placed-at.ts';
import type { WantedTime } from '../wanted.ts';
import { wantedHours } from '../wanted-hours.ts';

/** `Fri 27 November, 10:00–12:00`, `by 17:00`; empty if not given. */
export function wantedWords({ date, from, to }: WantedTime, language: Language): string {
  return [dayWords(date, language), wantedHours({ from, to }, language)].filter(Boolean).join(', ');
}

const formatOf = createMemo<Intl.DateTimeFormat>();

function dayWords(date: string | undefined, language: Language): string {
  if (date === undefined) return '';
  const tag = localeTags[language];
  return formatOf(
    `day ${tag}`,
    () => new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' }),
  ).format(Date.parse(`${date}T12:00:00Z`));
}

/** `27 Nov 2026, 12:03` in the shop's time zone. */
export function momentWords(at: number, language: Language, timeZone: string): string {
  const tag = localeTags[language];
  const make = () =>
    new Intl.DateTimeFormat(tag, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone,
    });
  return formatOf(`moment ${tag} ${timeZone}`, make).format(at);
}

/** When an order was placed; a mail's local time is not converted. */
export function placedWords(placedAt: string, language: Language, timeZone: string): string {
  const at = momentTold(placedAt);
  if (at !== null) return momentWords(at, language, timeZone);
  const told = localTimeTold(placedAt);
  if (told === null) return placedAt;
  const tag = localeTags[language];
  const style = told.hasTime ? ({ timeStyle: 'short' } as const) : {};
  const make = () => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', ...style, timeZone: 'UTC' });
  return formatOf(`local ${tag} ${told.hasTime}`, make).format(told.atUtc);
}
