import type { DraftView } from '../../../../shared/draft.ts';
import type { StockView } from '../../../../shared/views.ts';
import { wholeOf } from '../read-form.ts';
import type { LineValues } from '../values.ts';

export type StockWarning =
  | { readonly kind: 'none-left' }
  /** The shop does not sell it, even with pieces in stock: a hidden or unpublished product. */
  | { readonly kind: 'not-sold' }
  /** The quantity exceeds the stock. */
  | { readonly kind: 'too-few'; readonly left: number };

/**
 * The stock warning of each line; null if there is none. Quantities of the same variant are added.
 * @param reserved what Shopify reserves for this form, and others cannot buy
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
  // the last piece may be unavailable only because it is reserved
  return { ...view, stock: stock + own, available: available || (stock <= 0 && stock + own > 0) };
}

function warningOf({ stock, available }: StockView, wanted: number): StockWarning | null {
  if (!available) return stock !== null && stock > 0 ? { kind: 'not-sold' } : { kind: 'none-left' };
  // available without stock: the shop sells it on backorder
  return stock !== null && stock > 0 && wanted > stock ? { kind: 'too-few', left: stock } : null;
}
