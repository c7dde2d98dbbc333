import type { Digest } from '../../../shared/alert-rules/digest.ts';
import { longestText } from '../../../shared/alert-rules/notice-text.ts';
import type { Source } from '../../../shared/ids.ts';
import type { ByLanguage, Language } from '../../../shared/languages.ts';
import type { Money } from '../../../shared/money.ts';
import { moneyText } from '../../../shared/money-text.ts';
import { oneLine } from '../../../shared/one-line.ts';
import type { PluralForms } from '../../../shared/plural.ts';
import { formOf } from '../../../shared/plural.ts';
import { clockFormat } from '../clock-format.ts';

export type DigestContext = {
  readonly language: Language;
  readonly sourceName: (source: Source) => string;
  /** IANA name of the shop's time zone. */
  readonly timeZone: string;
  /** The manager of the shift; null for a day. */
  readonly manager: string | null;
};

const mostLines = 12;

const plural =
  (language: Language, forms: PluralForms) =>
  (count: number): string =>
    `${count} ${formOf(forms, count, language)}`;

const words = {
  en: {
    shift: (name: string) => `Shift of ${name}`,
    day: 'Today',
    orders: plural('en', { one: 'order', other: 'orders' }),
    total: 'Total',
    more: (count: number) => `+${count} more`,
    taken: 'Taken',
    took: (median: string, worst: string) => `To take one: ${median} in the middle, ${worst} at most`,
    untaken: (count: number) => `Not taken by anybody: ${count}`,
    cancelled: (count: number) => `Cancelled: ${count}`,
    notices: (sent: number) => `Notices told: ${sent}`,
    refused: (count: number) => `refused ${count}`,
    unknown: (count: number) => `not known ${count}`,
    look: 'To be looked at',
    review: (count: number) => `${count} needs review`,
    quarantine: (count: number) => `${count} in quarantine`,
    nothing: 'No orders',
    units: { s: 's', min: 'min', h: 'h' },
  },
  uk: {
    shift: (name: string) => `Зміна: ${name}`,
    day: 'Сьогодні',
    orders: plural('uk', { one: 'замовлення', few: 'замовлення', other: 'замовлень' }),
    total: 'Разом',
    more: (count: number) => `+ ще ${count}`,
    taken: 'Взяли',
    took: (median: string, worst: string) => `Щоб узяти: зазвичай ${median}, найдовше ${worst}`,
    untaken: (count: number) => `Ніхто не взяв: ${count}`,
    cancelled: (count: number) => `Скасовано: ${count}`,
    notices: (sent: number) => `Сповіщень надіслано: ${sent}`,
    refused: (count: number) => `відхилено ${count}`,
    unknown: (count: number) => `невідомо ${count}`,
    look: 'Переглянути',
    review: (count: number) => `на перевірку ${count}`,
    quarantine: (count: number) => `у карантині ${count}`,
    nothing: 'Замовлень не було',
    units: { s: 'с', min: 'хв', h: 'год' },
  },
  pl: {
    shift: (name: string) => `Zmiana: ${name}`,
    day: 'Dziś',
    orders: plural('pl', { one: 'zamówienie', few: 'zamówienia', other: 'zamówień' }),
    total: 'Razem',
    more: (count: number) => `+ jeszcze ${count}`,
    taken: 'Wzięto',
    took: (median: string, worst: string) => `Do wzięcia: zwykle ${median}, najdłużej ${worst}`,
    untaken: (count: number) => `Nikt nie wziął: ${count}`,
    cancelled: (count: number) => `Anulowano: ${count}`,
    notices: (sent: number) => `Wysłane powiadomienia: ${sent}`,
    refused: (count: number) => `odrzucone ${count}`,
    unknown: (count: number) => `nie wiadomo ${count}`,
    look: 'Do obejrzenia',
    review: (count: number) => `do sprawdzenia ${count}`,
    quarantine: (count: number) => `w kwarantannie ${count}`,
    nothing: 'Bez zamówień',
    units: { s: 's', min: 'min', h: 'godz.' },
  },
} as const satisfies ByLanguage<unknown>;

/** The summary of a period as a Messenger message: orders, their progress, and open work. */
export function digestText(digest: Digest, context: DigestContext): string {
  const { language, sourceName, timeZone, manager } = context;
  const say = words[language];
  const { orders, sources, totals, takenBy, timeToTake, untaken, cancelled, notices } = digest;
  const sums = (these: readonly Money[]): readonly string[] =>
    these.slice(0, 3).map((money) => moneyText(money, language));
  const line = (...parts: readonly string[]): string => parts.filter(Boolean).join(' · ');
  const look = [
    ...(digest.needsReview > 0 ? [say.review(digest.needsReview)] : []),
    ...(digest.quarantined > 0 ? [say.quarantine(digest.quarantined)] : []),
  ];
  const said = [
    line(
      manager === null ? say.day : say.shift(oneLine(manager, 60)),
      stretchOf(digest, language, timeZone),
      orders === 0 ? say.nothing : say.orders(orders),
    ),
    ...sources
      .slice(0, mostLines)
      .map((one) => line(oneLine(sourceName(one.source), 40), String(one.orders), ...sums(one.totals))),
    ...(sources.length > mostLines ? [say.more(sources.length - mostLines)] : []),
    ...(totals.length > 0 ? [`${say.total}: ${line(...sums(totals))}`] : []),
    ...(takenBy.length > 0
      ? [
          `${say.taken}: ${takenBy
            .slice(0, mostLines)
            .map((one) => `${oneLine(one.manager, 40)} ${one.orders}`)
            .join(', ')}`,
        ]
      : []),
    ...(timeToTake
      ? [say.took(spanText(timeToTake.median, language), spanText(timeToTake.worst, language))]
      : []),
    ...(untaken > 0 ? [say.untaken(untaken)] : []),
    ...(cancelled > 0 ? [say.cancelled(cancelled)] : []),
    line(
      say.notices(notices.sent),
      notices.refused > 0 ? say.refused(notices.refused) : '',
      notices.unknown > 0 ? say.unknown(notices.unknown) : '',
    ),
    ...(look.length > 0 ? [`${say.look}: ${look.join(', ')}`] : []),
  ];
  return said.join('\n').slice(0, longestText).toWellFormed();
}

const stretchOf = ({ from, to }: Digest, language: Language, timeZone: string): string =>
  clockFormat(language, timeZone, 'day').formatRange(from, to);

/** `40 s`, `3 min`, `2 h 5 min`. @param ms milliseconds */
function spanText(ms: number, language: Language): string {
  const { s, min, h } = words[language].units;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} ${s}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} ${min}`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} ${h}${rest === 0 ? '' : ` ${rest} ${min}`}`;
}
