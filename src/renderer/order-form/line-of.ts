import type { Language } from '../../shared/languages.ts';
import { amountText } from './amount-text.ts';
import type { Picked } from './product-picker.tsx';
import type { LineValues } from './values.ts';

/** What a form's amounts are in, and how they are written. */
export type Typed = { readonly locale: Language; readonly currency: string };

/** A new line of what was picked: one piece, at the price the shop asks, where that is in the form's currency. */
export function lineOf(picked: Picked, id: string, { locale, currency }: Typed): LineValues {
  const start = { id, quantity: '1', discountKind: 'percent', discount: '' } as const;
  if (picked.kind === 'free') {
    return { ...start, title: picked.title, unitPrice: '', variantId: '', sku: '', listPrice: '' };
  }
  const { title, sku, price, variantId } = picked.variant;
  const listPrice = amountText(price, locale);
  // the same figure in another currency is another price: a person has to name it
  const unitPrice = price.currency === currency ? listPrice : '';
  return { ...start, title, unitPrice, variantId, sku, listPrice };
}

/** The line that already holds what was picked; lines of one's own are never merged. */
export function sameLine(items: readonly LineValues[], picked: Picked): number {
  return picked.kind === 'free'
    ? -1
    : items.findIndex(({ variantId }) => variantId === picked.variant.variantId);
}
