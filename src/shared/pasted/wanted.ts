import type { SaidOn } from './chat-lines.ts';
import type { HourSaid } from './clock-time.ts';
import { partAfter, partBefore, timeOf } from './clock-time.ts';
import type { Day } from './dates.ts';
import { dayOf, isoOf, isoWeekdayOf, nextDate, plusDays } from './dates.ts';
import type { ReadingFacts, Wanted } from './pasted.ts';
import type { Sheet } from './sheet.ts';
import { words } from './sheet.ts';
import * as table from './wanted-words.ts';

type Part = { readonly at: number; readonly words: string };
type DayRead = Part & { readonly day: Day };
/** Not before `from`, not after `to`. */
type Stretch = { readonly from?: string; readonly to?: string };
type TimeRead = Part & Stretch;

/** The day a matched text was written: its "today". */
type TodayOf = (match: RegExpExecArray) => Day;

/** Cuts out the delivery day and time. */
export function takeWanted(
  sheet: Sheet,
  { now, timeZone }: Pick<ReadingFacts, 'now' | 'timeZone'>,
  days: readonly SaidOn[],
): Wanted | null {
  const today = dayOf(now, timeZone);
  const todayOf: TodayOf = ({ index, 0: whole }) => {
    const said = days.findLast(({ from }) => from < index + whole.length)?.day ?? today;
    return isoOf(said) <= isoOf(today) ? said : today;
  };
  const dated = takeDate(sheet, todayOf) ?? takeRelative(sheet, todayOf);
  const evening = dated ? null : readTonight(sheet, todayOf);
  const day = dated ?? evening ?? takeWeekday(sheet, todayOf);
  // the same day mentioned twice: "завтра, в суботу"
  if (day) takeWeekdayOf(sheet, day.day);
  const time = takeTime(sheet);
  if (!day && !time) return null;
  const said = [day, time, evening && takeTonight(sheet)]
    .filter((part) => part !== null)
    .toSorted((a, b) => a.at - b.at);
  return {
    ...(day && { date: isoOf(day.day) }),
    ...(time?.from !== undefined && { from: time.from }),
    ...(time?.to !== undefined && { to: time.to }),
    words: said
      .map((part) => part.words.trim())
      .filter((each) => each !== '')
      .join(' '),
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

function takeRelative(sheet: Sheet, todayOf: TodayOf): DayRead | null {
  for (const { pattern, days } of relative) {
    const match = sheet.take(pattern);
    if (match) return { at: match.index, words: match[0], day: plusDays(todayOf(match), days) };
  }
  return null;
}

const tonight = words(table.tonight);

/** Leaves the match in the text, because it also names the part of the day: `takeTime` cuts it out, or else `takeTonight`. */
function readTonight(sheet: Sheet, todayOf: TodayOf): DayRead | null {
  const [match] = sheet.text().matchAll(tonight);
  return match ? { at: match.index, words: '', day: todayOf(match) } : null;
}

function takeTonight(sheet: Sheet): Part | null {
  const match = sheet.take(tonight);
  return match && { at: match.index, words: match[0] };
}

function takeWeekday(sheet: Sheet, todayOf: TodayOf): DayRead | null {
  const first = weekday
    .map((pattern, index) => ({ match: [...sheet.text().matchAll(pattern)][0], number: index + 1 }))
    .filter(({ match }) => match !== undefined)
    .toSorted((a, b) => (a.match?.index ?? 0) - (b.match?.index ?? 0))[0];
  if (!first?.match) return null;
  const { match, number } = first;
  const today = todayOf(match);
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

function takeDate(sheet: Sheet, todayOf: TodayOf): DayRead | null {
  let read: Day | null = null;
  const numbers = sheet.take(numeric, (match) => {
    const [whole, day = '', sign, month = '', year] = match;
    const isSure = year !== undefined || (sign === '.' && month.length === 2) || /^\p{L}/u.test(whole);
    if (!isSure || (sign === '-' && year === undefined) || Number(month) > 12) return false;
    read = nextDate(
      todayOf(match),
      Number(day),
      Number(month),
      year === undefined ? undefined : Number(year),
    );
    return read !== null;
  });
  if (numbers && read) return { at: numbers.index, words: numbers[0], day: read };
  for (const [index, { dayFirst, monthFirst }] of named.entries()) {
    for (const pattern of [dayFirst, monthFirst]) {
      const match = sheet.take(pattern, (each) => {
        const [, day, year] = each;
        read = nextDate(todayOf(each), Number(day), index + 1, year === undefined ? undefined : Number(year));
        return read !== null;
      });
      if (match && read) return { at: match.index, words: match[0], day: read };
    }
  }
  const match = sheet.take(ordinal, ([, day]) => Number(day) >= 1 && Number(day) <= 31);
  const number = Number(match?.[1]);
  const day = match && nextOrdinal(todayOf(match), number);
  return match && day ? { at: match.index, words: match[0], day } : null;
}

/** "25-го": of this month or the next. */
function nextOrdinal(today: Day, day: number): Day | null {
  if (day >= today.day) return nextDate(today, day, today.month);
  const next = plusDays({ ...today, day: 1 }, 31);
  return nextDate(today, day, next.month);
}

const hour = String.raw`(\d{1,2})(?:[:.](\d{2}))?`;
const unit = `(?:[ ]*(?:${table.hourWord})(?!\\p{L}))?`;
/** A bare number is an hour only if no countable noun follows. */
const closed = String.raw`(?=\s*(?:$|[\n\ufffc.,;!?)(-]|(?:і|й|та|и|а|але|but|and|i|або|или|or|ми|я|бо|так|щоб|чтобы|please|proszę|будь|пож|якщо|если|if|по|в|на|у|to|at|на)(?!\p{L})))`;
const ranges = [
  new RegExp(
    `(?<![\\p{L}\\p{N}.,:+/-])${partBefore}(?:(?:(${table.after})|(${table.between})|o godz\\.?|о|в)\\s+)?${hour}${unit}${partAfter}\\s*(?:-|(${table.upTo})|and|та|і|и|a)\\s*${hour}(?![\\p{N}:.]*\\d)${unit}${partAfter}`,
    'giu',
  ),
];
const single = (kind: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])${partBefore}(?:${kind})\\s+(?:godz\\.?\\s*)?${hour}(?![:.]?\\d)${unit}${partAfter}`,
    'giu',
  );
const bounds = { to: single(table.before), from: single(table.after), at: single(table.at) };
const clock = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,:/+-])${partBefore}(\d{1,2}):(\d{2})(?![\p{N}:])${partAfter}`,
  'giu',
);
const noon = words('до обіду|до обеда|by noon|before noon|before lunch|przed południem');
/** Without a preposition, only words that count nothing else: "2 дня" may be two days. */
const spoken = /(?<![\p{L}\p{N}])(\d{1,2})\s*(am|pm|ранку|утра|вечора|вечера)(?!\p{L})/giu;

function takeTime(sheet: Sheet): TimeRead | null {
  let read: Stretch = {};
  /** Ranges that make no sense: half of one has another meaning than the whole. */
  const torn: { readonly from: number; readonly to: number }[] = [];
  const one = (pattern: RegExp, of: (match: RegExpExecArray) => Stretch | null): TimeRead | null => {
    const match = sheet.take(pattern, (each) => {
      const ends = each.index + each[0].length;
      if (torn.some(({ from, to }) => each.index < to && ends > from)) return false;
      const found = of(each);
      if (found) read = found;
      return found !== null;
    });
    return match && { at: match.index, words: match[0].replace(/[ \ufffc]+/g, ' '), ...read };
  };
  for (const pattern of ranges) {
    const range = one(pattern, (match) => {
      const [whole, before, after, between, h1, m1, part1, upTo, h2, m2, part2] = match;
      // a part of the day after the cut-out day does not turn a house number into a time: "Шевченка 5-7 завтра ввечері"
      const ofDay = [before, part1, whole.includes('\ufffc') ? undefined : part2];
      const isSaid = /^\p{L}/u.test(whole) || [m1, m2, ...ofDay].some((said) => said !== undefined);
      const isBare = /^\d{1,2}-\d{1,2}$/.test(whole.trim()) && Number(h1) >= 7 && Number(h2) <= 22;
      if (!isSaid && !isBare) return null;
      if (counted.test(pastPart(whole, before))) return null;
      // the minutes of the first number do not make the last one an hour, which may count goods: "at 18:00 - 9 roses"
      const isEndSaid = isTime(sheet, match, [m2, part2]);
      const isLed = between !== undefined || (after !== undefined && upTo !== undefined);
      const isJoined = /\d:\d{2}-\d{1,2}$/.test(whole);
      if (!isEndSaid && !isJoined && !(isLed && (m1 ?? part1) !== undefined)) return null;
      const ends = [
        { hour: h1, minute: m1, part: part1 },
        { hour: h2, minute: m2, part: part2 },
      ] as const;
      const found = rangeOf(ends, before, isSaid && isEndSaid);
      if (!found && isSaid && isEndSaid) torn.push({ from: match.index, to: match.index + whole.length });
      return found;
    });
    if (range) return range;
  }
  const lunch = one(noon, () => ({ to: '12:00' }));
  if (lunch) return lunch;
  for (const kind of ['to', 'from', 'at'] as const) {
    const bound = one(bounds[kind], (match) => {
      const [, before, hour, minute, after] = match;
      const part = after ?? before;
      const rest = pastPart(match[0], before);
      if (counted.test(rest) || people.test(rest)) return null;
      const isSure = kind === 'at' && hourOnly.test(rest);
      // a part of the day before a number does not make it an hour: "ввечері на 5 поверх"
      const value = isSure || isTime(sheet, match, [minute, after]) ? timeOf({ hour, minute, part }) : null;
      // "в 5" may be a house, a branch or five pieces: an hour only with minutes or a word for hours
      const isBare = minute === undefined && part === undefined && !isHourSaid(match);
      if (value === null || (kind === 'at' && isBare && !isSure)) return null;
      if (kind === 'at') return { from: value, to: value };
      if (kind === 'from') return { from: value };
      // midnight or an explicit night hour is the end of the day; "by 4" may be in the afternoon
      const isNight = value < '05:00' && (part !== undefined || hour?.length === 2);
      return { to: value === '00:00' || isNight ? '24:00' : value };
    });
    if (bound) return bound;
  }
  const exact = one(clock, ([, before, hour, minute, after]) => {
    const value = timeOf({ hour, minute, part: after ?? before });
    return value === null ? null : { from: value, to: value };
  });
  if (exact) return exact;
  const bare = one(spoken, ([, hour, part]) => {
    const value = timeOf({ hour, minute: undefined, part });
    return value === null ? null : { from: value, to: value };
  });
  if (bare) return bare;
  for (const { pattern, from, to } of parts) {
    const part = one(pattern, () => ({ from, to }));
    if (part) return part;
  }
  return null;
}

/** Prepositions that never precede a house number or a quantity. */
const hourOnly = /^(?:о|об|к|ко|десь о|приблизно о|около|близько|koło|around|about|o)\s/iu;
/** The match without the part of the day it begins with. */
const pastPart = (whole: string, before = ''): string =>
  whole.slice(before.length).replace(/^[^\p{L}\p{N}]+/u, '');
/** A count of days or nights where the word form allows one: "в 3 дня", "до 3 дня" and "на 5 дня" are hours. */
const counted = /^(?:на\s+)?(?:[1-3]\s*(?:-|и|і|та)\s*)?2?[2-4]\s*(?:дня|ночі|ночи)(?!\p{L})/iu;
/** A number of people followed by a part of the day: "for 7 in the evening" is an hour. */
const people = /^for\s+\d{1,2}[ \ufffc]+(?:(?:this|for|by) )?(?:morning|afternoon|evening|tonight)$/iu;
const parts = table.dayParts.map(([pattern, from, to]) => ({ pattern: words(pattern), from, to }));
const closing = new RegExp(closed, 'iuy');
const isHourSaid = ({ 0: whole }: RegExpExecArray): boolean =>
  /\p{L}\s*$/u.test(whole) || /\d\s*(?:год|ч)\.$/iu.test(whole);

/**
 * Whether the number is a time: it has minutes, a part of the day or a word for hours, or no countable noun follows.
 * @param told the minutes and part of the day of the last number
 */
function isTime(sheet: Sheet, match: RegExpExecArray, told: readonly (string | undefined)[]): boolean {
  if (told.some((part) => part !== undefined) || isHourSaid(match)) return true;
  closing.lastIndex = match.index + match[0].length;
  return closing.test(sheet.text());
}

/**
 * A part of the day given for one end applies to the other as well where that makes sense: not in "10 to 2 pm". A range past
 * midnight ends at 24:00, because there is only one date field.
 */
function rangeOf(
  [first, last]: readonly [HourSaid, HourSaid],
  before: string | undefined,
  mayCrossMidnight: boolean,
): Stretch | null {
  const readings = (end: HourSaid, shared: string | undefined): readonly (string | null)[] =>
    (end.part === undefined ? [shared, undefined] : [end.part]).map((part) => timeOf({ ...end, part }));
  const starts = readings(first, before ?? last.part);
  const ends = readings(last, before ?? first.part);
  for (const from of starts) {
    for (const to of ends) {
      if (from !== null && to !== null && from < to) return { from, to };
    }
  }
  const [from, to] = [starts[0] ?? null, ends.at(-1) ?? null];
  // "10 to 2" may start at ten in the morning
  const isOvernight = from !== null && to !== null && from > '12:00' && from < '24:00' && to <= '06:00';
  return mayCrossMidnight && isOvernight ? { from, to: '24:00' } : null;
}
