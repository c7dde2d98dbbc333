import { normalizePhone } from '../phone.ts';
import type { Sheet } from './sheet.ts';

export type PastedPhone = { readonly phone: string; readonly of: 'customer' | 'recipient' | null };

/** A plus and digits in groups, on one line. */
const run = /(?<![\p{L}\p{N}#№.,:/])\+?\(?\d(?:[ ().-]{0,3}\d){6,24}(?!\d)/gu;

const recipient =
  /(?:отримува|одержува|получа|recipient|receiver|odbior|кому|для кого|для (?:мами|мамы|дружини|жены|подруг)|вруч|(?:її|його|ее|её|его|her|his|jej|jego)\s+(?:номер|тел|phone|number|numer)|(?:номер|тел\p{L}*|phone|number|numer)\s+(?:мами|мамы|дружини|жены|подруг|сестр|бабус|бабушк|коханої|of my|mojej|mamy|żony))/iu;
const customer =
  /(?:замовни|заказчи|від кого|от кого|(?<!\p{L})(?:від|от)\s*:|мій|мой|моя|\bmy\b|mój|moj\b|sender|nadawc|плат|zamawiaj|from me)/iu;

/** Cuts out every phone number; similar numbers stay in the text. */
export function takePhones(sheet: Sheet, country: string | null): readonly PastedPhone[] {
  const text = sheet.text();
  const phones: PastedPhone[] = [];
  let end = 0;
  for (const match of text.matchAll(run)) {
    const found = phoneIn(match[0], country);
    if (!found) continue;
    const from = match.index + found.from;
    const to = match.index + found.to;
    const before = text.slice(Math.max(end, from - 60), from);
    // after the last phone or blank line, and the beginning of what follows in brackets
    const near = before.slice(before.search(/[^\n]*(?:\n[^\n]*)?$/));
    const after = /^\s{0,2}[(-]\s?[^)\n]{0,24}/.exec(text.slice(to, to + 30))?.[0] ?? '';
    phones.push({ phone: found.phone, of: whose(near, after) });
    sheet.cut(from, to);
    end = to;
  }
  return phones.filter(({ phone }, index) => phones.findIndex((other) => other.phone === phone) === index);
}

/** The last word before it counts, then a word in brackets after it. */
function whose(before: string, after: string): PastedPhone['of'] {
  for (const text of [after, before]) {
    const places = (pattern: RegExp) =>
      Math.max(-1, ...[...text.matchAll(new RegExp(pattern, 'giu'))].map(({ index }) => index));
    const [theirs, own] = [places(recipient), places(customer)];
    if (theirs > own) return 'recipient';
    if (own > theirs) return 'customer';
  }
  return null;
}

type Found = { readonly phone: string; readonly from: number; readonly to: number };

/** The groups of a run that are one phone, and no part of a longer number: of a card, a parcel, a date. */
function phoneIn(text: string, country: string | null): Found | null {
  if (/\d{1,2}[.-]\d{1,2}[.-]\d{4}/.test(text)) return null;
  const groups = [...text.matchAll(/\+?\d+/g)].map((match) => ({
    digits: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
  const total = groups.reduce((sum, { digits }) => sum + digits.replace('+', '').length, 0);
  for (let size = groups.length; size > 0; size -= 1) {
    for (let first = 0; first + size <= groups.length; first += 1) {
      const some = groups.slice(first, first + size);
      const [head, tail] = [some[0], some.at(-1)];
      if (!head || !tail) continue;
      const digits = some.map((group) => group.digits).join('');
      const over = total - digits.replace('+', '').length;
      // a house or a postcode may stand beside it; more is a number of another kind
      if (over > 6 || !looksWhole(digits, country)) continue;
      const phone = normalizePhone(digits, country);
      if (phone !== null) return { phone, from: head.from, to: tail.to + (text[tail.to] === ')' ? 1 : 0) };
    }
  }
  return null;
}

const mobile = '(?:39|50|63|66|67|68|73|75|77|89|9[1-9])';
const ukrainian = new RegExp(`^(?:\\+?380|80|0)?${mobile}\\d{7}$|^(?:\\+?380|80|0)(?:3|4|5|6)\\d{8}$`);

function looksWhole(digits: string, country: string | null): boolean {
  if (country === 'UA' && ukrainian.test(digits)) return true;
  if (digits.startsWith('+')) return /^\+(?!380)\d{10,14}$/.test(digits);
  if (country === 'PL') return /^(?:48)?[4-8]\d{8}$/.test(digits);
  return country !== 'UA' && /^0\d{9,10}$/.test(digits);
}
