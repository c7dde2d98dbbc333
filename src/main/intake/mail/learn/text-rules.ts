import type { FieldRule, LabelRule, RulePart } from '../../../../shared/mail-template.ts';
import { phoneDigits } from '../../../../shared/phone.ts';
import type { RuleSource } from '../by-template/source.ts';
import type { TextField } from '../by-template/values.ts';
import { textOf } from '../by-template/values.ts';
import { folded } from '../clean-text.ts';
import { findDates } from '../dates.ts';
import type { Layout } from '../layout.ts';
import { findPhone } from '../phones.ts';
import { couldBePerson, isCleanContext } from './clean-label.ts';
import { leadsTo, linesOf } from './places.ts';

/**
 * The most reliable rule that finds a text: words of the field beside it, then any words beside it, then the general parser's
 * value, then the sentence around it. A rule counts only if it yields exactly that text.
 */
export function textRule(
  field: TextField,
  value: string,
  source: RuleSource,
  secrets: readonly string[],
  monthFirst: boolean,
): FieldRule | null {
  const wanted = isPhoneField(field) ? printedPhone(value, source.layout) : value;
  const isRight = (rule: FieldRule): boolean =>
    sameText(field, textOf(field, rule, source), wanted, monthFirst);
  const leads = linesOf(source.layout)
    .filter(({ line }) => holds(field, line, wanted, monthFirst))
    .slice(0, mostPlaces)
    .flatMap((place) => leadsTo(place, source.layout, (part) => startOf(field, part, wanted), secrets))
    .filter(({ label }) => !isOfPerson(field) || !couldBePerson(label));
  const rules = leads
    .toSorted((one, other) => rank(one) - rank(other))
    .flatMap(({ label, take }) =>
      partsOf(field).flatMap((part): readonly LabelRule[] => [
        { label, take, ...(part !== 'all' && { part }) },
        { label, take, ...(part !== 'all' && { part }), from: 'last' },
      ]),
    );
  const [surely, hardly] = [
    rules.filter(({ take }) => take !== 'above'),
    rules.filter(({ take }) => take === 'above'),
  ];
  const general: FieldRule = { reader: 'general' };
  return (
    surely.find(isRight) ??
    [general, ...sentenceRules(field, wanted, source, secrets), ...hardly].find(isRight) ??
    null
  );
}

/** Fields that may be next to a person's name. Number and date are exempt; a mail template is useless without its number. */
const isOfPerson = (field: TextField): boolean => field !== 'number' && field !== 'placedAt';

const mostPlaces = 12;
const takeOrder: readonly LabelRule['take'][] = [
  'beside',
  'right',
  'end',
  'column',
  'below',
  'left',
  'above',
];
const rank = ({ take, known }: { readonly take: LabelRule['take']; readonly known: boolean }): number =>
  takeOrder.indexOf(take) + (known ? 0 : 10);

const isPhoneField = (field: TextField): boolean => field === 'phone' || field === 'recipientPhone';

/** A phone as the mail prints it: an order stores it in one format, independent of the mail's. */
function printedPhone(phone: string, layout: Layout): string {
  const lines = linesOf(layout).map(({ line }) => line);
  if (lines.some((line) => folded(line).includes(folded(phone)))) return phone;
  const printed = lines.flatMap((line) => findPhone(line) ?? []);
  return printed.find((one) => isSameNumber(one, phone)) ?? phone;
}

/** Whether two formats end in the same digits, all but the prefix and the area code's zero. */
function isSameNumber(one: string, other: string): boolean {
  const [here, there] = [phoneDigits(one), phoneDigits(other)];
  const length = Math.min(9, here.replace(/^0+/, '').length, there.length);
  return length >= 7 && here.slice(-length) === there.slice(-length);
}

/** A phone is searched only for the phone field. */
function partsOf(field: TextField): readonly RulePart[] {
  switch (field) {
    case 'phone':
    case 'recipientPhone':
      return ['all', 'phone'];
    case 'email':
      return ['all', 'email'];
    case 'customerName':
    case 'recipientName':
      return ['all', 'first', 'name'];
    case 'address':
      return ['all', 'rest', 'place', 'first'];
    case 'number':
      return ['all', 'first', 'number'];
    case 'placedAt':
      return ['all', 'first'];
    default:
      return ['all', 'first', 'rest'];
  }
}

/** Whether a line contains the wanted text, or the beginning of one that continues in the next lines. */
function holds(field: TextField, line: string, wanted: string, monthFirst: boolean): boolean {
  if (field === 'placedAt') return findDates(line, monthFirst).some(({ iso }) => sameDate(iso, wanted));
  const text = loose(line);
  const value = loose(wanted);
  return text.includes(value) || (text.length >= 4 && value.startsWith(text));
}

function startOf(field: TextField, part: string, wanted: string): number {
  if (field === 'placedAt') return findDates(part)[0]?.start ?? -1;
  return folded(part).indexOf(folded(wanted));
}

function sentenceRules(
  field: TextField,
  wanted: string,
  { layout, subject }: RuleSource,
  secrets: readonly string[],
): readonly FieldRule[] {
  const parts = partsOf(field).filter((part) => part !== 'rest' && part !== 'place');
  const isNamed = (line: string): boolean =>
    isOfPerson(field) && namesBeside(line, startOf(field, line, wanted), wanted.length);
  const of = (sentence: 'subject' | 'line', line: string): readonly FieldRule[] =>
    isNamed(line)
      ? []
      : contextsOf(line, startOf(field, line, wanted), wanted.length, secrets).flatMap((context) =>
          parts.map((part) => ({ sentence, ...context, ...(part !== 'all' && { part }) })),
        );
  const lines = linesOf(layout)
    .filter(({ line }) => folded(line).includes(folded(wanted)))
    .slice(0, mostPlaces);
  return [...of('subject', subject), ...lines.flatMap(({ line }) => of('line', line))];
}

/** A line may contain a whole mail. */
const mostOfNames = 120;

/** Whether the two words before a value, or after it, could be a person's name. */
const namesBeside = (line: string, start: number, length: number): boolean =>
  start >= 0 &&
  [
    /\S+\s+\S+\s*$/u.exec(line.slice(Math.max(0, start - mostOfNames), start))?.[0],
    /^\s*\S+\s+\S+/u.exec(line.slice(start + length).slice(0, mostOfNames))?.[0],
  ].some((words) => words !== undefined && couldBePerson(words));

/** One to three words before and after a value; the line's beginning or end if there are none. */
function contextsOf(
  line: string,
  start: number,
  length: number,
  secrets: readonly string[],
): readonly { readonly before: string; readonly after: string }[] {
  if (start < 0) return [];
  const [left, right] = [line.slice(0, start), line.slice(start + length)];
  const contexts = [1, 2, 3].map((count) => ({
    before:
      /(?:\S+\s*){0,3}$/u
        .exec(left)?.[0]
        .split(/(?<=\s)/)
        .slice(-count)
        .join('') ?? '',
    after: right
      .split(/(?=\s)/)
      .slice(0, count)
      .join('')
      .slice(0, 80),
  }));
  // `LNT-0092 · 1 May` and `Ann Lee · 555 0143`: only the separator is beside these values
  const piece = /^\s[·|•]/u.exec(right)?.[0];
  return [
    ...contexts.filter(
      ({ before, after }) =>
        /\p{L}{2}/u.test(before + after) && isCleanContext(before, secrets) && isCleanContext(after, secrets),
    ),
    ...(piece !== undefined && left.trim() === '' ? [{ before: '', after: piece }] : []),
    ...(/[·|•]\s$/u.test(left) && right.trim() === '' ? [{ before: left.slice(-2), after: '' }] : []),
  ];
}

/** Removes differences of format: spaces, commas, the sign before a number. */
const loose = (text: string): string =>
  folded(text)
    .replace(/^[#№\s]+/, '')
    .replace(/[\s,]+/g, ' ')
    .trim();

const sameDate = (iso: string, wanted: string): boolean => iso === wanted || iso.startsWith(wanted);

function sameText(field: TextField, found: string | undefined, wanted: string, monthFirst: boolean): boolean {
  if (found === undefined) return false;
  if (field === 'placedAt') return findDates(found, monthFirst)[0]?.iso === wanted || found === wanted;
  if (field === 'number') return loose(found).replaceAll(' ', '') === loose(wanted).replaceAll(' ', '');
  return found === wanted || (field !== 'address' && loose(found) === loose(wanted));
}
