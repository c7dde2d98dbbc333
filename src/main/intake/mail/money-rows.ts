import type { Amount } from './amounts.ts';
import { findAmounts, wholeAmount } from './amounts.ts';
import type { Row } from './layout.ts';
import type { SumKind } from './total-words.ts';
import { saysFree, sumKind } from './total-words.ts';

/** A row that ends in an amount: a label and what it costs. */
export type MoneyRow = {
  readonly at: number;
  readonly label: string;
  /** Left to right; the last is the one the row is about. */
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

export function moneyRow(row: Row, at: number): MoneyRow | null {
  return row.cells.length === 1 ? singleBox(row, at) : severalBoxes(row, at);
}

/** `Delivery fee | 1.50 €`, `Subtotal | S&H | $29.99`. */
function severalBoxes(row: Row, at: number): MoneyRow | null {
  const label = row.cells[0]?.lines[0] ?? '';
  const kind = sumKind(label);
  const last = row.cells.at(-1)?.lines ?? [];
  const amount =
    last.map((line) => wholeAmount(line)).findLast((found) => found !== null) ??
    (kind === 'delivery' && last.some(saysFree) ? nothing : null);
  if (!amount || wholeAmount(label)) return null;
  const amounts = row.cells.slice(1).flatMap((cell) => cell.lines.map((line) => wholeAmount(line)));
  return { at, label, kind, amount, amounts: amounts.filter((found) => found !== null) };
}

/** `Order total: $120.21`, and of a text mail `Delivery 8% 1 ‎9.25 ‎9.99 ‎9.99`. */
function singleBox(row: Row, at: number): MoneyRow | null {
  const lines = row.cells[0]?.lines ?? [];
  const line = lines.length === 1 ? (lines[0] ?? '') : '';
  const found = findAmounts(line).filter((amount) => amount.marked || /\.\d\d$/.test(amount.decimal));
  const [first] = found;
  const last = found.at(-1);
  if (!first || !last || !/^[\s.*]*$/.test(line.slice(last.end))) {
    const free = /^(?<label>[^:]{3,40}):\s*(?<value>.+)$/.exec(line)?.groups;
    const kind = free ? sumKind(free.label ?? '') : null;
    return free && kind === 'delivery' && saysFree(free.value ?? '')
      ? { at, label: free.label ?? '', kind, amount: nothing, amounts: [nothing] }
      : null;
  }
  const label = line
    .slice(0, first.start)
    .replace(/[\s:.…–—-]+$/u, '')
    .replace(/\s+\d{1,2}\s?%(?:\s+\d+)?$/, '');
  if (!/\p{L}/u.test(label)) return null;
  return { at, label, kind: sumKind(label), amounts: found, amount: last };
}
