import type { Pasted } from '../../../../shared/pasted/pasted.ts';
import type { FormValues } from '../values.ts';

/** The fields a message can fill. */
export const guessable = [
  'customer.name',
  'customer.phone',
  'customer.email',
  'address',
  'recipient.name',
  'recipient.phone',
  'wanted.date',
  'wanted.from',
  'wanted.to',
  'note',
] as const;
export type Guessable = (typeof guessable)[number];

type Fillable = Pick<FormValues, 'customer' | 'address' | 'recipient' | 'wanted' | 'note'>;

/** The words for message content without a field; it goes into the note. */
export type NoteWords = { readonly otherPhone: (phone: string) => string };

export type Filling = {
  readonly changes: readonly { readonly path: Guessable; readonly before: string; readonly value: string }[];
  /** A parsed value for a field that is not empty. */
  readonly left: readonly { readonly path: Guessable; readonly value: string }[];
};

export function valueAt(values: Fillable, path: Guessable): string {
  const { customer, address, recipient, wanted, note } = values;
  return {
    'customer.name': customer.name,
    'customer.phone': customer.phone,
    'customer.email': customer.email,
    address,
    'recipient.name': recipient.name,
    'recipient.phone': recipient.phone,
    'wanted.date': wanted.date,
    'wanted.from': wanted.from,
    'wanted.to': wanted.to,
    note,
  }[path];
}

/** The values for each field. Typed values are never overwritten; only the note is appended to. */
export function fillFromMessage(values: Fillable, pasted: Pasted, words: NoteWords): Filling {
  const { recipient, wanted } = pasted;
  const read: { readonly [P in Guessable]: string | undefined } = {
    'customer.name': pasted.name,
    'customer.phone': pasted.phone,
    'customer.email': pasted.email,
    address: pasted.address?.line,
    'recipient.name': recipient?.name,
    'recipient.phone': recipient?.phone,
    'wanted.date': wanted?.date,
    'wanted.from': ofDay(wanted?.from),
    'wanted.to': ofDay(wanted?.to),
    note: [...pasted.otherPhones.map(words.otherPhone), pasted.note].filter(Boolean).join('\n'),
  };
  const changes: { path: Guessable; before: string; value: string }[] = [];
  const left: { path: Guessable; value: string }[] = [];
  for (const path of guessable) {
    const value = read[path];
    const before = valueAt(values, path);
    if (value === undefined || value === '' || value === before.trim()) continue;
    if (before.trim() === '') changes.push({ path, before, value });
    else if (path !== 'note') left.push({ path, value });
    else if (!before.includes(value)) changes.push({ path, before, value: `${before.trimEnd()}\n${value}` });
  }
  return { changes, left };
}

/** `24:00` is no valid time of a time field. */
const ofDay = (time: string | undefined): string | undefined => (time === '24:00' ? '23:59' : time);
