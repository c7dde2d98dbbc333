import { looksLikeName } from './names.ts';
import { findPhone, isPhoneLine, withoutPhone } from './phones.ts';
import { isTaxLine, withoutTax } from './tax-line.ts';

export type Person = { readonly name?: string; readonly phone?: string };

/** Bounded lengths: searching a line of one very long word from each of its letters would be slow. */
export const emailPattern = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/;

/** `Client:88120457`, `user_4711`: a marketplace's identifier for a person whose name it does not disclose. */
const login =
  /^(?:(?:client|user|id|login|kunde|cliente|klient)\s?[:#]\s?\d+|[a-z]{1,20}_?\d[\w.-]{0,30})(?=\s|$)/iu;

export const trimmed = (text: string): string => text.replace(/^[\s,;:–—-]+|[\s,;:–—(-]+$/gu, '').trim();

/**
 * A name and a phone from one box: on separate lines, or `Ann Lee, +1 312 555 0178`. After a label that only means a person, a
 * name may look like that of a company.
 */
export function readPerson(lines: readonly string[], isSurelyPerson = false): Person {
  const [first = ''] = lines.map((line, at) => (at === 0 ? withoutTax(line) : line));
  if (login.test(first)) return lines.length > 1 ? readPerson(lines.slice(1), isSurelyPerson) : {};
  const phone =
    findPhone(first) ??
    lines
      .slice(1)
      .filter((line) => isPhoneLine(line) && !isTaxLine(line))
      .map(findPhone)
      .find((found) => found !== null);
  const isMasked = masked.test(first);
  const text = trimmed(
    withoutPhone(first.replace(emailPattern, '').replace(isMasked ? /[<>]/g : /[<>*]/g, '')).replace(
      /\s?[(<].*$/,
      '',
    ),
  );
  if (isMasked && isSurelyPerson && wholeMasked.test(text)) {
    return { name: text, ...(typeof phone === 'string' && { phone }) };
  }
  if (isSurelyPerson && surnameFirst.test(text)) {
    return { name: text, ...(typeof phone === 'string' && { phone }) };
  }
  const [beforeComma = ''] = text.split(/\s?[,;·|](?:\s|$)/);
  const name = looksLikeName(text) || (isSurelyPerson && looksLikeParty(text)) ? text : trimmed(beforeComma);
  const isName = looksLikeName(name) || (isSurelyPerson && looksLikeParty(name));
  return { ...(isName && { name }), ...(typeof phone === 'string' && { phone }) };
}

/** `A*** L**`, a name that a service masked: kept unchanged. */
const masked = /\p{L}\*{2,}/u;
const wholeMasked = /^\p{Lu}[\p{L}*.]*(?: \p{Lu}?[\p{L}*.]+){0,4}$/u;

/** `STELLAN, MARA`, as tills and forms print it. */
const surnameFirst = /^\p{Lu}[\p{L}'’-]+, \p{Lu}[\p{L}'’-]+(?: \p{Lu}\.?)?$/u;

/** `Praxis am Markt`, `ФОП Коваль`: words of which the first begins with a capital, without digits. */
const looksLikeParty = (text: string): boolean =>
  /^\p{Lu}[\p{L}\p{M}\s.'’ʼ"«»&-]*$/u.test(text) && text.length <= 50 && text.split(' ').length <= 6;
