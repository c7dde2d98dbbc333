import { readAmountLine } from './amount-line.ts';
import type { Amount } from './amounts.ts';
import { findAmounts, isMoney, wholeAmount } from './amounts.ts';
import type { Row } from './layout.ts';
import { markedQuantity } from './read-quantity.ts';
import type { SumKind } from './total-words.ts';
import { saysFree, sumKind } from './total-words.ts';

/** A row of a label and its amount. */
export type MoneyRow = {
  readonly at: number;
  readonly label: string;
  /** Left to right; the last is the amount of the row. */
  readonly amounts: readonly Amount[];
  readonly amount: Amount;
  readonly kind: SumKind | null;
};

export const nothing: Amount = {
  decimal: '0',
  printed: '0',
  negative: false,
  currency: null,
  marked: true,
  start: 0,
  end: 0,
};

/** The kind of a label; the name of a card may be followed by its last digits: `Visa-1234`, `Mastercard •••• 4242`. */
export function rowKind(label: string): SumKind | null {
  const kind = sumKind(label);
  if (kind !== null || !/\d{4}\W*$/.test(label)) return kind;
  return sumKind(label.replace(/[\s\d.,•·*#xX()-]+$/u, '')) === 'other' ? 'other' : null;
}

export function moneyRow(row: Row, at: number): MoneyRow | null {
  return row.cells.length === 1 ? singleBox(row, at) : severalBoxes(row, at);
}

/** `Delivery fee | 1.50 €`, `Subtotal | S&H | $29.99`, `$26.75 | Subtotal`. */
function severalBoxes(row: Row, at: number): MoneyRow | null {
  const words = row.cells.find(({ lines: [first = ''] }) => isWords(first));
  const label = words?.lines[0] ?? '';
  if (label === '') return null;
  const kind = rowKind(label);
  const others = row.cells.filter((cell) => cell !== words).flatMap((cell) => cell.lines);
  const isSum = kind !== null && kind !== 'other';
  const amounts = others
    .map((line) => wholeAmount(line) ?? (isSum ? leadingAmount(line) : null))
    // A number without sign and decimals is a phone or a count, except beside the word for a sum.
    .filter((found) => found !== null && (isMoney(found) || isSum))
    .filter((found) => found !== null);
  const amount = amounts.at(-1) ?? (kind === 'delivery' && others.some(isFree) ? nothing : null);
  return amount ? { at, label, kind, amount, amounts } : null;
}

/** `Shipping: £4.00 via courier`: after the label of a sum, words after the amount are only a comment. */
function amountBeforeWords(line: string): Pick<MoneyRow, 'label' | 'kind' | 'amount'> | null {
  const { label = '', value = '' } = /^(?<label>[^:]{2,40}):\s*(?<value>\S.*)$/u.exec(line)?.groups ?? {};
  const kind = sumKind(label);
  const amount = kind === null || kind === 'other' ? null : leadingAmount(value);
  return amount ? { label, kind, amount } : null;
}

/**
 * Beside the label of a sum, the amount at the start belongs to it: `19,99 zł przez Kurier`, `€ 4,90 (DHL)`,
 * `1.100,00 € (incluye 100,00 € IVA)`.
 */
function leadingAmount(text: string): Amount | null {
  const [amount] = findAmounts(text);
  return amount?.start === 0 && isMoney(amount) && text.length <= longestComment ? amount : null;
}
const longestComment = 120;

/** In any grammatical ending. */
const freeStem =
  /^(?:kostenlos|kostenfrei|gratis|gratuit|безкоштовн|бесплатн|darmow|bezpłatn|zdarma|ingyenes)/iu;

/** `Free`, `Envío gratuito`, `Free shipping (Standard)`: a price of zero, in a few words. */
export function isFree(text: string): boolean {
  const bared = text.replace(/\s*\([^()]*\)\s*$/u, '');
  const words = bared.split(/[\s,–—-]+/u);
  const isShort = words.length <= 5 && !/\d/.test(bared);
  return saysFree(bared) || (isShort && words.some((word) => saysFree(word) || freeStem.test(word)));
}

const isWords = (line: string): boolean =>
  /\p{L}/u.test(line) && wholeAmount(line) === null && markedQuantity(line) === null;

/** `Order total: $120.21`, and of a text mail `Delivery 8% 1 ‎9.25 ‎9.99 ‎9.99`. */
function singleBox(row: Row, at: number): MoneyRow | null {
  const lines = row.cells[0]?.lines ?? [];
  const line = lines.length === 1 ? (lines[0] ?? '') : '';
  const read = readAmountLine(line);
  const amount = read?.amounts.at(-1);
  if (read && amount)
    return { at, label: read.label, kind: rowKind(read.label), amounts: read.amounts, amount };
  if (!line.includes(':')) return null;
  const followed = amountBeforeWords(line);
  if (followed) return { at, ...followed, amounts: [followed.amount] };
  const free = /^(?<label>[^:]{3,40}):\s*(?<value>.+)$/.exec(line)?.groups;
  const kind = free ? sumKind(free.label ?? '') : null;
  return free && kind === 'delivery' && isFree(free.value ?? '')
    ? { at, label: free.label ?? '', kind, amount: nothing, amounts: [nothing] }
    : null;
}
