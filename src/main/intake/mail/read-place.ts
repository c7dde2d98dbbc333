import { bare } from './clean-text.ts';
import { findDates, hasTimeSpan } from './dates.ts';
import type { LabelledText } from './labels.ts';
import { readLabel } from './labels.ts';
import { looksLikeName } from './names.ts';
import { isPhoneLine, withoutPhone } from './phones.ts';
import { postcode } from './postcodes.ts';
import type { Person } from './read-person.ts';
import { emailPattern, readPerson, trimmed } from './read-person.ts';
import { beginsAsStreet, isHouseNumber, isInside, isStreet } from './streets.ts';
import { isTaxLine } from './tax-line.ts';
import { alternatives, wordsOf } from './words/all.ts';

export type Place = Person & { readonly address?: string; readonly handOver?: string };

const isQuoted = (line: string): boolean => /^["“„«][^"“”„«»]+["”“»]$/u.test(line);
/** `you can find the address in your account.` */
const sentence = /^\p{Ll}[^\d,]{20,}\p{L}\.$/u;
/** `Самовивіз з Нової Пошти, м. Черкаси …`: the pick-up method, before the place. */
const fetched =
  /^(?:самовив[іо]з|самовывоз|pick-?up|odbiór osobisty|abholung|recogida|retirada|levantamento|retrait|ritiro)(?!\p{L})[^,:\d]{0,40}[,:] (?=.*\p{L}.*\d)/iu;
/** `Visa •••• 1234 (by phone)`, `Mastercard ending in 4242`: the payment method, among the lines of the address. */
const card =
  /^(?:visa|master ?card|maestro|amex|american express|discover|diners(?: club)?|jcb|union ?pay|girocard|credit card|debit card|card)(?!\p{L})[^\p{L}\d]*(?:ending(?: in| with)?\s|x{2,}\W*)?\d{2,4}(?:\s\([^()]*\))?$/iu;
const hasPhoneWord = /(?<!\p{L})(?:tel|тел|phone|mob|моб|cell|tél|telefon|телефон)[.: ]/iu;

const leaveAt = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:${alternatives(wordsOf((language) => language.leaveAt))})`,
  'u',
);

/** The lines under an address label: a name first, perhaps, then the place; times and phones among them are removed. */
export function readPlace(label: LabelledText): Place {
  const lines: string[] = [];
  for (const line of label.lines) {
    if (isTaxLine(line) || card.test(line) || (label.lines.length === 1 && leaveAt.test(bare(line))))
      continue;
    const inner = /\p{L}{3}/u.test(line) ? readLabel(line) : null;
    const isInner = inner?.closed && !inner.fields.includes('address') && !inner.fields.includes('phone');
    // A line with a question or exclamation mark is not part of an address.
    if ((isInner || /[?!]/.test(line)) && lines.length > 0) break;
    lines.push(line);
  }
  const handOver = lines.slice(1).find((line) => leaveAt.test(bare(line)) || isQuoted(line));
  const kept = lines.filter(
    (line) =>
      line !== handOver && !hasTimeSpan(line) && findDates(line).length === 0 && !emailPattern.test(line),
  );
  const person = readPerson(kept);
  const [firstLine = ''] = kept;
  const [, afterName] = person.name === undefined ? [] : trimmed(withoutPhone(firstLine)).split(person.name);
  const isNamed =
    person.name !== undefined &&
    !beginsAsStreet(person.name) &&
    /^\s*(?:[(<]|$)/.test(afterName ?? '-') &&
    (kept.length > 1 || person.phone !== undefined);
  const rest = (isNamed ? kept.slice(1) : kept)
    .filter((line) => !isPhoneLine(line))
    .filter((line, index) => !(index === 0 && line === person.name))
    .map((line) => trimmed(hasPhoneWord.test(line) ? withoutPhone(line) : line));
  const address = untilTown(rest.filter((line) => line !== ''))
    .join(', ')
    .replace(/,(?=\p{L})/gu, ', ')
    .replace(fetched, '');
  return {
    ...(isNamed && person.name !== undefined && { name: person.name }),
    ...(person.phone !== undefined && { phone: person.phone }),
    ...(handOver !== undefined && { handOver: isQuoted(handOver) ? handOver.slice(1, -1).trim() : handOver }),
    ...(/\p{L}{2}/u.test(address) && address.length <= 400 && !sentence.test(address) && { address }),
  };
}

/**
 * After the town comes the country or the flat. A sentence there explains how to get in, and a word with a colon is a remark of
 * the service.
 */
function untilTown(lines: readonly string[]): readonly string[] {
  const town = lines.findLastIndex((line) => postcode.test(line) && /\p{L}{2}/u.test(line));
  return town < 0 ? lines : lines.filter((line, at) => at <= town || isInside(line) || !isRemark(line));
}

const isRemark = (line: string): boolean =>
  /\p{L}:\S/u.test(line) || (line.match(/(?<![\p{L}'’])\p{Ll}{3,}(?!\p{L})/gu)?.length ?? 0) >= 2;

/** `Ann Lee, 5 High St, Leeds LS1 1AA, United Kingdom`, if the customer has no other name. */
export function splitNamedAddress(
  address: string,
): { readonly name: string; readonly address: string } | null {
  const [name = '', ...rest] = address.split(', ');
  const isNamed =
    (rest.length >= 3 || (rest.length === 2 && isStreet(rest[0] ?? ''))) &&
    !beginsAsStreet(name) &&
    !isHouseNumber(rest[0] ?? '') &&
    name.includes(' ') &&
    looksLikeName(name) &&
    !/[\p{L}]\.[\p{L}]/u.test(name);
  return isNamed ? { name, address: rest.join(', ') } : null;
}
