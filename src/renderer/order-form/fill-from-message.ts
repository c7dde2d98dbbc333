import type { Pasted } from '../../shared/pasted/pasted.ts';
import type { FormValues } from './values.ts';

/** The fields a message can fill. */
export const guessable = ['customer.name', 'customer.phone', 'customer.email', 'address', 'note'] as const;
export type Guessable = (typeof guessable)[number];

/** How the note says what there is no field for. */
export type NoteWords = {
  readonly wanted: (wanted: NonNullable<Pasted['wanted']>) => string;
  readonly recipient: (who: string) => string;
  readonly otherPhone: (phone: string) => string;
};

export type Filling = {
  readonly changes: readonly { readonly path: Guessable; readonly before: string; readonly value: string }[];
  /** What was read for a field in which something is typed already. */
  readonly left: readonly { readonly path: Guessable; readonly value: string }[];
};

export function valueAt(values: Pick<FormValues, 'customer' | 'address' | 'note'>, path: Guessable): string {
  switch (path) {
    case 'customer.name':
      return values.customer.name;
    case 'customer.phone':
      return values.customer.phone;
    case 'customer.email':
      return values.customer.email;
    case 'address':
      return values.address;
    default:
      return values.note;
  }
}

/** What goes into which field. Nothing that is typed is touched; the note alone is added to. */
export function fillFromMessage(
  values: Pick<FormValues, 'customer' | 'address' | 'note'>,
  pasted: Pasted,
  words: NoteWords,
): Filling {
  const read: { readonly [P in Guessable]: string | undefined } = {
    'customer.name': pasted.name,
    'customer.phone': pasted.phone,
    'customer.email': pasted.email,
    address: pasted.address?.line,
    note: noteOf(pasted, words),
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

function noteOf({ wanted, recipient, otherPhones, note }: Pasted, words: NoteWords): string {
  const who = [recipient?.name, recipient?.phone].filter(Boolean).join(', ');
  return [
    wanted && words.wanted(wanted),
    who !== '' && words.recipient(who),
    ...otherPhones.map(words.otherPhone),
    note,
  ]
    .filter(Boolean)
    .join('\n');
}
