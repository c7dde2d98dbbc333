import type { ItemRule } from '../../../../shared/mail-template.ts';
import type { LineItem } from '../../../../shared/order.ts';
import { readAgain } from '../amounts.ts';
import { folded } from '../clean-text.ts';
import { findItems } from '../find-items.ts';
import { withFlatRowsJoined } from '../flat-rows.ts';
import type { RawItem } from '../item-lines.ts';
import { withAmounts } from '../item-lines.ts';
import { itemsBelow, itemsOfShape } from '../item-tables.ts';
import type { Layout } from '../layout.ts';
import type { HeadColumn } from '../table-head.ts';
import { itemsBetween } from './items-between.ts';
import type { RuleSource } from './source.ts';
import { generalAmount } from './values.ts';

/** The items that a rule finds; with `find: repeated` the sums decide which of the repeated sets are the items. */
export function itemSetsOf(
  rule: ItemRule,
  source: RuleSource,
  decimal: ',' | '.',
): readonly (readonly RawItem[])[] {
  const { layout } = source;
  if ('find' in rule && rule.find === 'general') return [source.general()?.items.map(rawItem) ?? []];
  if ('between' in rule) return [itemsBetween(rule, layout, decimal)];
  const sets =
    'find' in rule
      ? [...new Set([layout, withFlatRowsJoined(layout)])].flatMap((each) => findItems(each))
      : [itemsOf(rule, layout)];
  return sets.map((set) => set.map((item) => withAmounts(item, (amount) => readAgain(amount, decimal))));
}

/** An item that the general parser has already checked. */
const rawItem = (item: LineItem): RawItem => ({
  title: item.title,
  quantity: item.quantity,
  unit: generalAmount(item.unitPrice),
  amount: generalAmount(item.lineTotal),
  options: item.options,
  optionAmounts: [],
  sku: item.sku ?? null,
  at: 0,
});

type TableRule = Exclude<ItemRule, { readonly find: string } | { readonly between: object }>;

function itemsOf(items: TableRule, layout: Layout): readonly RawItem[] {
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
