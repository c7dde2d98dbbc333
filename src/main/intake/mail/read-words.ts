import type { Confidence, Mail } from '../../../shared/reading.ts';
import { areasOf } from './areas.ts';
import { findLabelled } from './labelled.ts';
import type { Layout } from './layout.ts';
import { purposeOfMail } from './mail-purpose.ts';
import type { Contact } from './read-contact.ts';
import { readContact } from './read-contact.ts';
import { readNote } from './read-note.ts';
import { readNumber } from './read-number.ts';
import { readPlacedAt } from './read-placed-at.ts';

/** The values of a mail that are words rather than amounts. */
export type FoundWords = {
  readonly number: string | null;
  readonly placedAt: string | null;
  readonly contact: Contact;
  readonly note: string | null;
  /** Confidence of each: high beside its label, low if it was guessed by its position. */
  readonly sure: Confidence;
};

const high = 0.9;
const low = 0.5;

export function readWords(mail: Mail, layout: Layout, monthFirst: boolean): FoundWords {
  const areas = areasOf(layout);
  const labels = findLabelled(layout);
  const isToShop = purposeOfMail(mail, [layout]) === 'new-order';
  const number = readNumber(layout, mail.subject, labels, areas, isToShop);
  const placedAt = readPlacedAt(layout, labels, monthFirst, areas);
  const { contact, guessed, handOver } = readContact(layout, labels, {
    subject: mail.subject,
    from: mail.from,
    fromName: mail.fromName,
    isToShop,
    number: number?.number,
    areas,
    linked: linkedEmails(mail.html ?? mail.text ?? ''),
  });
  const note = readNote(layout, labels, areas) ?? handOver ?? null;
  const sure: { -readonly [F in keyof Confidence]: number } = {};
  if (number) sure.number = number.isSure ? high : low;
  if (placedAt) sure.placedAt = placedAt.isSure ? high : low;
  for (const field of Object.keys(contact) as (keyof Contact)[])
    sure[field] = guessed.includes(field) ? low : high;
  if (note !== null) sure.note = high;
  return { number: number?.number ?? null, placedAt: placedAt?.iso ?? null, contact, note, sure };
}

/** The addresses of the mail's `mailto:` links. */
const linkedEmails = (source: string): readonly string[] => [
  ...new Set(
    [...source.matchAll(/mailto:([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)/gi)].map(
      ([, email = '']) => email,
    ),
  ),
];
