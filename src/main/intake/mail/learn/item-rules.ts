import type { ItemColumn, ItemRule } from '../../../../shared/mail-template.ts';
import type { Money } from '../../../../shared/money.ts';
import { moneyToDecimal } from '../../../../shared/money.ts';
import type { LineItem } from '../../../../shared/order.ts';
import { wholeAmount } from '../amounts.ts';
import { cleanText, folded } from '../clean-text.ts';
import type { Layout } from '../layout.ts';
import { columnQuantity, splitQuantity } from '../read-quantity.ts';
import { readHead } from '../table-head.ts';
import type { PointedAt } from './pointed-at.ts';

/** Possible rules for the items with these titles, the strictest first. */
export const itemRules = (layout: Layout, titles: readonly string[]): readonly ItemRule[] => [
  ...tableRules(layout, new Set(titles.map(folded))),
  { find: 'repeated' },
];

/** By the words of the table's head; without a head, by the columns of the rows that contain the titles. */
function tableRules(layout: Layout, titles: ReadonlySet<string>): readonly ItemRule[] {
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

/** How many items match the user's values; none if their number or a title differs. */
export function itemsRight(read: readonly LineItem[], wanted: PointedAt['items']): number {
  if (read.length !== wanted.length) return 0;
  const sameTitles = wanted.every((item, index) => folded(read[index]?.title ?? '') === folded(item.title));
  return sameTitles ? 1 + wanted.filter((item, index) => isSame(read[index], item)).length : 0;
}

function isSame(read: LineItem | undefined, wanted: PointedAt['items'][number]): boolean {
  if (!read) return false;
  const printed = (money: Money | undefined) => (money ? Number(moneyToDecimal(money)) : undefined);
  const prices = [printed(read.unitPrice), printed(read.lineTotal)];
  const isPrice = (price: number | undefined, at: 0 | 1): boolean =>
    price === undefined || (prices[at] ?? (wanted.quantity === 1 ? prices[1 - at] : undefined)) === price;
  return (
    (wanted.quantity === undefined || read.quantity === wanted.quantity) &&
    isPrice(wanted.unitPrice, 0) &&
    isPrice(wanted.lineTotal, 1) &&
    (wanted.options === undefined ||
      JSON.stringify(read.options) === JSON.stringify(wanted.options.map(cleanText)))
  );
}
