import type { WantedTime } from '../wanted.ts';
import { endsBeforeItBegins, wantedSchema } from '../wanted.ts';
import { createSheet, plain } from './sheet.ts';
import { takeWanted } from './wanted.ts';

type When = {
  /** When it was written, epoch milliseconds. */
  readonly now: number;
  /** IANA zone of the shop. */
  readonly timeZone: string;
};

/**
 * Parses the delivery day, and the hours if given, from the text of message fields: `tomorrow, 10–12`. A field with other digits
 * or more than `mostOtherWords` other words is ignored.
 * @returns null when no field names a day
 */
export function wantedOfWords(fields: readonly string[], when: When): WantedTime | null {
  const read = fields.flatMap((field) => timeOf(field, when) ?? []);
  const date = read.find((one) => one.date !== undefined)?.date;
  if (date === undefined) return null;
  const { from, to } = read.find((one) => one.from !== undefined || one.to !== undefined) ?? {};
  const wanted = { date, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  return endsBeforeItBegins(wanted) ? { date } : wanted;
}

function timeOf(field: string, when: When): WantedTime | null {
  const sheet = createSheet(plain(field));
  const wanted = takeWanted(sheet, when, []);
  if (wanted === null) return null;
  const rest = sheet.pieces().join(' ');
  if (/\d/.test(rest) || (rest.match(/\p{L}+/gu)?.length ?? 0) > mostOtherWords) return null;
  const { words: _words, ...time } = wanted;
  // a field has no 24:00
  return wantedSchema.safeParse({ ...time, ...(time.to === '24:00' && { to: '23:59' }) }).data ?? null;
}

/** A weekday beside the date, or a word between two hours. */
const mostOtherWords = 2;
