import { cleanText } from './clean-text.ts';
import { matchesIn } from './matches.ts';
import { monthNumbers } from './month-names.ts';
import { remembered } from './remembered.ts';

export type FoundDate = {
  /** ISO 8601 to the precision printed: `2025-03-14`, `2025-03-14T15:42`, with `Z` or an offset only where printed. */
  readonly iso: string;
  readonly hasTime: boolean;
  readonly start: number;
  readonly end: number;
};

/** Zones with a fixed offset. Others are ambiguous: some print `EST` all year, `IST` and `CST` mean several places. */
const universal: ReadonlySet<string> = new Set(['z', 'gmt', 'utc']);

const month = `(?<month>${[...monthNumbers.keys()].sort((a, b) => b.length - a.length).join('|')})\\.?`;
const edge = '(?<![\\p{L}\\p{N}.,/-])';
const year = '(?<year>(?:19|20)\\d{2})';
const shortYear = "['’]?(?<short>\\d{2})(?![\\d/-]|[.,]\\d)";
const yearMark = '(?:\\s*(?:року|рок[уи]|р\\.?|года|г\\.?|roku|r\\.?)(?![\\p{L}\\d]))?';
const weekday = '(?:\\p{L}{2,12}\\.?,?\\s+)?';
const joiners =
  '(?:[,;:|·(/–—-]|\\s|T(?=\\d)|at|@|um|о|об|в|у|o|około|godz\\.?|godzina|a\\s+las|a\\s+la|las|à|às|as|pelas|alle|ore|ora|kl\\.?|time|час|время|zeit|uhrzeit|hora|heure|om|v|ve){0,12}';
const clock =
  '(?<hour>\\d{1,2})(?:(?<mark>[:.]|\\s?[hHг]\\s?|\\s?uhr\\s?)(?<minute>[0-5]\\d)(?:[:.](?<second>[0-5]\\d)|(?:m|\\s?min)\\.?(?:\\s?(?<seconds>\\d{1,2})\\s?s)?(?!\\p{L}))?(?:[.,]\\d{1,6})?|(?<bare>\\s?(?=[ap]\\.?\\s?m\\b)|\\s?uhr\\b|\\s?h(?![\\p{L}\\d])))';
const half = '\\s*(?<half>[ap]\\.?\\s?m\\b\\.?)?';
const zone = `\\s*\\(?(?<zone>(?:GMT|UTC)\\s?[+-]\\d{1,2}(?::?\\d{2})?|[+-]\\d{2}:?\\d{2}|(?:${[...universal].join('|')})(?![\\p{L}]))?`;
const time = `(?:${joiners}\\s*${clock}${half}\\s*(?:uhr|uur|hod\\.?|hs|hrs|h|год\\.?|ч\\.?)?(?!\\d|(?!z(?![\\p{L}\\d]))\\p{L})${zone}(?![\\p{L}\\d]))?`;
const named = `(?:st|nd|rd|th|\\.|er|º|ª|°|-го|-е)?\\s*(?:de\\s+|of\\s+)?${month}`;
const patterns = [
  `${edge}${year}[-/.](?<m>\\d{1,2})[-/.](?<d>\\d{1,2})(?!\\d)${time}`,
  `${edge}(?<d>\\d{1,2})\\.\\s?(?<m>\\d{1,2})\\.\\s?${year}${yearMark}${time}`,
  `${edge}(?<a>\\d{1,2})(?<sep>[/-])(?<b>\\d{1,2})\\k<sep>${year}${time}`,
  `${edge}${weekday}(?<d>\\d{1,2})${named}(?:\\s+de|\\s+del)?,?\\s*${year}${yearMark}${time}`,
  `${edge}(?<d>\\d{1,2})[-\\s]${month}[-\\s]${year}${time}`,
  `${edge}${month}\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s*${year}${time}`,
  `${edge}(?<d>\\d{1,2})\\.(?<m>\\d{1,2})\\.${shortYear}${yearMark}${time}`,
  `${edge}(?<a>\\d{1,2})(?<sep>[/-])(?<b>\\d{1,2})\\k<sep>${shortYear}${time}`,
  `${edge}(?<d>\\d{1,2})${named},?\\s*${shortYear}(?=[,\\s]|$)${yearMark}${time}`,
].map((source) => new RegExp(source, 'giu'));
/** `17:44, 30.07.2025`, `7:58 AM (Feb 6, 2026)`: a time before its date. */
const timeBefore = new RegExp(
  `(?<![\\p{L}\\p{N}:.–-])${clock}${half}\\s*(?:uhr|hs|hrs|h)?[\\s,(·|–-]*(?:on|am|den|le|del|do|de|el|il|em|dnia)?\\s*$`,
  'iu',
);

const monthStarts = [...new Set([...monthNumbers.keys()].map((name) => name.slice(0, 3)))].join('|');
/** A quick check before nine patterns: two numbers with a separator, or a possible month beside a number. */
const couldHoldDate = new RegExp(
  `\\d[./-]\\s?\\d|\\d\\D{0,9}(?:${monthStarts})|(?:${monthStarts})[^\\s\\d]{0,12}\\s+\\d`,
  'iu',
);

/** Every full date in a line, with a time directly after or before it. `monthFirst` decides `04/05/2025`. */
export const findDates = (line: string, monthFirst = false): readonly FoundDate[] =>
  !/\d/.test(line) ? [] : monthFirst ? datesMonthFirst(line) : datesDayFirst(line);

const datesDayFirst = remembered((line) => datesIn(line, false));
const datesMonthFirst = remembered((line) => datesIn(line, true));

function datesIn(line: string, monthFirst: boolean): readonly FoundDate[] {
  const text = cleanText(line);
  if (!couldHoldDate.test(text)) return [];
  const found: FoundDate[] = [];
  for (const pattern of patterns) {
    for (const match of matchesIn(text, pattern)) {
      const groups = match.groups ?? {};
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const date = dayOf(groups, monthFirst);
      if (date === null) continue;
      const after = clockOf(groups);
      const before = after === '' ? timeBefore.exec(text.slice(0, start)) : null;
      const early =
        before && !hasTimeSpan(text.slice(0, start))
          ? clockOf(dotted.test(match[0]) ? { ...before.groups, half: undefined } : (before.groups ?? {}))
          : '';
      found.push({
        iso: date + (after || early),
        hasTime: after !== '' || early !== '',
        start: early === '' ? start : (before?.index ?? start),
        end,
      });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

/** This format is not used with a twelve-hour clock. */
const dotted = /^\d{1,2}\.\s?(?:\d{1,2}\.|\p{L})/u;

const spanTime =
  '\\d{1,2}(?:[:.]\\d{2}|\\s?[hг]\\s?(?:\\d{2})?|(?=\\s?[ap]\\.?m))\\s*(?:[ap]\\.?\\s?m\\.?)?(?:\\s?uhr)?';
const span = new RegExp(
  `(?<![\\d.,])${spanTime}\\s*(?:[-–—]|to|until|till|and|bis|und|до|і|и|do|a|i|y|e|as|às|à|et|alle|e le|y las)\\s*(?:las\\s|le\\s|às\\s)?${spanTime}`,
  'iu',
);

/** `10:00`, `5:30 PM – 6:00 PM`, `09:00–11:00`, `entre 10h et 12h`: a delivery window, not an order time or address. */
export const hasTimeSpan = (line: string): boolean => span.test(line);

type Groups = { readonly [name: string]: string | undefined };

function dayOf(groups: Groups, monthFirst: boolean): string | null {
  let day = Number(groups.d);
  let monthNumber = groups.month ? (monthNumbers.get(groups.month.toLowerCase()) ?? 0) : Number(groups.m);
  if (groups.a !== undefined) {
    const [first, second] = [Number(groups.a), Number(groups.b)];
    const swapped = first > 12 ? false : second > 12 ? true : monthFirst && groups.sep === '/';
    [day, monthNumber] = swapped ? [second, first] : [first, second];
  }
  if (!(day >= 1 && day <= 31 && monthNumber >= 1 && monthNumber <= 12)) return null;
  return `${groups.year ?? `20${groups.short}`}-${two(monthNumber)}-${two(day)}`;
}

function clockOf(groups: Groups): string {
  if (groups.hour === undefined) return '';
  let hour = Number(groups.hour);
  const half = groups.half?.toLowerCase();
  // `um 14:20 am 3. Juni`: in German that is a preposition.
  if (half && hour <= 12) hour = (hour % 12) + (half.startsWith('p') ? 12 : 0);
  if (hour > 23 || Number(groups.minute ?? 0) > 59) return '';
  const second = groups.second ?? groups.seconds;
  const seconds = second === undefined ? '' : `:${second.padStart(2, '0')}`;
  return `T${two(hour)}:${groups.minute ?? '00'}${seconds}${offsetOf(groups.zone)}`;
}

function offsetOf(printed: string | undefined): string {
  const offset = /(?<sign>[+-])(?<hours>\d{2}|\d(?!\d))(?::?(?<minutes>\d{2}))?$/.exec(printed ?? '')?.groups;
  if (offset) return `${offset.sign}${two(Number(offset.hours))}:${offset.minutes ?? '00'}`;
  return universal.has(printed?.toLowerCase() ?? '') ? 'Z' : '';
}

const two = (value: number): string => String(value).padStart(2, '0');
