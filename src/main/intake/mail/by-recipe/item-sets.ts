import type { ItemRule } from '../../../../shared/recipe.ts';
import { readAgain } from '../amounts.ts';
import { folded } from '../clean-text.ts';
import type { RawItem } from '../item-lines.ts';
import { itemsBelow, itemsOfShape } from '../item-tables.ts';
import type { Layout } from '../layout.ts';
import type { HeadColumn } from '../table-head.ts';

/** The items as a rule finds them; `find: repeated` leaves it to the sums which of the sets that repeat are the items. */
export function itemSetsOf(
  rule: ItemRule,
  layout: Layout,
  decimal: ',' | '.',
  findItems: (layout: Layout) => readonly (readonly RawItem[])[],
): readonly (readonly RawItem[])[] {
  const sets = 'find' in rule ? findItems(layout) : [itemsOf(rule, layout)];
  return sets.map((set) => set.map((item) => withDecimal(item, decimal)));
}

const withDecimal = (item: RawItem, decimal: ',' | '.'): RawItem => ({
  ...item,
  unit: item.unit && readAgain(item.unit, decimal),
  amount: item.amount && readAgain(item.amount, decimal),
  optionAmounts: item.optionAmounts.map((amount) => readAgain(amount, decimal)),
});

function itemsOf(items: Exclude<ItemRule, { readonly find: string }>, layout: Layout): readonly RawItem[] {
  if ('row' in items) return itemsOfShape(layout, items.row);
  const wanted = Object.entries(items.head).map(
    ([column, word]) => [folded(word ?? ''), column as HeadColumn] as const,
  );
  for (const [at, row] of layout.rows.entries()) {
    const words = row.cells.map((cell) => ({
      column: cell.column,
      word: folded(cell.lines.join(' ')).replace(/:$/, ''),
    }));
    if (!wanted.every(([word]) => words.some((each) => each.word === word))) continue;
    const head = new Map(
      words.map(({ column, word }) => [
        column,
        wanted.find(([each]) => each === word)?.[1] ?? ('other' as const),
      ]),
    );
    const found = itemsBelow(layout, at, head);
    if (found.length > 0) return found;
  }
  return [];
}
