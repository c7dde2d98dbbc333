import type { RawItem } from './item-lines.ts';
import { isCode, pureAmount, readItemLines } from './item-lines.ts';
import { withOption } from './item-rows.ts';
import type { Cell, Layout, Row } from './layout.ts';
import { moneyRow } from './money-rows.ts';
import { columnQuantity } from './read-quantity.ts';
import { namesSku } from './sku-words.ts';
import type { HeadColumn } from './table-head.ts';
import { readHead } from './table-head.ts';
import { sumKind } from './total-words.ts';

/** Items under each head of a table: columns by their words, down to the first row of the sums. */
export const itemsUnderHeads = (layout: Layout): readonly (readonly RawItem[])[] =>
  layout.rows
    .flatMap((row, at) => {
      const head = readHead(row);
      return head ? [itemsBelow(layout, at, head)] : [];
    })
    .filter((items) => items.length > 0)
    .slice(0, 4);

/** The items under the head row at `headAt`. */
export function itemsBelow(
  layout: Layout,
  headAt: number,
  head: ReadonlyMap<number, HeadColumn>,
): readonly RawItem[] {
  const items: RawItem[] = [];
  const headRow = layout.rows[headAt];
  let open = false;
  for (let at = headAt + 1; at < layout.rows.length; at += 1) {
    const row = layout.rows[at];
    if (!row) break;
    // Some mails give the head and every item a table of its own.
    const isRow = row.table === headRow?.table || row.cells.length === headRow?.cells.length;
    const read = isRow ? underHead(row, at, head, headRow) : null;
    // Among counted rows, one without a count is what was chosen with the item above.
    const item = read && items.length > 0 && isUncounted(row, head) ? null : read;
    if (item) {
      items.push(item);
      open = true;
      continue;
    }
    const money = moneyRow(row, at);
    const last = items.at(-1);
    if (money && (money.kind !== null || money.amount.negative)) {
      if (money.kind === 'subtotal' || money.kind === 'total') break;
      open = false;
    } else if (row.table !== layout.rows[last?.at ?? headAt]?.table) break;
    else if (last && open) items[items.length - 1] = { ...withOption(last, row), until: at };
  }
  return items;
}

function isUncounted(row: Row, head: ReadonlyMap<number, HeadColumn>): boolean {
  const column = [...head].find(([, meaning]) => meaning === 'quantity')?.[0];
  const counted = row.cells.find((cell) => cell.column === column);
  return column !== undefined && columnQuantity(counted?.lines[0] ?? '') === null;
}

/** Every row whose boxes hold these things in this order. */
export function itemsOfShape(layout: Layout, shape: readonly HeadColumn[]): readonly RawItem[] {
  const items: RawItem[] = [];
  for (const [at, row] of layout.rows.entries()) {
    if (row.cells.length !== shape.length) continue;
    const head = new Map(row.cells.map((cell, index) => [cell.column, shape[index] ?? 'other']));
    const counted = row.cells[shape.indexOf('quantity')];
    if (shape.includes('quantity') && columnQuantity(counted?.lines[0] ?? '') === null) continue;
    const item = underHead(row, at, head);
    if (item) items.push(item);
  }
  return items;
}

function underHead(
  row: Row,
  at: number,
  head: ReadonlyMap<number, HeadColumn>,
  headRow?: Row,
): RawItem | null {
  const box = (column: HeadColumn): Cell | undefined =>
    row.cells.find((cell) => head.get(cell.column) === column);
  const others = row.cells.filter((cell) => {
    const word = headRow?.cells.find((each) => each.column === cell.column)?.lines.join(' ') ?? '';
    const isText = /\p{L}/u.test(cell.lines.join('')) && !pureAmount(cell.lines);
    return (head.get(cell.column) ?? 'other') === 'other' && isText && sumKind(word) === null;
  });
  const isSku = (cell: Cell) => isCode(cell.lines.join(' ')) || isSkuColumn(cell, headRow);
  const skuBox = others.find(isSku);
  const texts = others.filter((cell) => !isSku(cell));
  const named = box('title');
  const isNamed = /\p{L}/u.test(named?.lines.join('') ?? '');
  const title = isNamed ? named : texts.shift();
  const counted = box('quantity');
  const quantity = counted ? columnQuantity(counted.lines[0] ?? '') : null;
  const unit = pureAmount(box('unitPrice')?.lines ?? []);
  const amount = pureAmount(box('lineTotal')?.lines ?? []);
  if (!title || (!unit && !amount) || unit?.negative || amount?.negative) return null;
  if (quantity === null && isSum(row, at)) return null;
  const { pieces: _, ...read } = readItemLines(
    [...title.lines, ...texts.flatMap((cell) => optionLines(cell, headRow))],
    at,
  );
  // One price column alone is the price of the line, whatever its head says.
  const onlyUnit = ![...head.values()].includes('lineTotal');
  return {
    ...read,
    sku: read.sku ?? skuBox?.lines[0] ?? null,
    quantity: quantity ?? read.quantity ?? 1,
    unit: onlyUnit ? read.unit : (unit ?? read.unit),
    amount: onlyUnit ? unit : amount,
  };
}

/** What was chosen, told by the head of its column: `Size: L`. */
function optionLines(cell: Cell, headRow: Row | undefined): readonly string[] {
  const word = headRow?.cells.find((each) => each.column === cell.column)?.lines.join(' ') ?? '';
  const [line = '', ...more] = cell.lines;
  return word === '' || more.length > 0 || line.includes(':')
    ? cell.lines
    : [`${word.replace(/\s*:$/, '')}: ${line}`];
}

const isSkuColumn = (cell: Cell, headRow: Row | undefined): boolean =>
  namesSku(headRow?.cells.find((each) => each.column === cell.column)?.lines.join(' ') ?? '');

const isSum = (row: Row, at: number): boolean => {
  const kind = moneyRow(row, at)?.kind ?? null;
  return kind !== null && kind !== 'other';
};
