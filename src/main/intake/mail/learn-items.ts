import type { ItemColumn, ItemRule } from '../../../shared/recipe.ts';
import { wholeAmount } from './amounts.ts';
import { cleanText, folded } from './clean-text.ts';
import { itemSetsOf } from './find-by-recipe.ts';
import { readHead } from './item-tables.ts';
import type { Layout } from './layout.ts';
import { columnQuantity, splitQuantity } from './read-quantity.ts';

/** The rules that find exactly the items with these titles, the strictest first. */
export function learnItems(layout: Layout, titles: readonly string[]): readonly ItemRule[] {
  const wanted = titles.map(folded);
  const rules: readonly ItemRule[] = [...candidates(layout, new Set(wanted)), { find: 'repeated' }];
  const finds = (rule: ItemRule) =>
    itemSetsOf(rule, layout).some(
      (set) =>
        set.length === wanted.length && set.every((item, index) => folded(item.title) === wanted[index]),
    );
  return rules.filter(finds);
}

/** By the words of the table's head; where it has none, by the shape of the rows that hold the titles. */
function candidates(layout: Layout, titles: ReadonlySet<string>): readonly ItemRule[] {
  const isTitle = (line: string | undefined) =>
    line !== undefined && titles.has(folded(splitQuantity(line).title));
  const at = layout.rows.findIndex((row) => row.cells.some((cell) => isTitle(cell.lines[0])));
  const row = layout.rows[at];
  if (!row) return [];
  for (const head of layout.rows.slice(0, at).toReversed()) {
    const columns = head.table === row.table ? readHead(head) : null;
    if (!columns) continue;
    const word = (column: ItemColumn) => {
      const cell = head.cells.find((each) => columns.get(each.column) === column);
      return cell && cleanText(cell.lines.join(' '));
    };
    const [title, lineTotal] = [word('title'), word('lineTotal') ?? word('unitPrice')];
    const [quantity, unitPrice] = [word('quantity'), word('lineTotal') && word('unitPrice')];
    if (title && lineTotal) {
      return [{ head: { title, lineTotal, ...(quantity && { quantity }), ...(unitPrice && { unitPrice }) } }];
    }
  }
  let priced = false;
  const shape = row.cells.toReversed().map((cell): ItemColumn => {
    if (isTitle(cell.lines[0])) return 'title';
    if (cell.lines.some((line) => wholeAmount(line))) {
      const column = priced ? 'unitPrice' : 'lineTotal';
      const isCount = columnQuantity(cell.lines[0] ?? '') !== null && !/[.,]\d\d/.test(cell.lines[0] ?? '');
      if (!isCount) priced = true;
      return isCount ? 'quantity' : column;
    }
    return columnQuantity(cell.lines[0] ?? '') === null ? 'other' : 'quantity';
  });
  return shape.length > 1 ? [{ row: shape.toReversed() }] : [];
}
