import type { Amount } from './amounts.ts';
import { findAmounts, isMoney, wholeAmount } from './amounts.ts';
import type { RawItem } from './item-lines.ts';
import { countBefore, optionText, pureAmount, readItemLines, unitPrice } from './item-lines.ts';
import { readLabel } from './labels.ts';
import type { Cell, Layout, Row } from './layout.ts';
import { lineAlone } from './layout.ts';
import { isNoise } from './noise-lines.ts';
import { columnQuantity } from './read-quantity.ts';
import { namesSku } from './sku-words.ts';
import { columnMeanings } from './table-head.ts';
import { saysFree, sumKind } from './total-words.ts';

type Fact = { readonly label: string; readonly value: string };
type Card = {
  title: string | null;
  quantity: number | null;
  unit: Amount | null;
  amount: Amount | null;
  options: string[];
  sku: string | null;
  at: number;
  until: number;
  /** The last row of facts, of the item or not. */
  near: number;
  table: number;
};

type Heading = { readonly text: string; readonly at: number; readonly row: Row };

/** How many rows below a title its facts may begin, and how many rows may separate them. */
const nearTitle = 8;
const nearFact = 3;

/**
 * Items as cards: a title, then facts on separate lines, `Quantity: 2`, `Price: 5.00`, `Colour: red`. The next card begins at a
 * fact that contains the title, or at a new title above facts of an item.
 */
export function itemsInCards(layout: Layout): readonly (readonly RawItem[])[] {
  const told = layout.rows.flatMap((each, at) =>
    rowsOfFacts(each).map((row): Told => ({ at, row, fact: factOf(row) })),
  );
  return [false, true].map((withTotals) => cardsOf(layout, told, withTotals));
}

type Told = { readonly at: number; readonly row: Row; readonly fact: Fact | null };

/** `Total: 5.00` is the price of a card, or ends the list of cards: both are tried. */
function cardsOf(layout: Layout, told: readonly Told[], withTotals: boolean): readonly RawItem[] {
  const cards: Card[] = [];
  let heading: Heading | null = null;
  for (const { at, row, fact } of told) {
    if (!fact) {
      heading = headingBy(heading, row, at);
      continue;
    }
    const kind = sumKind(fact.label);
    const isSum = kind === 'subtotal' || (kind === 'total' && !withTotals);
    const named = meaningOf(fact);
    const meaning = named === 'line' && isSum && !isItemTotal.test(fact.label) ? null : named;
    const open = cards.at(-1);
    const isOpen =
      open !== undefined && open.table === row.table && at <= Math.max(open.until, open.near) + nearFact;
    if (isOpen && kind !== 'total' && kind !== 'subtotal') open.near = at;
    if (meaning === 'title') {
      cards.push(newCard(fact.value, at, row));
      heading = null;
    } else if (isOpen && heading === null) {
      if (meaning) fill(open, meaning, fact, at);
      else if (isSku(fact)) open.sku ??= fact.value;
      else if (at <= open.until + nearFact && optionOf(fact).length > 0) {
        open.options.push(...optionOf(fact));
        open.until = at;
      }
    } else if (meaning && heading && isNear(layout, heading, row, at)) {
      const card = newCard(heading.text, heading.at, row);
      const between = layout.rows
        .slice(heading.at + 1, at)
        .flatMap(rowsOfFacts)
        .map(factOf);
      const facts = between.filter((each) => each !== null);
      card.sku = facts.find(isSku)?.value ?? null;
      card.options.push(...facts.filter((each) => !isSku(each)).flatMap(optionOf));
      fill(card, meaning, fact, at);
      cards.push(card);
      heading = null;
    }
  }
  return cards.flatMap(itemOf);
}

/** In one table, or in the next if only facts are between. */
function isNear(layout: Layout, heading: Heading, row: Row, at: number): boolean {
  if (at - heading.at > nearTitle) return false;
  const between = layout.rows.slice(heading.at + 1, at).filter((each) => factOf(each) === null);
  const isPriced = (each: Row) => each.cells.some((cell) => pureAmount(cell.lines)?.marked);
  return heading.row.table === row.table ? !between.some(isPriced) : between.length === 0;
}

/** The title that facts below may belong to: in a table the first line, elsewhere the last. */
function headingBy(before: Heading | null, row: Row, at: number): Heading | null {
  const [line = ''] = row.cells[0]?.lines ?? [];
  const isText = row.cells.length === 1 && row.cells[0]?.lines.length === 1 && wholeAmount(line) === null;
  if (!isText || !/\p{L}/u.test(line)) return before;
  // Gift wrap may be an item or a fee.
  const kind = sumKind(line);
  if (kind !== null && kind !== 'fee') return null;
  if (findAmounts(line).some((amount) => amount.marked)) return before;
  return before && before.row.table === row.table && row.table > 0 ? before : { text: line, at, row };
}

const newCard = (title: string, at: number, row: Row): Card => ({
  title,
  quantity: null,
  unit: null,
  amount: null,
  options: [],
  sku: null,
  at,
  until: at,
  near: at,
  table: row.table,
});

const optionOf = ({ label, value }: Fact): readonly string[] => {
  const option = optionText(`${label}: ${value}`);
  return isNoise(option) || isSumOf(label, value) || isOfOrder(option) ? [] : [option];
};

/** `Card: Happy birthday` and `Gift box: red` are options; with an amount they are sums. */
function isSumOf(label: string, value: string): boolean {
  const kind = sumKind(label);
  return kind !== null && (kind !== 'fee' || saysFree(value) || findAmounts(value).some(isMoney));
}

/** `Order date: 1 May` among an item's facts belongs to the order. */
const isOfOrder = (line: string): boolean =>
  readLabel(line)?.fields.some((field) => ordersOwn.has(field)) === true;
const ordersOwn: ReadonlySet<string> = new Set([
  'number',
  'placedAt',
  'customer',
  'address',
  'phone',
  'email',
]);

/** eBay prints options as `SKU: Colour: red`. */
const isSku = ({ label, value }: Fact): boolean =>
  namesSku(label) && /^[\p{L}\p{N}._/#-]{1,40}$/u.test(value);

const isItemTotal = /item|artic|artik|товар|позиц|produkt|producto|produto|produit/iu;

function fill(card: Card, meaning: 'quantity' | 'unit' | 'line', { value }: Fact, at: number): void {
  const field = meaning === 'line' ? 'amount' : meaning;
  if (card[field] !== null) return;
  if (meaning === 'quantity') card.quantity = columnQuantity(value);
  else card[meaning === 'unit' ? 'unit' : 'amount'] = pureAmount([value]);
  card.until = at;
}

function itemOf(card: Card): readonly RawItem[] {
  if (card.title === null || (!card.unit && !card.amount)) return [];
  const { pieces: _, ...read } = readItemLines([card.title], card.at);
  const quantity = card.quantity ?? read.quantity ?? 1;
  const isUnitAlone = card.amount === null && card.quantity === null;
  return [
    {
      ...read,
      sku: card.sku ?? read.sku,
      quantity,
      unit: isUnitAlone ? null : card.unit,
      amount: isUnitAlone ? card.unit : card.amount,
      options: [...read.options, ...card.options],
      until: card.until,
    },
  ];
}

/** `Quantity: 3 - Price: 5.90 - Total: 17.70` is three facts in one line, `5.90 x 3 pcs` two. */
function rowsOfFacts(row: Row): readonly Row[] {
  const boxes = row.cells.length > 1 ? row.cells.map(factInBox) : [];
  if (boxes.length > 0 && boxes.every((fact) => fact !== null))
    return boxes.map((fact) => ({ ...row, cells: [{ lines: [fact], column: 0 }] }));
  const line = lineAlone(row);
  const unit = unitPrice(line);
  const count = unit && countBefore(line);
  if (unit && count !== null && row.table > 0)
    return [`Price: ${line.slice(unit.start, unit.end)}`, `Quantity: ${count}`].map((part) => ({
      ...row,
      cells: [{ lines: [part], column: 0 }],
    }));
  if (!line.includes(':')) return [row];
  const parts = line.split(/\s[-–—|·]\s|;\s|,\s(?=\p{L}[^:,]{1,20}:)/u);
  const isFacts =
    parts.length > 1 &&
    parts.every((part) => /^[^:]{1,30}:\s*\S/u.test(part)) &&
    (/\s\|\s/.test(line) ||
      parts.some((part) => columnMeanings(part.replace(/:.*$/su, '')).some((each) => each !== 'title')));
  return isFacts ? parts.map((part) => ({ ...row, cells: [{ lines: [part], column: 0 }] })) : [row];
}

/** `Price: 5.00` in a box beside `Quantity: 2`, or the label above its value: like the column of a table. */
function factInBox({ lines: [first = '', second, ...more] }: Cell): string | null {
  if (more.length > 0) return null;
  const label = second === undefined ? (/^([^:]{1,40}):\s*\S/u.exec(first)?.[1] ?? '') : first;
  if (columnMeanings(label).every((meaning) => meaning === 'title')) return null;
  return second === undefined ? first : `${first.replace(/[\s:]+$/u, '')}: ${second}`;
}

/** `Colour: red` in one line, or a label and its value in two boxes. */
function factOf(row: Row): Fact | null {
  const [first, second, ...more] = row.cells;
  if (!first || more.length > 0 || first.lines.length > 1) return null;
  const line = first.lines[0] ?? '';
  if (second) {
    const label = line.replace(/[\s:]+$/, '');
    const isLabel = /:\s*$/.test(line) || columnMeanings(label).length > 0;
    return isLabel && second.lines.length === 1 ? { label, value: second.lines[0] ?? '' } : null;
  }
  const split = /^(?<label>[^:]{1,40}):\s*(?<value>\S.*)$/u.exec(line)?.groups;
  return split ? { label: (split.label ?? '').trim(), value: split.value ?? '' } : null;
}

function meaningOf({ label, value }: Fact): 'title' | 'quantity' | 'unit' | 'line' | null {
  const meanings = columnMeanings(label.replace(/^SKU$/i, ''));
  const amount = pureAmount([value]);
  if (meanings.includes('quantity') && columnQuantity(value) !== null) return 'quantity';
  const isUnit = meanings.includes('unitPrice') || /^sold(?: for)?$/iu.test(label);
  if (amount && isMoney(amount) && isUnit) return 'unit';
  if (amount && isMoney(amount) && meanings.includes('lineTotal')) return 'line';
  return meanings.includes('title') && /\p{L}/u.test(value) && !amount ? 'title' : null;
}
