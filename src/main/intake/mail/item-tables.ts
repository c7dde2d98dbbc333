import { folded } from './clean-text.ts';
import type { RawItem } from './item-lines.ts';
import { isNoise, optionText, pureAmount, readItemLines } from './item-lines.ts';
import type { Cell, Layout, Row } from './layout.ts';
import { moneyRow } from './money-rows.ts';
import { columnQuantity, markedQuantity, splitQuantity } from './read-quantity.ts';
import type { SumKind } from './total-words.ts';

export type HeadColumn = 'title' | 'quantity' | 'unitPrice' | 'lineTotal' | 'other';
const headWords: { readonly [C in Exclude<HeadColumn, 'other'>]: string } = {
  title:
    'item|items|product|products|product name|description|article|name|details|товар|товари|назва|найменування|позиція|страва|наименование|название|produkt|produkty|nazwa|artikel|bezeichnung|beschreibung|artículo|producto|descripción|produto|item|produit|désignation|prodotto|articolo|descrizione',
  quantity:
    'quantity|qty|qty.|amount of items|к-сть|кількість|кіл-ть|кіл.|кількість, шт|количество|кол-во|ilość|anzahl|menge|cantidad|cant.|uds.|quantidade|qtd|qtd.|quantité|qté|quantità|q.tà|q.ty',
  unitPrice:
    'unit price|price|price each|price per unit|rate|ціна|ціна за шт|ціна за одиницю|цена|цена за шт|cena|cena jedn.|einzelpreis|preis|stückpreis|precio|precio unitario|p. unitario|preço|preço unitário|prix|prix unitaire|prezzo|prezzo unitario',
  lineTotal:
    'total|amount|cost|line total|sum|subtotal|сума|вартість|разом|сумма|стоимость|suma|wartość|kwota|razem|summe|gesamt|gesamtpreis|betrag|importe|total|valor|montant|totale|importo|price',
};
const columnWords = new Map<string, Exclude<HeadColumn, 'other'>[]>();
for (const column of Object.keys(headWords) as Exclude<HeadColumn, 'other'>[]) {
  for (const word of headWords[column].split('|'))
    columnWords.set(word, [...(columnWords.get(word) ?? []), column]);
}

/** Which column holds what, when a row is the head of an item table; null when it is not. */
export function readHead(row: Row): ReadonlyMap<number, HeadColumn> | null {
  if (row.cells.length < 2) return null;
  const columns = new Map<number, HeadColumn>();
  const taken = new Set<HeadColumn>();
  for (const cell of row.cells) {
    const word = folded(cell.lines.join(' ')).replace(/[:*]+$/, '');
    const meanings = columnWords.get(word) ?? columnWords.get(word.replace(/[\s,(]+\S+\)?$/, '')) ?? [];
    const meaning = meanings.find((column) => !taken.has(column));
    columns.set(cell.column, meaning ?? 'other');
    if (meaning) taken.add(meaning);
  }
  const hasMoney = taken.has('unitPrice') || taken.has('lineTotal');
  return taken.has('title') && hasMoney ? columns : null;
}

/** Items under a head: columns by their words, down to the first row of the sums. */
export function itemsUnderHead(layout: Layout): readonly RawItem[] {
  for (const [at, row] of layout.rows.entries()) {
    const head = readHead(row);
    const items = head ? itemsBelow(layout, at, head) : [];
    if (items.length > 0) return items;
  }
  return [];
}

/** The items under the head row at `headAt`. */
export function itemsBelow(
  layout: Layout,
  headAt: number,
  head: ReadonlyMap<number, HeadColumn>,
): readonly RawItem[] {
  const items: RawItem[] = [];
  for (let at = headAt + 1; at < layout.rows.length; at += 1) {
    const row = layout.rows[at];
    if (!row || row.table !== layout.rows[headAt]?.table) break;
    const item = underHead(row, at, head);
    if (item) items.push(item);
    else if (isSumRow(row, at)) break;
    else addOption(items, row);
  }
  return items;
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

function underHead(row: Row, at: number, head: ReadonlyMap<number, HeadColumn>): RawItem | null {
  const box = (column: HeadColumn): Cell | undefined =>
    row.cells.find((cell) => head.get(cell.column) === column);
  const title = box('title');
  const counted = box('quantity');
  const quantity = counted ? columnQuantity(counted.lines[0] ?? '') : null;
  const unit = pureAmount(box('unitPrice')?.lines ?? []);
  const amount = pureAmount(box('lineTotal')?.lines ?? []);
  if (!title || !/\p{L}/u.test(title.lines.join('')) || (!unit && !amount)) return null;
  if (quantity === null && isSumRow(row, at)) return null;
  const read = readItemLines(title.lines, at);
  // One price column alone is the price of the line, whatever its head says.
  const onlyUnit = ![...head.values()].includes('lineTotal');
  return {
    ...read,
    quantity: quantity ?? read.quantity ?? 1,
    unit: onlyUnit ? read.unit : (unit ?? read.unit),
    amount: onlyUnit ? unit : amount,
  };
}

/** Items told by their quantity (`1 × | Rose | 62.00`), with rows of options between them. */
export function itemsByQuantity(layout: Layout): readonly RawItem[] {
  const items: RawItem[] = [];
  let open = false;
  for (const [at, row] of layout.rows.entries()) {
    const item = byQuantity(row, at);
    if (item) {
      items.push(item);
      open = true;
    } else if (isSumRow(row, at)) {
      open = false;
    } else if (open) {
      const last = items.at(-1);
      const alone = row.cells.length === 1 ? pureAmount(row.cells[0]?.lines ?? []) : null;
      if (last && !last.amount && alone) items[items.length - 1] = { ...last, amount: alone };
      else if (row.table === layout.rows[last?.at ?? 0]?.table || (last && !last.amount))
        addOption(items, row);
      else open = false;
    }
  }
  return items;
}

function byQuantity(row: Row, at: number): RawItem | null {
  const money = moneyRow(row, at);
  const boxes: readonly (readonly string[])[] =
    row.cells.length === 1 && money ? [[money.label]] : row.cells.map((cell) => cell.lines);
  const counted = boxes.findIndex((lines) => lines.length === 1 && markedQuantity(lines[0] ?? '') !== null);
  const titles = boxes.filter(
    (lines, index) => index !== counted && !pureAmount(lines) && /\p{L}/u.test(lines.join('')),
  );
  const [lines] = titles;
  if (!lines || titles.length > 1) return null;
  const read = readItemLines(lines, at);
  const quantity = counted >= 0 ? markedQuantity(boxes[counted]?.[0] ?? '') : read.quantity;
  if (quantity === null || (counted < 0 && !money && row.cells.length === 1)) return null;
  const amounts = money?.amounts ?? [];
  const unit = amounts.length > 1 ? (amounts.at(-2) ?? null) : null;
  return { ...read, quantity, unit: read.unit ?? unit, amount: money?.amount ?? null };
}

/** Items without a printed quantity: rows of words and one amount that are no sums, above the sums or, if none is there, below. */
export function itemsByAmount(layout: Layout): readonly RawItem[] {
  const found: { readonly item: RawItem; readonly above: boolean }[] = [];
  let above = true;
  for (const [at, row] of layout.rows.entries()) {
    const money = moneyRow(row, at);
    if (money?.kind === 'total') above = false;
    if (
      !money ||
      money.kind !== null ||
      row.cells.length < 2 ||
      !(money.amount.marked || money.amount.decimal.includes('.'))
    ) {
      continue;
    }
    const lines = row.cells.find(
      (cell) => /\p{L}/u.test(cell.lines.join('')) && !pureAmount(cell.lines),
    )?.lines;
    if (!lines) continue;
    const read = readItemLines(lines, at);
    found.push({ item: { ...read, quantity: read.quantity ?? 1, amount: money.amount }, above });
  }
  const upper = found.filter((each) => each.above);
  return (upper.length > 0 ? upper : found).map((each) => each.item);
}

/** Items as small lists of their own: a title, then `Quantity: 1` and `Price: $159.99` in lines below it. */
export function itemsInLists(layout: Layout): readonly RawItem[] {
  const groups = Map.groupBy(layout.rows.entries(), ([, row]) => row.table);
  return [...groups.values()].flatMap((group) => {
    if (group.some(([, row]) => row.cells.length > 1)) return [];
    const lines = group.flatMap(([, row]) => row.cells[0]?.lines ?? []);
    const price = lines.map(pricedLine).find((found) => found !== null);
    const [at] = group[0] ?? [0];
    if (!price || lines.length < 2 || pricedLine(lines[0] ?? '')) return [];
    const read = readItemLines(
      lines.filter((line) => pricedLine(line) === null),
      at,
    );
    const options = read.options.filter((line) => /^[^:]{1,40}:\s*\S/.test(line) && !isNoise(line));
    return [{ ...read, options, quantity: read.quantity ?? 1, amount: price }];
  });
}

function pricedLine(line: string): RawItem['amount'] {
  const match =
    /^(?:item |unit )?(?:price|total|ціна|сума|цена|сумма|cena|preis|precio|preço|prix|prezzo)\s*:\s*(.+)$/iu.exec(
      line,
    );
  return match ? pureAmount([match[1] ?? '']) : null;
}

function addOption(items: RawItem[], row: Row): void {
  const last = items.at(-1);
  const money = moneyRow(row, 0);
  const words = row.cells.filter((cell) => !pureAmount(cell.lines)).flatMap((cell) => cell.lines);
  const text = row.cells.length === 1 && money ? money.label : words.join(' ');
  if (!last || !/\p{L}/u.test(text) || isNoise(text)) return;
  const { title } = splitQuantity(optionText(text));
  items[items.length - 1] = {
    ...last,
    options: [...last.options, title],
    optionAmounts: money ? [...last.optionAmounts, money.amount] : last.optionAmounts,
  };
}

const sums: ReadonlySet<SumKind | null> = new Set([
  'subtotal',
  'delivery',
  'discount',
  'tax',
  'tip',
  'fee',
  'total',
]);
const isSumRow = (row: Row, at: number): boolean => sums.has(moneyRow(row, at)?.kind ?? null);
