import { withTitlesBared } from './alike-titles.ts';
import { findAmounts } from './amounts.ts';
import { withFullTitles } from './full-titles.ts';
import { itemsInAnswers } from './item-answers.ts';
import { itemsInCards } from './item-cards.ts';
import { itemsCountedInBrackets } from './item-count-in-brackets.ts';
import { itemsWithoutPrices } from './item-counts.ts';
import { itemsInFlatText } from './item-flat-text.ts';
import type { RawItem } from './item-lines.ts';
import { withOptionsTold } from './item-options.ts';
import { itemsInRows } from './item-rows.ts';
import { itemsUnderHeads } from './item-tables.ts';
import type { Layout } from './layout.ts';
import { markedQuantity } from './read-quantity.ts';
import { columnMeanings } from './table-head.ts';
import { sumKind } from './total-words.ts';

const mostSets = 24;

/** `Sum` with a price is the sum of the items, never one of them; with more words it may be an item: `Total repair cream`. */
function isSum({ title, quantity }: RawItem): boolean {
  const kind = title.split(/\s+/).length <= 2 ? sumKind(title) : null;
  return quantity === 1 && (kind === 'total' || kind === 'subtotal');
}

/** `Cost: 5.00` is the price of the row above. */
function isColumnWord(title: string): boolean {
  const meanings = title.length > 24 ? [] : columnMeanings(title);
  return meanings.length > 0 && meanings.every((each) => each === 'unitPrice' || each === 'lineTotal');
}

/** A title without letters or digits is replaced by the first option; without options the item is dropped. */
function worded(item: RawItem): readonly RawItem[] {
  // `x 2` beside a price is the count of the row above.
  if (markedQuantity(item.title) !== null || isColumnWord(item.title)) return [];
  if (/[\p{L}\p{N}]/u.test(item.title)) return [item];
  const [title, ...options] = item.options;
  return title === undefined ? [] : [{ ...item, title, options }];
}

/** `Falafel € 3.00` beside the price, in every row: the title repeats the unit or line price. */
function withoutPrices(set: readonly RawItem[]): readonly RawItem[] {
  const bared = set.map(withoutPrice);
  return bared.every((item, at) => item !== set[at]) ? bared : set;
}

function withoutPrice(item: RawItem): RawItem {
  const last = findAmounts(item.title).at(-1);
  if (!last?.marked || last.start === 0 || item.title.slice(last.end).trim() !== '') return item;
  const isLine = last.decimal === item.amount?.decimal;
  const isUnit = last.decimal === item.unit?.decimal;
  const isPiece = Number(last.decimal) * item.quantity === Number(item.amount?.decimal ?? Number.NaN);
  if (!isLine && !isUnit && !isPiece) return item;
  const title = item.title.slice(0, last.start).replace(/[\s,;:=@–—-]+$/u, '');
  return title === '' ? item : { ...item, title, unit: item.unit ?? (isPiece ? last : null) };
}

/** Titles and options of a set in readable form. */
const tidied = (layout: Layout, set: readonly RawItem[]): readonly RawItem[] =>
  withFullTitles(
    withTitlesBared(withoutPrices(set.flatMap(worded)).map(withOptionsTold)),
    layout.pictures ?? [],
  );

/** Possible sets of items, by everything that repeats, in order of trust; the sums decide which set is used. */
export function findItems(layout: Layout): readonly (readonly RawItem[])[] {
  const sets = [
    itemsCountedInBrackets(layout),
    itemsInFlatText(layout),
    ...itemsUnderHeads(layout),
    ...itemsInRows(layout),
    ...itemsInCards(layout),
    itemsInAnswers(layout),
  ]
    .map((set) => tidied(layout, set))
    .filter((set) => set.length > 0 && !set.some(isSum));
  if (sets.length === 0) return [tidied(layout, itemsWithoutPrices(layout))].filter((set) => set.length > 0);
  const seen = new Set<string>();
  return sets
    .filter((set) => {
      const key = JSON.stringify(set);
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    })
    .slice(0, mostSets);
}
