import type { TrainerField } from '../../../shared/trainer.ts';
import { isAmountField } from '../../../shared/trainer.ts';
import { readAmount } from './state/trainer-form.ts';

/**
 * The line of the mail that contains a value, to show where it was parsed from. For a total it is the last such line, for other
 * fields the first. @returns null if no line has the value
 */
export function findPlace(
  lines: readonly string[],
  field: TrainerField | 'title',
  value: string,
): number | null {
  const wanted = folded(value);
  if (wanted === '') return null;
  const shows = showsOf(field, value, wanted);
  const index = field === 'total' ? lines.findLastIndex(shows) : lines.findIndex(shows);
  return index < 0 ? null : index;
}

function showsOf(field: TrainerField | 'title', value: string, wanted: string): (line: string) => boolean {
  if (field === 'currency') return () => false; // every amount shows it
  if (field !== 'title' && isAmountField(field)) {
    const amount = readAmount(value);
    return (line) => amount !== null && amountsIn(line).some((each) => Number(each) === Number(amount));
  }
  if (field === 'phone' || field === 'recipientPhone') {
    const digits = digitsOf(value).slice(-9);
    return (line) => digits.length >= 6 && digitsOf(line).includes(digits);
  }
  if (field === 'placedAt') {
    const [, day, hour, minute] = /^\d{4}-\d\d-(\d\d)(?:T(\d\d):(\d\d))?/.exec(value) ?? [];
    if (day === undefined) return (line) => folded(line).includes(wanted);
    const hours = hour === undefined ? [] : [Number(hour), Number(hour) % 12 || 12];
    return (line) =>
      new RegExp(`(?<!\\d)0?${Number(day)}(?!\\d)`).test(line) &&
      (minute === undefined || hours.some((each) => new RegExp(`(?<!\\d)0?${each}[:.]${minute}`).test(line)));
  }
  const parts = wanted.split(', ');
  return (line) => folded(line).includes(wanted) || (parts.length > 1 && folded(line) === parts[0]);
}

const folded = (text: string): string => text.toLowerCase().replace(/\s+/gu, ' ').trim();
const digitsOf = (text: string): string => text.replace(/\D/g, '');

function amountsIn(line: string): readonly string[] {
  return [...line.matchAll(/\d[\d\s.,'’]*/gu)].flatMap(([text]) => readAmount(text) ?? []);
}
