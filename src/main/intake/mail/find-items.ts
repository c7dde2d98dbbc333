import { withFullTitles } from './full-titles.ts';
import { itemsInCards } from './item-cards.ts';
import { itemsWithoutPrices } from './item-counts.ts';
import { itemsInFlatText } from './item-flat-text.ts';
import type { RawItem } from './item-lines.ts';
import { itemsInRows } from './item-rows.ts';
import { itemsUnderHeads } from './item-tables.ts';
import type { Layout } from './layout.ts';

const mostSets = 24;

/** What could be the items, by everything that repeats, in order of trust: which set it is, the sums decide. */
export function findItems(layout: Layout): readonly (readonly RawItem[])[] {
  const sets = [
    itemsInFlatText(layout),
    ...itemsUnderHeads(layout),
    ...itemsInRows(layout),
    ...itemsInCards(layout),
  ]
    .filter((set) => set.length > 0)
    .map((set) => withFullTitles(set, layout.pictures ?? []));
  if (sets.length === 0) return [itemsWithoutPrices(layout)].filter((set) => set.length > 0);
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
