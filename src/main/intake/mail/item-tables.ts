import type { Amount } from './amounts.ts';
import { isMoney } from './amounts.ts';
import type { RawItem } from './item-lines.ts';
import { isCode, pureAmount, readItemLines, unitPrice } from './item-lines.ts';
import { isHeading, withOption } from './item-rows.ts';
import type { Cell, Layout, Row } from './layout.ts';
import { moneyRow } from './money-rows.ts';
import { columnQuantity, weightIn } from './read-quantity.ts';
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
  const isRead = (at: number): boolean => {
    const row = layout.rows[at];
    return row?.table === headRow?.table && row !== undefined && underHead(row, at, head, headRow) !== null;
  };
  const isParted = isHeading(layout, headAt + 1, headAt + 2) && isRead(headAt + 2);
  let open = false;
  for (let at = headAt + 1; at < layout.rows.length; at += 1) {
    const row = layout.rows[at];
    if (!row) break;
    // Some mails put the head and every item into separate tables.
    const isRow = row.table === headRow?.table || row.cells.length === headRow?.cells.length;
    const read = isRow ? underHead(row, at, head, headRow) : null;
    // Among counted rows, one without a count is an option of the item above.
    const item = read && items.length > 0 && isUncounted(row, head) ? null : read;
    if (item) {
      items.push(item);
      open = true;
      continue;
    }
    // `Dairy` above the milk: if such a row precedes the first item, it separates the others too.
    if (isParted && isHeading(layout, at, at + 1) && isRead(at + 1)) {
      open = false;
      continue;
    }
    // Each parcel or seller repeats the head.
    if (row.cells.length > 2 && readHead(row)) {
      open = false;
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
  const counted = row.cells.find((cell) => cell.column === column)?.lines[0] ?? '';
  return column !== undefined && columnQuantity(counted) === null && weightIn(counted) === null;
}

/** Every row whose boxes have these columns in this order. */
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
    const text = cell.lines.join('');
    // a multiplication sign may have its own box between a count and a title: `2 | x | Rose`
    const isText =
      /\p{L}/u.test(text) && !/^[x×]$/iu.test(text) && (namesSku(word) || !pureAmount(cell.lines));
    return (head.get(cell.column) ?? 'other') === 'other' && isText && sumKind(word) === null;
  });
  const isSku = (cell: Cell) => isCode(cell.lines.join(' ')) || isSkuColumn(cell, headRow);
  const skuBox = others.find(isSku);
  const texts = others.filter((cell) => !isSku(cell));
  const named = box('title');
  const isNamed = /\p{L}/u.test(named?.lines.join('') ?? '');
  const title = isNamed ? named : texts.shift();
  const counted = box('quantity')?.lines[0] ?? '';
  const weight = weightIn(counted);
  const quantity = columnQuantity(counted);
  const priced = priceIn(box('lineTotal'));
  const one = priceIn(box('unitPrice'));
  const said = one.each ?? priced.each;
  const amount = priced.line;
  const unit =
    one.line ?? said ?? (amount && quantity !== null ? pieceOf(row, head, amount, quantity) : null);
  if (!title || (!unit && !amount) || unit?.negative || amount?.negative) return null;
  if (quantity === null && isSum(row, at)) return null;
  const { pieces: _, ...read } = readItemLines(
    [...title.lines, ...texts.flatMap((cell) => optionLines(cell, headRow))],
    at,
    quantity,
  );
  // A single price column is the price of the line, whatever its head.
  const onlyUnit = ![...head.values()].includes('lineTotal');
  const sku = read.sku ?? skuBox?.lines.join('') ?? null;
  // An order counts pieces: a weighed item is one piece, and its weight becomes an option.
  if (weight !== null && amount)
    return { ...read, sku, quantity: 1, unit: null, amount, options: [...read.options, weight] };
  return {
    ...read,
    sku,
    quantity: quantity ?? read.quantity ?? 1,
    unit: onlyUnit && !said ? read.unit : (unit ?? read.unit),
    amount: onlyUnit ? (said ? null : unit) : amount,
  };
}

/** Under an unknown head: an amount that times the count gives the line price is the unit price. */
function pieceOf(
  row: Row,
  head: ReadonlyMap<number, HeadColumn>,
  line: Amount,
  quantity: number,
): Amount | null {
  const hundredths = (amount: Amount) => Math.round(Number(amount.decimal) * 100);
  const prices = row.cells
    .filter((cell) => (head.get(cell.column) ?? 'other') === 'other' && cell.lines.length === 1)
    .flatMap((cell) => pureAmount(cell.lines) ?? []);
  return prices.find((each) => isMoney(each) && hundredths(each) * quantity === hundredths(line)) ?? null;
}

/** `11.50 each` in a column of prices is more specific than its head. */
function priceIn(cell: Cell | undefined): { readonly line: Amount | null; readonly each: Amount | null } {
  const lines = cell?.lines ?? [];
  const line = pureAmount(lines);
  return { line, each: line === null && lines.length === 1 ? unitPrice(lines[0] ?? '') : null };
}

/** An option, named by the head of its column: `Size: L`. */
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
