import { cleanText } from './clean-text.ts';

export type FoundDate = {
  /** ISO 8601 to the precision printed: `2025-03-14`, `2025-03-14T15:42`, with `Z` or an offset only where printed. */
  readonly iso: string;
  readonly hasTime: boolean;
  readonly start: number;
  readonly end: number;
};

const locales = ['en', 'uk', 'ru', 'pl', 'de', 'es', 'pt', 'fr', 'it'];
const months = new Map<string, number>();
for (const locale of locales) {
  for (const style of [
    { month: 'long' },
    { month: 'short' },
    { month: 'long', day: 'numeric' },
    { month: 'short', day: 'numeric' },
  ] as const) {
    const format = new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
    for (let month = 0; month < 12; month += 1) {
      const parts = format.formatToParts(Date.UTC(2025, month, 1));
      const name = parts
        .find((part) => part.type === 'month')
        ?.value.toLowerCase()
        .replace(/\.$/, '');
      if (name !== undefined && /^\p{L}{3,}$/u.test(name)) months.set(name, month + 1);
    }
  }
}
months.set('sept', 9);

const month = `(?<month>${[...months.keys()].sort((a, b) => b.length - a.length).join('|')})\\.?`;
const edge = '(?<![\\p{L}\\p{N}.,/-])';
const year = '(?<year>(?:19|20)\\d{2})';
const time =
  '(?:(?:,|\\s|T|at|um|о|об|в|o|a las|à|às|alle|ore|-|–|·|\\|)*\\s*(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?::(?<second>\\d{2}))?(?:\\.\\d+)?\\s*(?<half>[ap]\\.?m\\.?)?\\s*(?<zone>Z|GMT|UTC|[+-]\\d{2}:?\\d{2})?(?![\\p{L}\\d]))?';
const patterns = [
  `${edge}${year}-(?<m>\\d{1,2})-(?<d>\\d{1,2})${time}`,
  `${edge}(?<d>\\d{1,2})\\.(?<m>\\d{1,2})\\.${year}(?:\\s*р\\.|\\s*г\\.)?${time}`,
  `${edge}(?<a>\\d{1,2})(?<sep>[/-])(?<b>\\d{1,2})\\k<sep>${year}${time}`,
  `${edge}(?<d>\\d{1,2})(?:st|nd|rd|th|\\.|er|º)?\\s*(?:de\\s+)?${month}(?:\\s+de|\\s+del)?,?\\s*${year}(?:\\s*р\\.|\\s*г\\.)?${time}`,
  `${edge}${month}\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s*${year}${time}`,
].map((source) => new RegExp(source, 'giu'));

/** Every full date in a line, with its time where one follows. `monthFirst` settles `04/05/2025`. */
export function findDates(line: string, monthFirst = false): readonly FoundDate[] {
  const text = cleanText(line);
  const found: FoundDate[] = [];
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const groups = match.groups ?? {};
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const date = dayOf(groups, monthFirst);
      if (date === null) continue;
      const clock = clockOf(groups);
      found.push({ iso: date + clock, hasTime: clock !== '', start, end });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

/** `10:00`, `5:30 PM – 6:00 PM`, `09:00–11:00`: a span of delivery is no time of ordering and no part of an address. */
export const hasTimeSpan = (line: string): boolean =>
  /\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*[-–—]\s*\d{1,2}[:.]\d{2}/i.test(line);

type Groups = { readonly [name: string]: string | undefined };

function dayOf(groups: Groups, monthFirst: boolean): string | null {
  let day = Number(groups.d);
  let monthNumber = groups.month ? (months.get(groups.month.toLowerCase()) ?? 0) : Number(groups.m);
  if (groups.a !== undefined) {
    const [first, second] = [Number(groups.a), Number(groups.b)];
    const swapped = first > 12 ? false : second > 12 ? true : monthFirst && groups.sep === '/';
    [day, monthNumber] = swapped ? [second, first] : [first, second];
  }
  if (!(day >= 1 && day <= 31 && monthNumber >= 1 && monthNumber <= 12)) return null;
  return `${groups.year}-${two(monthNumber)}-${two(day)}`;
}

function clockOf(groups: Groups): string {
  if (groups.hour === undefined) return '';
  let hour = Number(groups.hour);
  const half = groups.half?.toLowerCase();
  if (half) hour = (hour % 12) + (half.startsWith('p') ? 12 : 0);
  if (hour > 23 || Number(groups.minute) > 59) return '';
  const seconds = groups.second === undefined ? '' : `:${groups.second}`;
  const zone = groups.zone?.toUpperCase() ?? '';
  const offset = zone === '' ? '' : /^[+-]/.test(zone) ? zone.replace(/^(...)(\d\d)$/, '$1:$2') : 'Z';
  return `T${two(hour)}:${groups.minute}${seconds}${offset}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
