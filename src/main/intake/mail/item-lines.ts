import type { Amount } from './amounts.ts';
import { findAmounts, wholeAmount } from './amounts.ts';
import { folded } from './clean-text.ts';
import { markedQuantity, splitQuantity } from './read-quantity.ts';

/** An item as the mail prints it, before its sums are weighed. */
export type RawItem = {
  readonly title: string;
  readonly quantity: number;
  /** Under a head that says which: otherwise only `amount`, which may be either. */
  readonly unit: Amount | null;
  readonly amount: Amount | null;
  readonly options: readonly string[];
  /** Prices of options that stand in rows of their own. */
  readonly optionAmounts: readonly Amount[];
  readonly sku: string | null;
  readonly at: number;
  /** The last row that belongs to it, where it has several. */
  readonly until?: number;
};

const eachWords =
  /\b(each|ea|per item|per unit|je|pro stück|cad|c\/u|cada uno|l'unité|chacun|za szt)\b\.?|\/\s?(шт|szt|stk|ud|un)|за шт|кожн/iu;
const noise =
  /^(incl\.?|inkl\.?|including|sold by|fulfilled by|seller|shop|transaction id|item number|item no|order number|est\. delivery|estimated delivery|processing time|eek|condition of return|view item|personalized item|no returns)\b/i;

/** The lines of an item's box: the title first, then options, unit price, quantity or article number in any order. */
export function readItemLines(
  lines: readonly string[],
  at: number,
): Omit<RawItem, 'quantity' | 'amount'> & { readonly quantity: number | null } {
  const [first = '', ...others] = lines;
  const { title, quantity } = splitQuantity(first);
  const item = {
    title,
    quantity,
    unit: null as Amount | null,
    sku: null as string | null,
    options: [] as string[],
  };
  for (const line of others) {
    const count = markedQuantity(line);
    const sku =
      /^\(?(?:#|sku:?\s*#?|art(?:icle|ikel)?\.?(?:\s?nr)?\.?:?\s*|артикул:?\s*)([\w-]{2,40})\)?$/iu.exec(
        line,
      )?.[1];
    const unit = unitPrice(line);
    if (count !== null && item.quantity === null) item.quantity = count;
    else if (sku !== undefined) item.sku = sku;
    else if (unit) item.unit = unit;
    else if (!noise.test(line)) item.options.push(optionText(line));
  }
  return { ...item, optionAmounts: [], at };
}

/** Bullets and plus signs before an option are drawing, not text. */
export const optionText = (line: string): string =>
  line
    .replace(/^[\s•·▪◦*+–-]+/u, '')
    .replace(/^SKU:\s*(?=[^:]+:)/i, '')
    .trim();

export const isNoise = (line: string): boolean => noise.test(line);

/** `$62.00 each`, `2 × 14,50 €`, `à 5,00 €`. */
function unitPrice(line: string): Amount | null {
  const [amount, ...rest] = findAmounts(line).filter((found) => found.marked || found.decimal.includes('.'));
  if (!amount || rest.length > 0) return null;
  const others = folded(line.slice(0, amount.start) + line.slice(amount.end));
  const says = eachWords.test(others) || /^\d{0,4}\s*([x×х@à]|по)?$/u.test(others);
  return says ? amount : null;
}

export const pureAmount = (lines: readonly string[]): Amount | null =>
  lines.map((line) => wholeAmount(line)).findLast((amount) => amount !== null) ?? null;
