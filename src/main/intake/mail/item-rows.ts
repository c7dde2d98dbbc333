import { findAmounts, wholeAmount } from './amounts.ts';
import type { RawItem } from './item-lines.ts';
import { isBulleted, isSkuLine, optionText, pureAmount, skuOf, unitPrice } from './item-lines.ts';
import { readLabel } from './labels.ts';
import type { Layout, Row } from './layout.ts';
import { lineAlone, linesOfRow } from './layout.ts';
import { moneyRow } from './money-rows.ts';
import { isNoise } from './noise-lines.ts';
import type { PricedRow } from './priced-row.ts';
import { readPricedRow } from './priced-row.ts';
import { markedQuantity, splitQuantity } from './read-quantity.ts';
import { columnMeanings, readHead } from './table-head.ts';
import { saysFree, saysIncluded, sumKind } from './total-words.ts';

const longestOption = 160;
const mostOptions = 20;

/**
 * Items as separate rows, in several interpretations. The strictest takes only rows with a quantity as items, and the priced rows
 * between them as options. Others take every priced row that is not a sum, or every one above the sums, whatever its words.
 */
export function itemsInRows(layout: Layout): readonly (readonly RawItem[])[] {
  const priced = layout.rows.map((row, at) => readPricedRow(row, at));
  return stretches(priced).flatMap(({ from, to }) => {
    const rows = priced.slice(from, to).flatMap((row) => (row && !row.amount.negative ? [row] : []));
    const quantities = columnQuantities(rows);
    const isCounted = (row: PricedRow) => quantities.has(row.at) && !isRatedSum(row) && !isFact(row);
    const isPlain = (row: PricedRow) => row.kind === null && !isDrawn(layout.rows[row.at]) && !isFact(row);
    const readings = [
      isCounted,
      (row: PricedRow) => isCounted(row) || (isPlain(row) && row.boxes > 1),
      (row: PricedRow) => isCounted(row) || isPlain(row),
      (row: PricedRow) => isCounted(row) || isPlain(row) || (isNamedLikeSum(row) && row.boxes > 1),
      (row: PricedRow) => isCounted(row) || (row.kind !== 'subtotal' && row.kind !== 'total' && !isFact(row)),
    ];
    const mixed = mixedCounts(rows);
    const bare = mixed && collect(layout, priced, { from, to }, (row) => mixed.has(row.at), mixed);
    // Below the first sums, a row worded as a sum is never an item.
    const sets = (from === 0 ? readings : readings.slice(0, 3)).map((isItem) =>
      collect(layout, priced, { from, to }, isItem, quantities),
    );
    return bare ? [bare, ...sets] : sets;
  });
}

/** `Price: 5.00` is the price of the row above. */
const isFact = ({ text: { title } }: PricedRow): boolean => {
  const [label = '', ...rest] = title.replace(/^[\s–—-]+/u, '').split(':');
  const meanings = columnMeanings(label);
  return meanings.length > 0 && (rest.length === 0 || !meanings.includes('title'));
};

/** `Delivery 8% 1 9.99`: on an invoice a sum may have a count too, after its words. */
const isRatedSum = (row: PricedRow): boolean =>
  row.text.quantity === null &&
  (row.kind === 'delivery' || row.kind === 'tip' || (row.kind === 'fee' && !isCountedApart(row)));

/** `2 pcs | Gift card | 5.00`: a count in a separate box marks an item, even if its words may also name a fee. */
const isCountedApart = (row: PricedRow): boolean => row.boxes > 1 && row.quantity !== null;

/** `Gift card` and `Voucher` are sold as well, and printed without a minus. */
const isNamedLikeSum = (row: PricedRow): boolean => row.kind === 'other' || row.kind === 'discount';

/** A line with a bullet is an option or an advert, seldom an item. */
const isDrawn = (row: Row | undefined): boolean => isBulleted(row?.cells[0]?.lines[0] ?? '');

type Stretch = { readonly from: number; readonly to: number };

/** The rows above the first subtotal or total, and those between and below them, which are mostly adverts. */
function stretches(priced: readonly (PricedRow | null)[]): readonly Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  for (const [at, row] of [...priced, null].entries()) {
    const closes = row?.kind === 'subtotal' || row?.kind === 'total';
    if (at < priced.length && !(closes && row?.quantity === null)) continue;
    if (priced.slice(from, at).some((each) => each !== null)) found.push({ from, to: at });
    from = at + 1;
  }
  return found.slice(0, 3);
}

/** The quantity of each row: its stated one, else the bare number in the column that does not hold running numbers. */
function columnQuantities(rows: readonly PricedRow[]): ReadonlyMap<number, number> {
  const quantities = new Map<number, number>();
  for (const row of rows) if (row.quantity !== null) quantities.set(row.at, row.quantity);
  const plain = rows.filter((row) => row.counts.size > 0);
  const columns = [...new Set(plain.flatMap((row) => [...row.counts.keys()]))];
  const isRunning = (column: number) =>
    plain.length > 1 && plain.every((row, index) => row.counts.get(column) === index + 1);
  const counting = columns.find(
    (column) => !(isRunning(column) && (columns.length > 1 || quantities.size === rows.length)),
  );
  for (const row of plain) {
    const count = counting === undefined ? undefined : row.counts.get(counting);
    if (count !== undefined && row.quantity === null) quantities.set(row.at, count);
  }
  for (const [at, count] of bareCounts(rows, quantities)) quantities.set(at, count);
  const byPieces = rows.filter((row) => row.quantity === null && row.text.pieces !== null);
  const all = byPieces.length === rows.filter((row) => row.kind === null || row.text.pieces).length;
  if (all && (byPieces.length > 1 || byPieces[0]?.text.pieces?.quantity === 1) && quantities.size === 0) {
    for (const row of byPieces) quantities.set(row.at, row.text.pieces?.quantity ?? 1);
  }
  return quantities;
}

const bareCount = /^(\d{1,3})\s+(\p{L}.*)$/u;

/** `3 Beer`: every title begins with a number. It is a count, unless the numbers run 1, 2, 3, as in lists. */
function bareCounts(
  rows: readonly PricedRow[],
  known: ReadonlyMap<number, number>,
): readonly (readonly [at: number, count: number])[] {
  const plain = rows.filter((row) => row.kind === null && !known.has(row.at));
  const counts = plain.map((row) => Number(bareCount.exec(row.text.title)?.[1] ?? Number.NaN));
  const isRunning = counts.length > 1 && counts.every((count, index) => count === index + 1);
  if (known.size > 0 || counts.some(Number.isNaN) || isRunning) return [];
  const isProven = (row: PricedRow, index: number): boolean =>
    row.unit !== null &&
    Math.round(Number(row.unit.decimal) * 100) * (counts[index] ?? 0) ===
      Math.round(Number(row.amount.decimal) * 100);
  // A single number may be a part of the title: `4 Seasons`.
  if (plain.length < 2 && !plain.every(isProven)) return [];
  return plain.map((row, index) => [row.at, counts[index] ?? 1] as const);
}

/** `1 Lasagne`, `1x Cheese`, `2 Beer`: two styles of count, of which the first marks items. */
function mixedCounts(rows: readonly PricedRow[]): ReadonlyMap<number, number> | null {
  const items = rows.filter((row) => row.kind === null);
  const bare = items.filter((row) => row.quantity === null);
  const counts = bare.map((row) => Number(bareCount.exec(row.text.title)?.[1] ?? Number.NaN));
  const isRunning = counts.length > 1 && counts.every((count, index) => count === index + 1);
  if (bare.length === 0 || bare.length === items.length || items[0] !== bare[0]) return null;
  return isRunning || counts.some(Number.isNaN)
    ? null
    : new Map(bare.map((row, index) => [row.at, counts[index] ?? 1]));
}

function collect(
  layout: Layout,
  priced: readonly (PricedRow | null)[],
  { from, to }: Stretch,
  isItem: (row: PricedRow) => boolean,
  quantities: ReadonlyMap<number, number>,
): readonly RawItem[] {
  const items: RawItem[] = [];
  const starts = priced
    .slice(from, to)
    .flatMap((row) => (row && !row.amount.negative && isItem(row) ? [row.at] : []));
  const last = starts.at(-1) ?? -1;
  const isHeaded = isHeading(layout, (starts[0] ?? to) - 1, starts[0]);
  let open = false;
  for (let at = starts[0] ?? to; at < to; at += 1) {
    const row = layout.rows[at];
    const price = priced[at];
    if (!row) break;
    if (price && !price.amount.negative && isItem(price)) {
      items.push(itemOf(price, quantities.get(at) ?? null));
      open = true;
      continue;
    }
    const item = items.at(-1);
    if (!open || !item) continue;
    // Each parcel or seller repeats the head.
    if (row.cells.length > 2 && readHead(row)) {
      open = false;
      continue;
    }
    const isPricedOption = price !== null && price !== undefined && price.kind === null && isBracketed(row);
    const isSum = isPricedOption
      ? false
      : price
        ? price.kind !== null || price.amount.negative
        : moneyRow(row, at) !== null;
    if (isHeaded && starts.includes(at + 1) && isHeading(layout, at, at + 1)) continue;
    if (isSum || !belongs(layout, item, row, at > last)) open = false;
    else items[items.length - 1] = withRow(item, row, at);
  }
  return items;
}

/** `Extra cheese (2.00 €)`: brackets around a price are a minus only in boxes of sums. */
function isBracketed(row: Row): boolean {
  const line = lineAlone(row);
  const inner = /\p{L}[^:]*\(([^()]+)\)$/u.exec(line)?.[1];
  return inner !== undefined && wholeAmount(inner)?.negative === false;
}

/** `Starters` above the soups: a single line in a table row, also above the first item. */
export function isHeading(layout: Layout, at: number, itemAt: number | undefined): boolean {
  const row = layout.rows[at];
  const item = layout.rows[itemAt ?? -1];
  if (!row || !item || row.table === 0 || row.table !== item.table || row.cells.length > 1) return false;
  const lines = linesOfRow(row);
  const [line = ''] = lines;
  return lines.length === 1 && item.cells.length > 1 && !isBulleted(line) && !/[:\d]/.test(line);
}

function itemOf(row: PricedRow, quantity: number | null): RawItem {
  const { pieces, ...text } = row.text;
  const isPieces =
    pieces !== null && row.quantity === null && quantity === pieces.quantity && row.counts.size === 0;
  const isBare =
    row.quantity === null && quantity !== null && row.counts.size === 0 && !isPieces && pieces === null;
  return {
    ...text,
    title: isPieces ? pieces.title : isBare ? (bareCount.exec(text.title)?.[2] ?? text.title) : text.title,
    quantity: quantity ?? 1,
    unit: row.unit,
    amount: row.unit === row.amount ? null : row.amount,
  };
}

/** Whether a row under an item can be its option. Below the last item nothing ends the list, so it has to be adjacent. */
function belongs(layout: Layout, item: RawItem, row: Row, isBelowLast: boolean): boolean {
  const above = layout.rows[item.at];
  const [line = ''] = row.cells[0]?.lines ?? [];
  if (line.length > longestOption || item.options.length >= mostOptions) return false;
  if (isBulleted(line)) return true;
  if (isOfItsOwn(row)) return false;
  // `Delivery week: 38` between two items belongs to the first
  const isLabelled = !isBelowLast && /^[^:]{1,40}:\s*\S/u.test(line);
  if (!above || (row.table === 0 && sumKind(line) !== null && !isLabelled)) return false;
  if (above.block === row.block && above.table === row.table && (isNoise(line) || isSkuLine(line)))
    return true;
  // Some mails put every option into a separate table.
  if (above.table !== row.table) return !isBelowLast && isShortText(row) && row.table > 0;
  if (!isBelowLast) return true;
  const label = readLabel(line);
  const isLabel = label?.closed && !(row.table > 0 && label.rest !== '');
  return !isLabel && (row.table > 0 || above.block === row.block);
}

/** A priced box with facts under its first line is an item: an option is one line, whatever it costs. */
const isOfItsOwn = ({ cells: [box, ...others] }: Row): boolean =>
  (box?.lines.filter((line) => /\p{L}/u.test(line)).length ?? 0) > 1 &&
  others.some((cell) => pureAmount(cell.lines) !== null);

const isShortText = (row: Row): boolean => {
  const words = linesOfRow(row).filter((each) => wholeAmount(each) === null);
  const [line = '', ...more] = words;
  const label = readLabel(line);
  return more.length === 0 && line.length <= 60 && sumKind(line) === null && !label?.closed;
};

/** Adds a row under an item: its quantity, its unit price, or options. */
function withRow(item: RawItem, row: Row, at: number): RawItem {
  const lines = linesOfRow(row);
  const [line = ''] = lines;
  const count = lines.length === 1 ? markedQuantity(line) : null;
  if (count !== null && !isBulleted(line)) return { ...item, quantity: count, until: at };
  const unit = lines.length === 1 ? unitPrice(line) : null;
  if (unit) return { ...item, unit: item.unit ?? unit, until: at };
  const sku = lines.length === 1 && !isBulleted(line) ? skuOf(line) : null;
  if (sku !== null) return { ...item, sku: item.sku ?? sku, until: at };
  return withOption({ ...item, until: at }, row);
}

/** `free`, `incl. 1.75`: the price of an option, in the box after it. */
const isIncluded = ({ lines: [line = '', ...more] }: Row['cells'][number]): boolean =>
  more.length === 0 &&
  (saysFree(line) || (saysIncluded(line) && findAmounts(line).length === 1 && line.length <= 20));

/** Adds the words of a row as an option. A price in a separate box is not part of the words; within the line it is. */
export function withOption(item: RawItem, row: Row): RawItem {
  const amount = moneyRow(row, 0)?.amount;
  const words = row.cells.filter(
    (cell, index) => !pureAmount(cell.lines) && (index === 0 || !isIncluded(cell)),
  );
  const texts =
    row.cells.length === 1
      ? (row.cells[0]?.lines ?? [])
      : words.length === 1
        ? (words[0]?.lines ?? [])
        : [words.map((cell) => cell.lines.join(' ')).join(' ')];
  const options = texts
    .filter((text) => /\p{L}/u.test(text) && !isNoise(text))
    .map((text) => (row.cells.length === 1 ? optionText(text) : splitQuantity(optionText(text)).title));
  if (options.length === 0) return item;
  return {
    ...item,
    options: [...item.options, ...options],
    optionAmounts:
      amount && (!amount.negative || isBracketed(row)) ? [...item.optionAmounts, amount] : item.optionAmounts,
  };
}
