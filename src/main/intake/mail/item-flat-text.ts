import type { Amount } from './amounts.ts';
import { findAmounts } from './amounts.ts';
import type { RawItem } from './item-lines.ts';
import type { Layout } from './layout.ts';

type FlatLine = {
  readonly at: number;
  readonly label: string;
  readonly amounts: readonly Amount[];
  readonly quantity: number | null;
  /** Has a tax rate: one line of an invoice, not a sum. */
  readonly rated: boolean;
};

/**
 * Items of an invoice table that a plain-text mail has flattened: a line with the title and its price, then lines with tax rate,
 * quantity and prices, which add up to it. The first of these repeats the item, the others are its options.
 */
export function itemsInFlatText(layout: Layout): readonly RawItem[] {
  const lines = flatLines(layout);
  const items: RawItem[] = [];
  for (const [index, heading] of lines.entries()) {
    const cost = heading.amounts[0];
    if (heading.rated || !cost || heading.amounts.length !== 1) continue;
    const details: FlatLine[] = [];
    let rest = hundredths(cost);
    for (const line of lines.slice(index + 1)) {
      const last = line.amounts.at(-1);
      // Free options may follow when the remainder is already zero.
      if (!line.rated || !last || rest < 0 || (rest === 0 && hundredths(last) > 0)) break;
      details.push(line);
      rest -= hundredths(last);
    }
    const [first, ...options] = details;
    if (rest !== 0 || first?.label !== heading.label) continue;
    items.push({
      title: heading.label,
      quantity: first.quantity ?? 1,
      unit: first.amounts.at(-2) ?? null,
      amount: cost,
      options: options.map((option) => option.label),
      optionAmounts: [],
      sku: null,
      at: heading.at,
      until: details.at(-1)?.at ?? heading.at,
    });
  }
  return items;
}

const hundredths = (amount: Amount): number => Math.round(Number(amount.decimal) * 100);

/** Lines that end in amounts; a line of only amounts is the end of the one before it. */
function flatLines(layout: Layout): readonly FlatLine[] {
  const lines: FlatLine[] = [];
  for (const [at, row] of layout.rows.entries()) {
    const text = row.cells.length === 1 ? (row.cells[0]?.lines[0] ?? '') : '';
    const amounts = findAmounts(text).filter((amount) => /\.\d\d$/.test(amount.decimal));
    const [first] = amounts;
    if (!first) continue;
    const before = text.slice(0, first.start).trim();
    const previous = lines.at(-1);
    if (before === '' && previous?.at === at - 1) {
      lines[lines.length - 1] = { ...previous, at, amounts: [...previous.amounts, ...amounts] };
      continue;
    }
    const rated = /^(?<label>.*?)\s+\d{1,2}(?:[.,]\d)?\s?%(?:\s+(?<quantity>\d{1,4}))?$/.exec(before)?.groups;
    lines.push({
      at,
      label: rated?.label ?? before,
      amounts,
      quantity: rated?.quantity === undefined ? null : Number(rated.quantity),
      rated: rated !== undefined,
    });
  }
  return lines;
}
