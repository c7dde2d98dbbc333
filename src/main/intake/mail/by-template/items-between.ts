import type { ItemRule } from '../../../../shared/mail-template.ts';
import type { Amount } from '../amounts.ts';
import { findAmounts, wholeAmount } from '../amounts.ts';
import { folded } from '../clean-text.ts';
import type { RawItem } from '../item-lines.ts';
import { readItemLines } from '../item-lines.ts';
import type { Layout } from '../layout.ts';
import { nothing } from '../money-rows.ts';
import { columnQuantity, markedQuantity, splitQuantity } from '../read-quantity.ts';
import { saysFree } from '../total-words.ts';

export type BetweenRule = Extract<ItemRule, { readonly between: object }>;

export type BetweenLine = {
  readonly text: string;
  readonly at: number;
  readonly row: number;
  readonly block: number;
  readonly table: number;
};

/** The items of a mail without a table: the lines between two labels, split where a new item begins. */
export function itemsBetween(rule: BetweenRule, layout: Layout, decimal: ',' | '.'): readonly RawItem[] {
  return itemsOfLines(linesBetween(rule.between, layout), rule, decimal);
}

/** The items in the given lines. */
export function itemsOfLines(
  lines: readonly BetweenLine[],
  rule: Omit<BetweenRule, 'between'>,
  decimal: ',' | '.',
): readonly RawItem[] {
  return cut(lines, rule, decimal).flatMap((group) => itemOf(group, rule, decimal) ?? []);
}

export function linesBetween(
  { after, before }: BetweenRule['between'],
  layout: Layout,
): readonly BetweenLine[] {
  const lines = layout.rows.flatMap((row, at) =>
    row.cells.flatMap((cell) =>
      cell.lines.map((text) => ({ text, at, row: at, block: row.block, table: row.table })),
    ),
  );
  const begins = (label: string) => (line: BetweenLine) => folded(line.text).startsWith(folded(label));
  const starts =
    after === undefined ? [-1] : lines.flatMap((line, index) => (begins(after)(line) ? [index] : []));
  for (const start of starts) {
    const end = lines.findIndex((line, index) => index > start + 1 && begins(before)(line));
    if (end > 0) return lines.slice(start + 1, end);
  }
  return [];
}

/** One group of lines per item. */
function cut(
  lines: readonly BetweenLine[],
  rule: Omit<BetweenRule, 'between'>,
  decimal: ',' | '.',
): readonly (readonly BetweenLine[])[] {
  const groups: BetweenLine[][] = [];
  for (const [index, line] of lines.entries()) {
    const previous = lines[index - 1];
    if (!previous || isStart(line, previous, rule, decimal)) groups.push([line]);
    else groups.at(-1)?.push(line);
  }
  return groups;
}

function isStart(
  line: BetweenLine,
  previous: BetweenLine,
  { each, count }: Omit<BetweenRule, 'between'>,
  decimal: ',' | '.',
): boolean {
  switch (each) {
    case 'quantity':
      return countIn(line.text, count) !== null && markedQuantity(previous.text) === null;
    case 'amount':
      return endsInAmount(previous.text, decimal) && !endsInAmount(line.text, decimal);
    case 'row':
      return line.row !== previous.row;
    default:
      return line[each] !== previous[each];
  }
}

const endsInAmount = (text: string, decimal: ',' | '.'): boolean => {
  const last = findAmounts(text, decimal).at(-1);
  return (
    last !== undefined &&
    (last.marked || last.decimal.includes('.')) &&
    /^[\s)*]*$/.test(text.slice(last.end))
  );
};

/** The quantity at the start of a line, or the whole line. */
function countIn(text: string, count: BetweenRule['count']): number | null {
  const alone = markedQuantity(text);
  if (alone !== null) return alone;
  const bare = count === 'bare' ? /^(\d{1,3})\s+(?=\p{L})/u.exec(text)?.[1] : undefined;
  return bare === undefined ? splitQuantity(text).quantity : Number(bare);
}

function itemOf(
  lines: readonly BetweenLine[],
  rule: Omit<BetweenRule, 'between'>,
  decimal: ',' | '.',
): RawItem | null {
  const amounts: Amount[] = [];
  const words: string[] = [];
  let quantity: number | null = null;
  for (const { text } of lines) {
    const found = findAmounts(text, decimal).filter(
      (amount) => amount.marked || amount.decimal.includes('.'),
    );
    const alone = wholeAmount(text, decimal);
    const isMoney = alone !== null && found.length > 0;
    const counted = markedQuantity(text) ?? (words.length > 0 && !isMoney ? columnQuantity(text) : null);
    const times = isMoney ? null : timesPrice(text, found);
    if (counted !== null) quantity ??= counted;
    else if (isMoney) amounts.push(alone);
    else if (saysFree(text)) amounts.push(nothing);
    else if (times) {
      amounts.push(...found);
      quantity ??= times;
    } else if (/\p{L}/u.test(text)) {
      const [first] = words.length === 0 ? found.filter((amount) => isPrice(text, amount)) : [];
      words.push(first ? text.slice(0, first.start).replace(/[\s:–—-]+$/u, '') : text);
      if (words.length === 1) amounts.push(...found.filter((amount) => isPrice(text, amount)));
      else if (found.length > 0 && isLabelledPrice(text)) {
        words.pop();
        amounts.push(...found.slice(-1));
      } else if (found.length > 0 && rule.options === 'unpriced') words.pop();
    }
  }
  const [head, ...others] = words;
  if (head === undefined || amounts.length === 0) return null;
  const bare = rule.count === 'bare' ? /^(\d{1,3})\s+(?=\p{L})/u.exec(head) : null;
  const item = readItemLines([bare ? head.slice(bare[0].length) : head, ...others], lines[0]?.at ?? 0);
  const [price, unit] = pricesOf(item.unit ? [item.unit, ...amounts] : amounts, rule.price);
  const { pieces: _, ...read } = item;
  return {
    ...read,
    quantity: (bare ? Number(bare[1]) : null) ?? item.quantity ?? quantity ?? 1,
    unit,
    amount: price,
    options: rule.options === 'none' ? [] : item.options,
    until: lines.at(-1)?.at ?? 0,
  };
}

/** An amount in a title is its price if it has a currency or ends the line: the 1,2 of `Beef (about 1,2 kg)` is not. */
const isPrice = (text: string, amount: Amount): boolean =>
  amount.marked || /^[\s)*]*$/.test(text.slice(amount.end));

/** The 2 of `R$ 389.90 x 2 unidades` and of `2 × 14.50`, if the line contains nothing else. */
function timesPrice(text: string, found: readonly Amount[]): number | null {
  const [amount, more] = found;
  if (!amount || more) return null;
  const others = `${text.slice(0, amount.start)}#${text.slice(amount.end)}`;
  const count = /^\s*(?:(\d{1,4})\s*[x×х*]\s*#|#\s*[x×х*]\s*(\d{1,4}))(?:\s+\p{L}+\.?)?\s*$/iu.exec(others);
  return count ? Number(count[1] ?? count[2]) : null;
}

/** `Sold: £29.50`, `Price: 12,00 €`: a price with one word before it is not an option. */
const isLabelledPrice = (text: string): boolean => /^[\p{L}.]+(?:\s[\p{L}.]+)?\s*:\s*[^\p{L}]*\d/u.test(text);

/** The line price, and the unit price if there are two. */
function pricesOf(
  amounts: readonly Amount[],
  which: 'first' | 'last',
): readonly [Amount | null, Amount | null] {
  const price = (which === 'first' ? amounts[0] : amounts.at(-1)) ?? null;
  const other = (which === 'first' ? amounts[1] : amounts.at(-2)) ?? null;
  return [price, amounts.length > 1 ? other : null];
}
