import type { Day } from './dates.ts';
import { dayOf, isoOf, isoWeekdayOf, nextDate, plusDays } from './dates.ts';
import type { ReadingFacts, Wanted } from './pasted.ts';
import type { Sheet } from './sheet.ts';
import { words } from './sheet.ts';
import * as table from './wanted-words.ts';

type Part = { readonly at: number; readonly words: string };
type DayRead = Part & { readonly day: Day };
type TimeRead = Part & { readonly from?: string; readonly to?: string };

/** Cuts out the day and the time it is wanted for. */
export function takeWanted(
  sheet: Sheet,
  { now, timeZone }: Pick<ReadingFacts, 'now' | 'timeZone'>,
): Wanted | null {
  const today = dayOf(now, timeZone);
  const day = takeDate(sheet, today) ?? takeRelative(sheet, today) ?? takeWeekday(sheet, today);
  // the same day said twice: "завтра, в суботу"
  if (day) takeWeekdayOf(sheet, day.day);
  const time = takeTime(sheet);
  if (!day && !time) return null;
  const said = [day, time].filter((part) => part !== null).toSorted((a, b) => a.at - b.at);
  return {
    ...(day && { date: isoOf(day.day) }),
    ...(time?.from !== undefined && { from: time.from }),
    ...(time?.to !== undefined && { to: time.to }),
    words: said.map((part) => part.words.trim()).join(' '),
  };
}

const preposition = '(?:на|в|во|у|к|до|по|on|for|by|na|w|we|do)\\s+';
const relative = table.relativeDays.map(([pattern, days]) => ({
  pattern: words(`(?:${preposition})?(?:${pattern})`),
  days,
}));
const weekday = table.weekdays.map((pattern, index) =>
  words(
    `(?:${preposition})?(?:(${table.nextWeek})\\s+|(?:${table.thisWeek})\\s+)?(?:${pattern})|${preposition}(?:${table.shortWeekdays[index]})`,
  ),
);

function takeRelative(sheet: Sheet, today: Day): DayRead | null {
  for (const { pattern, days } of relative) {
    const match = sheet.take(pattern);
    if (match) return { at: match.index, words: match[0], day: plusDays(today, days) };
  }
  return null;
}

function takeWeekday(sheet: Sheet, today: Day): DayRead | null {
  const first = weekday
    .map((pattern, index) => ({ match: [...sheet.text().matchAll(pattern)][0], number: index + 1 }))
    .filter(({ match }) => match !== undefined)
    .toSorted((a, b) => (a.match?.index ?? 0) - (b.match?.index ?? 0))[0];
  if (!first?.match) return null;
  const { match, number } = first;
  sheet.cut(match.index, match.index + match[0].length);
  const days = (number - isoWeekdayOf(today) + 7) % 7 || 7;
  const isNext = match[1] !== undefined && number > isoWeekdayOf(today);
  return { at: match.index, words: match[0], day: plusDays(today, isNext ? days + 7 : days) };
}

function takeWeekdayOf(sheet: Sheet, day: Day): void {
  const pattern = weekday[isoWeekdayOf(day) - 1];
  if (pattern) sheet.take(pattern);
}

const numeric = new RegExp(
  `(?<![\\p{L}\\p{N}.,/:+-])(?:${preposition})?(\\d{1,2})([./-])(\\d{1,2})(?:\\2(\\d{4}|\\d{2}))?(?![\\p{N}.,/:-]*\\d)(?!\\s*(?:грн|uah|₴|zł|zl|%|\\$|€|кг|kg|л|см|cm|m\\b))(?!\\p{L})`,
  'giu',
);
const named = table.months.map((pattern) => ({
  dayFirst: words(
    `(?:${preposition})?(?:the )?(\\d{1,2})(?:-?(?:го|е|st|nd|rd|th))?\\s*(?:of )?(?:${pattern})(?:\\s+(\\d{4}))?`,
  ),
  monthFirst: words(`(?:${preposition})?(?:${pattern})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?`),
}));
const ordinal = words(`(?:${preposition})?(\\d{1,2})-?(?:го|ого|те|е)(?:\\s+числа)?`);

function takeDate(sheet: Sheet, today: Day): DayRead | null {
  let read: Day | null = null;
  const numbers = sheet.take(numeric, ([whole, day = '', sign, month = '', year]) => {
    const isSure = year !== undefined || (sign === '.' && month.length === 2) || /^\p{L}/u.test(whole);
    if (!isSure || (sign === '-' && year === undefined) || Number(month) > 12) return false;
    read = nextDate(today, Number(day), Number(month), year === undefined ? undefined : Number(year));
    return read !== null;
  });
  if (numbers && read) return { at: numbers.index, words: numbers[0], day: read };
  for (const [index, { dayFirst, monthFirst }] of named.entries()) {
    for (const pattern of [dayFirst, monthFirst]) {
      const match = sheet.take(pattern, ([, day, year]) => {
        read = nextDate(today, Number(day), index + 1, year === undefined ? undefined : Number(year));
        return read !== null;
      });
      if (match && read) return { at: match.index, words: match[0], day: read };
    }
  }
  const match = sheet.take(ordinal, ([, day]) => Number(day) >= 1 && Number(day) <= 31);
  const number = Number(match?.[1]);
  const day = match && nextOrdinal(today, number);
  return match && day ? { at: match.index, words: match[0], day } : null;
}

/** "25-го": of this month, or of the next. */
function nextOrdinal(today: Day, day: number): Day | null {
  if (day >= today.day) return nextDate(today, day, today.month);
  const next = plusDays({ ...today, day: 1 }, 31);
  return nextDate(today, day, next.month);
}

const hour = String.raw`(\d{1,2})(?:[:.](\d{2}))?`;
const half = String.raw`(?:[ ]*(am|pm|a\.m\.|p\.m\.)(?!\p{L}))?`;
const unit = `(?:[ ]*(?:${table.hourWord})(?!\\p{L}))?`;
/** A bare number is an hour only where nothing it could count follows. */
const closed = String.raw`(?=\s*(?:$|[\n\ufffc.,;!?)(-]|(?:і|й|та|и|а|але|but|and|i|або|или|or|ми|я|бо|так|щоб|чтобы|please|proszę|будь|пож|якщо|если|if|по|в|на|у|to|at|на)(?!\p{L})))`;
const ranges = [
  new RegExp(
    `(?<![\\p{L}\\p{N}.,:+/-])(?:(?:${table.after}|between|між|между|między|o godz\\.?|о|в)\\s+)?${hour}${half}${unit}\\s*(?:-|до|по|to|and|та|і|и|do|a|till|until)\\s*${hour}${half}(?![\\p{N}:.]*\\d)${unit}`,
    'giu',
  ),
];
const single = (kind: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${kind})\\s+(?:godz\\.?\\s*)?${hour}${half}(?![:.]?\\d)(${unit})`, 'giu');
const bounds = { to: single(table.before), from: single(table.after), at: single(table.at) };
const clock = /(?<![\p{L}\p{N}.,:/+-])(\d{1,2}):(\d{2})(?:\s*(am|pm))?(?![\p{N}:])/giu;
const noon = words('до обіду|до обеда|by noon|before noon|before lunch|przed południem');
const english = /(?<![\p{L}\p{N}])(\d{1,2})\s*(am|pm)(?!\p{L})/giu;

function takeTime(sheet: Sheet): TimeRead | null {
  let read: Omit<TimeRead, 'at' | 'words'> = {};
  const one = (pattern: RegExp, of: (match: RegExpExecArray) => typeof read | null): TimeRead | null => {
    const match = sheet.take(pattern, (each) => {
      const found = of(each);
      if (found) read = found;
      return found !== null;
    });
    return match && { at: match.index, words: match[0], ...read };
  };
  for (const pattern of ranges) {
    const range = one(pattern, (match) => {
      const [whole, h1, m1, half1, h2, m2, half2] = match;
      const isSaid = /^\p{L}/u.test(whole) || m1 !== undefined || m2 !== undefined || half2 !== undefined;
      const isBare = /^\d{1,2}-\d{1,2}$/.test(whole.trim()) && Number(h1) >= 7 && Number(h2) <= 22;
      if (!isSaid && !isBare) return null;
      if (!isTime(sheet, match)) return null;
      const from = timeOf(h1, m1, half1 ?? half2);
      const to = timeOf(h2, m2, half2);
      return from !== null && to !== null && from < to ? { from, to } : null;
    });
    if (range) return range;
  }
  const lunch = one(noon, () => ({ to: '12:00' }));
  if (lunch) return lunch;
  for (const kind of ['to', 'from', 'at'] as const) {
    const bound = one(bounds[kind], (match) => {
      const [, h, m, half1] = match;
      const isSure = kind === 'at' && hourOnly.test(match[0]);
      const value = isSure || isTime(sheet, match) ? timeOf(h, m, half1) : null;
      // "в 5" may be a house, a branch or five of something: only with minutes or a word for hours
      const isBare = m === undefined && half1 === undefined && !isHourSaid(match);
      if (value === null || (kind === 'at' && isBare && !isSure)) return null;
      if (kind === 'at') return { from: value, to: value };
      return kind === 'to' ? { to: value } : { from: value };
    });
    if (bound) return bound;
  }
  const exact = one(clock, ([, h, m, half1]) => {
    const value = timeOf(h, m, half1);
    return value === null ? null : { from: value, to: value };
  });
  if (exact) return exact;
  const spoken = one(english, ([, h, half1]) => {
    const value = timeOf(h, undefined, half1);
    return value === null ? null : { from: value, to: value };
  });
  if (spoken) return spoken;
  for (const { pattern, from, to } of parts) {
    const part = one(pattern, () => ({ from, to }));
    if (part) return part;
  }
  return null;
}

/** What nobody says before a house or a number of pieces. */
const hourOnly = /^(?:о|об|к|ко|десь о|приблизно о|около|близько|koło|around|about|o)\s/iu;
const parts = table.dayParts.map(([pattern, from, to]) => ({ pattern: words(pattern), from, to }));
const closing = new RegExp(closed, 'iuy');
const isHourSaid = ({ 0: whole }: RegExpExecArray): boolean =>
  /\p{L}\s*$/u.test(whole) || /\d\s*(?:год|ч)\.$/iu.test(whole);

/** With minutes or a word for hours it is a time; else only where nothing follows that it could count. */
function isTime(sheet: Sheet, match: RegExpExecArray): boolean {
  const [whole] = match;
  if (/\d[:.]\d{2}/.test(whole) || isHourSaid(match)) return true;
  closing.lastIndex = match.index + whole.length;
  return closing.test(sheet.text());
}

function timeOf(
  hour: string | undefined,
  minute: string | undefined,
  half: string | undefined,
): string | null {
  const late = half?.toLowerCase().startsWith('p') ?? false;
  const h = Number(hour) + (late && Number(hour) < 12 ? 12 : 0);
  const m = Number(minute ?? 0);
  return h <= 24 && m < 60 ? `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}` : null;
}
