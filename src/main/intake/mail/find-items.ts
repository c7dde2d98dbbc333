import { itemsInFlatText } from './item-flat-text.ts';
import type { RawItem } from './item-lines.ts';
import { itemsByAmount, itemsByQuantity, itemsInLists, itemsUnderHead } from './item-tables.ts';
import type { Layout } from './layout.ts';

/** What could be the items, by everything that repeats, in order of trust: which set it is, the sums decide. */
export const findItems = (layout: Layout): readonly (readonly RawItem[])[] =>
  [itemsUnderHead, itemsByQuantity, itemsInLists, itemsInFlatText, itemsByAmount].map((find) => find(layout));
