import { readAmountLine } from './amount-line.ts';
import type { Amount } from './amounts.ts';
import { findAmounts, isMoney, wholeAmount } from './amounts.ts';
import type { ItemText } from './item-lines.ts';
import {
  countBefore,
  isCode,
  isPriceOfPiece,
  isSkuLine,
  pureAmount,
  readItemLines,
  unitPrice,
} from './item-lines.ts';
import type { Cell, Row } from './layout.ts';
import { nothing, rowKind } from './money-rows.ts';
import { markedQuantity } from './read-quantity.ts';
import { columnMeanings } from './table-head.ts';
import type { SumKind } from './total-words.ts';
import { saysFree } from './total-words.ts';

/** A row with a name and a price: an item, an option or a sum. */
export type PricedRow = {
  readonly at: number;
  readonly text: ItemText;
  readonly quantity: number | null;
  /** Bare whole numbers in separate boxes, by column: a count, a running number or a price without a currency sign. */
  readonly counts: ReadonlyMap<number, number>;
  readonly unit: Amount | null;
  readonly amount: Amount;
  readonly kind: SumKind | null;
  readonly boxes: number;
};

export function readPricedRow(row: Row, at: number): PricedRow | null {
  const [only] = row.cells;
  return only && row.cells.length === 1 ? inOneBox(only, at) : inBoxes(row, at);
}

/** `2 x Rose … 12.50`, or a box with the price on a separate line. */
function inOneBox(cell: Cell, at: number): PricedRow | null {
  const [first = '', ...others] = cell.lines;
  const read = readAmountLine(first);
  if (read && isProse(read.label)) return null;
  if (!read) return cell.lines.length > 1 ? inBoxOfLines(cell.lines, at) : pricedBehind(first, at);
  const numbered = /^\d{1,2}[.)]\s+(?=\p{L})/u;
  const text = readItemLines([read.label.replace(numbered, ''), ...others], at);
  const last = read.amounts.at(-1);
  if (!last) return null;
  const unit = read.amounts.length > 1 ? (read.amounts.at(-2) ?? null) : read.perPiece ? last : null;
  return {
    at,
    text,
    quantity: read.quantity ?? text.quantity,
    counts: new Map(),
    unit: unit ?? text.unit,
    amount: last,
    kind: rowKind(read.label),
    boxes: 1,
  };
}

/** `3x Coaster for $4.00 each`: the count first, and the unit price last. */
function pricedBehind(line: string, at: number): PricedRow | null {
  if (line.length > 200 || !findAmounts(line).some(isPriceOfPiece)) return null;
  const text = readItemLines([line], at);
  if (text.unit === null || text.quantity === null) return null;
  const { quantity, unit } = text;
  return { at, text, quantity, counts: new Map(), unit, amount: unit, kind: rowKind(text.title), boxes: 1 };
}

/** Sentences before an amount: an advert or small print, not a title. */
const isProse = (label: string): boolean => label.length > 80 && /\p{L}{3}[.!?]\s+\p{Lu}/u.test(label);

function inBoxOfLines(lines: readonly string[], at: number): PricedRow | null {
  const prices = lines.map((line) => wholeAmount(line)).filter((found) => found !== null);
  const amount = prices.find((each) => each.marked);
  if (!amount || prices.length > 2 || !/\p{L}/u.test(lines[0] ?? '')) return null;
  const text = readItemLines(
    lines.filter((line) => wholeAmount(line) === null),
    at,
  );
  const kind = rowKind(lines[0] ?? '');
  return { at, text, quantity: text.quantity, counts: new Map(), unit: text.unit, amount, kind, boxes: 1 };
}

function inBoxes(row: Row, at: number): PricedRow | null {
  const words: Cell[] = [];
  const amounts: Amount[] = [];
  const counts = new Map<number, number>();
  let quantity: number | null = null;
  let unit: Amount | null = null;
  let sku: string | null = null;
  let isGiven = false;
  for (const cell of row.cells) {
    const [first = ''] = cell.lines;
    const told = words.length > 0 || cell.lines.length > 2 ? toldIn(cell.lines) : null;
    if (told) {
      quantity ??= told.quantity;
      unit ??= told.unit;
      amounts.push(told.amount);
      words.push({ ...cell, lines: told.rest });
      continue;
    }
    const count = cell.lines.length === 1 ? markedQuantity(first) : null;
    const price = priceOf(cell);
    if (count !== null && quantity === null) quantity = count;
    else if (cell.lines.length === 1 && isCode(first)) sku = first;
    else if (/^\d{1,4}$/.test(first) && cell.lines.length === 1) counts.set(cell.column, Number(first));
    else if (price) {
      if (price.unit) unit = price.unit;
      quantity ??= price.count;
      if (price.amount) amounts.push(price.amount);
    } else if (cell.lines.length === 1 && saysFree(first) && words.length > 0) isGiven = true;
    else if (cell.lines.some((line) => /\p{L}/u.test(line))) words.push(cell);
  }
  const [title, ...more] = words.length > 1 && isNumberedHead(words[0]) ? words.slice(1) : words;
  // Only an article number beside the price: the title is in a row above.
  if (!title || isSkuLine(title.lines[0] ?? '')) return null;
  const text = readItemLines([...title.lines, ...more.flatMap((cell) => cell.lines)], at, quantity);
  // `Filter × 1 | Free`: a counted item without a price was ordered as well.
  const isCounted = quantity !== null || text.quantity !== null || counts.size > 0;
  // `2 pcs × 5.00` beside the title is the complete price.
  const amount = amounts.at(-1) ?? (isCounted ? (unit ?? (isGiven ? nothing : null)) : null);
  if (!amount) return null;
  return {
    at,
    text: { ...text, sku: text.sku ?? sku },
    quantity: quantity ?? text.quantity,
    counts,
    unit: unit ?? (amounts.length > 1 ? (amounts.at(-2) ?? null) : text.unit),
    amount,
    kind: rowKind(title.lines[0] ?? ''),
    boxes: row.cells.length,
  };
}

type Told = {
  readonly rest: readonly string[];
  readonly quantity: number | null;
  readonly unit: Amount | null;
  readonly amount: Amount;
};

/** A title, then `Quantity 2` and `Value £4.50 each (£9.00)` as lines of one box: its facts, and the remaining lines. */
function toldIn(lines: readonly string[]): Told | null {
  const at = lines.findIndex((line, index) => index > 0 && priceWord(line) !== null);
  const value = priceWord(lines[at] ?? '');
  if (value === null) return null;
  const found = findAmounts(value).filter((amount) => amount.marked);
  const inBrackets = /\(([^()]*)\)\s*$/u.exec(value)?.[1];
  const [first, second, ...more] = found;
  if (!first || first.negative || more.length > 0 || first.start > 0 || (second && inBrackets === undefined))
    return null;
  const each = unitPrice(value.replace(/\([^()]*\)\s*$/u, '').trim());
  const whole = second ? { ...second, negative: false } : first;
  const counts = lines.map(markedQuantity);
  return {
    rest: lines.filter((_, index) => index !== at && counts[index] === null),
    quantity: counts.find((count) => count !== null) ?? null,
    unit: each,
    amount: whole,
  };
}

/** The value after `Price` or `Value`, with a colon or without. */
function priceWord(line: string): string | null {
  const { word = '', value = '' } =
    /^(?<word>\p{L}[\p{L} ]{1,20}?):?\s+(?<value>\P{L}{0,4}\d.*)$/u.exec(line)?.groups ?? {};
  const meanings = word === '' ? [] : columnMeanings(word);
  return meanings.includes('unitPrice') || meanings.includes('lineTotal') ? value : null;
}

/** `Product 2` beside the box that describes it. */
function isNumberedHead(cell: Cell | undefined): boolean {
  const word =
    cell?.lines.length === 1 ? /^(\p{L}+)\s?[#№]?\d{1,2}[.:]?$/u.exec(cell.lines[0] ?? '')?.[1] : undefined;
  return word !== undefined && columnMeanings(word).includes('title');
}

/** A box with only prices: of the line, of one piece (`2 × 5.00`), or both. */
function priceOf(cell: Cell): {
  readonly unit: Amount | null;
  readonly amount: Amount | null;
  readonly count: number | null;
} | null {
  const equation = cell.lines.length === 1 ? equationIn(cell.lines[0] ?? '') : null;
  if (equation) return equation;
  const found = pureAmount(cell.lines);
  const amount = found && isMoney(found) ? found : null;
  const others = cell.lines.filter((line) => wholeAmount(line) === null);
  const units = others.filter((line) => amount === null || markedQuantity(line) === null).map(unitPrice);
  if (units.some((unit) => unit === null) || (!amount && units.length === 0)) return null;
  const counts = cell.lines.map((line) => countBefore(line) ?? (amount ? markedQuantity(line) : null));
  return { unit: units[0] ?? null, amount, count: counts.find((count) => count !== null) ?? null };
}

/** `(2) @ $19.99 = $39.98`, `19.99 × 2 = 39.98`, `× 2 = 39.98`: the calculation of the line price. */
function equationIn(line: string): ReturnType<typeof priceOf> {
  const [before = '', after = '', ...more] = line.length > 60 ? [] : line.split(/\s?=\s?/u);
  const amount = after === '' || more.length > 0 ? null : wholeAmount(after);
  if (!amount || !isMoney(amount)) return null;
  const bare = before.trim().replace(/^\((\d{1,3})\)/u, '$1');
  const alone = markedQuantity(bare);
  if (alone !== null) return { unit: null, amount, count: alone };
  const unit = unitPrice(bare);
  const count = countBefore(bare);
  return unit && count !== null ? { unit, amount, count } : null;
}
