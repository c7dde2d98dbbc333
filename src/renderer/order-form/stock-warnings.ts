import type { DraftView } from '../../shared/draft.ts';
import type { StockView } from '../../shared/views.ts';
import { wholeOf } from './read-form.ts';
import type { LineValues } from './values.ts';

export type StockWarning =
  | { readonly kind: 'none-left' }
  /** There may be pieces, but the shop does not sell them: a product hidden or taken off sale. */
  | { readonly kind: 'not-sold' }
  /** More is asked for than there is. */
  | { readonly kind: 'too-few'; readonly left: number };

/**
 * What is wrong with the stock of each line; null where nothing is. The same variant on two lines counts together.
 * @param reserved what Shopify keeps for this very form, which nobody else can buy
 */
export function stockWarnings(
  items: readonly Pick<LineValues, 'variantId' | 'quantity'>[],
  known: ReadonlyMap<string, StockView>,
  reserved: DraftView['variants'] = [],
): readonly (StockWarning | null)[] {
  const wanted = new Map<string, number>();
  for (const { variantId, quantity } of items) {
    wanted.set(variantId, (wanted.get(variantId) ?? 0) + (wholeOf(quantity) || 0));
  }
  return items.map(({ variantId }) => {
    const stock = known.get(variantId);
    if (stock === undefined) return null;
    const own = reserved.reduce((sum, { id, quantity }) => (id === variantId ? sum + quantity : sum), 0);
    return warningOf(withOwn(stock, own), wanted.get(variantId) ?? 0);
  });
}

function withOwn(view: StockView, own: number): StockView {
  const { stock, available } = view;
  if (stock === null || (available && stock <= 0)) return view;
  // the last piece may be off sale for no more than that it is kept
  return { ...view, stock: stock + own, available: available || (stock <= 0 && stock + own > 0) };
}

function warningOf({ stock, available }: StockView, wanted: number): StockWarning | null {
  if (!available) return stock !== null && stock > 0 ? { kind: 'not-sold' } : { kind: 'none-left' };
  // available with none left is sold on when there is none: the shop has chosen to
  return stock !== null && stock > 0 && wanted > stock ? { kind: 'too-few', left: stock } : null;
}
