import { cleanText } from './clean-text.ts';
import { findDates, hasTimeSpan } from './dates.ts';
import type { LabelledText } from './labels.ts';
import { readLabel } from './labels.ts';
import type { Layout } from './layout.ts';

export type Contact = {
  readonly customerName?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly recipientName?: string;
  readonly recipientPhone?: string;
  readonly address?: string;
};

const phonePattern = /(?<![\p{L}\p{N}.,#№-])(?:\+|\(|00)?\d[\d\s()/.-]{5,18}\d(?![\p{L}\p{N}])/u;
export const emailPattern = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;

/** A phone as printed: seven to fifteen digits that are no date. */
export function findPhone(line: string): string | null {
  if (findDates(line).length > 0) return null;
  const match = phonePattern.exec(cleanText(line))?.[0].trim();
  const digits = match?.replace(/\D/g, '').length ?? 0;
  const isPostcode = /^\d{5}-\d{4}$/.test(match ?? '');
  return match !== undefined && digits >= 7 && digits <= 15 && !isPostcode ? match : null;
}

const particles = new Set('de da do dos das del della di van von der den la le el y e i та і'.split(' '));

/** One to five words that could be a person's: letters only, capitals first. */
export function looksLikeName(text: string): boolean {
  const words = text.split(' ');
  return (
    words.length <= 5 &&
    text.length >= 2 &&
    text.length <= 60 &&
    /^[\p{L}\p{M}\s.'’ʼ-]+$/u.test(text) &&
    words.every((word) => particles.has(word) || /^[\p{Lu}.]/u.test(word)) &&
    /\p{L}{2}/u.test(text)
  );
}

export function readContact(layout: Layout, labels: readonly LabelledText[]): Contact {
  const sellers = labels.filter((label) => /^(sell|sold|your seller|business|verk|vend)/i.test(label.label));
  const isSellers = (at: number) => sellers.some((seller) => at >= seller.at && at - seller.at <= 4);
  const of = (field: 'customer' | 'recipient' | 'address') =>
    labels.filter((label) => label.fields.includes(field) && !(label.beside && isSellers(label.at)));
  const buyer = of('customer')
    .map((label) => readPerson(label.lines))
    .find((person) => person.name !== undefined);
  const recipient = of('recipient')
    .map((label) => readPerson(label.lines))
    .find((person) => person.name !== undefined);
  const place = of('address')
    .map((label) => readPlace(label))
    .find((found) => found.address !== undefined);
  const phone = labels
    .filter((label) => label.fields.includes('phone'))
    .map((label) => findPhone(label.lines[0] ?? ''));
  const email = labels
    .filter(
      (label) =>
        label.fields.includes('email') ||
        label.fields.includes('customer') ||
        label.fields.includes('address') ||
        label.fields.includes('otherAddress'),
    )
    .filter((label) => !/sell|shop|store|магазин|tienda/i.test(label.label))
    .flatMap((label) => label.lines.map((line) => emailPattern.exec(line)?.[0]));

  const other = recipient ?? (buyer && place?.name !== buyer.name ? place : undefined);
  const isOther = other?.name !== undefined && other.name !== buyer?.name;
  const name = buyer?.name ?? (recipient ? undefined : place?.name) ?? addressedName(layout);
  const billed = labels
    .filter((label) => label.fields.includes('otherAddress') && label.lines[0] === name)
    .map((label) => readPerson(label.lines).phone);
  const firstPhone =
    buyer?.phone ??
    phone.find((found) => found !== null) ??
    (isOther ? undefined : place?.phone) ??
    billed[0];
  const firstEmail = email.find((found) => found !== undefined);
  return {
    ...(name !== undefined && { customerName: name }),
    ...(firstPhone !== undefined && { phone: firstPhone }),
    ...(firstEmail !== undefined && { email: firstEmail }),
    ...(isOther && other.name !== undefined && { recipientName: other.name }),
    ...(isOther && other.phone !== undefined && { recipientPhone: other.phone }),
    ...(place?.address !== undefined && { address: place.address }),
  };
}

/** A name and a phone out of one box: on lines of their own, or `Ann Lee, +1 312 555 0178`. */
function readPerson(lines: readonly string[]): { readonly name?: string; readonly phone?: string } {
  const [first = ''] = lines;
  const phone = lines.map(findPhone).find((found) => found !== null);
  const name = trimmed(first.replace(findPhone(first) ?? '', '').replace(/\(.*$/, ''));
  return {
    ...(looksLikeName(name) && { name }),
    ...(phone !== undefined && phone !== null && { phone }),
  };
}

/** The lines under an address label: a name first, perhaps, then the place; times and phones among them are taken out. */
function readPlace(label: LabelledText): {
  readonly name?: string;
  readonly phone?: string;
  readonly address?: string;
} {
  const lines: string[] = [];
  for (const line of label.lines) {
    const inner = readLabel(line);
    if (
      inner?.closed &&
      lines.length > 0 &&
      !inner.fields.includes('address') &&
      !inner.fields.includes('phone')
    )
      break;
    lines.push(line);
  }
  const kept = lines.filter(
    (line) => !hasTimeSpan(line) && findDates(line).length === 0 && !emailPattern.test(line),
  );
  const person = readPerson(kept);
  const named = person.name !== undefined && (kept.length > 1 || person.phone !== undefined);
  const rest = (named ? kept.slice(1) : kept)
    .filter((line) => findPhone(line) === null || !isPhoneLine(line))
    .map(trimmed);
  const address = rest
    .filter((line) => line !== '')
    .join(', ')
    .replace(/,(?=\p{L})/gu, ', ');
  return {
    ...(named && person.name !== undefined && { name: person.name }),
    ...(person.phone !== undefined && { phone: person.phone }),
    ...(/\p{L}{2}/u.test(address) && address.length <= 400 && { address }),
  };
}

const isPhoneLine = (line: string): boolean =>
  (line.replace(findPhone(line) ?? '', '').match(/\p{L}/gu)?.length ?? 0) <= 8;

const trimmed = (text: string): string => text.replace(/^[\s,;:–—-]+|[\s,;:–—-]+$/gu, '').trim();

const name = "(?<name>[\\p{Lu}][\\p{L}.'’-]*(?: [\\p{Lu}][\\p{L}.'’-]*){0,3})";
const addressed = [
  `(?:order from|замовлення від|заказ от|zamówienie od|bestellung von|pedido de|commande de|ordine da) ${name}`,
  `sent this (?:message|e-?mail) to ${name}`,
  `^(?:hi|hello|dear|вітаємо|hallo|hola|bonjour|ciao|olá|cześć),? ${name}\\s*[,!]?$`,
].map((source) => new RegExp(source, 'iu'));

/** A mail without a customer's label may still call the buyer by name. */
function addressedName(layout: Layout): string | undefined {
  for (const pattern of addressed) {
    for (const row of layout.rows) {
      for (const line of row.cells.flatMap((cell) => cell.lines)) {
        const found = pattern.exec(line)?.groups?.name;
        if (found !== undefined && looksLikeName(found)) return found;
      }
    }
  }
  return undefined;
}
