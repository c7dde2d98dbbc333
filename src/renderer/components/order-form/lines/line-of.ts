import type { Language } from '../../../../shared/languages.ts';
import { amountText } from '../amount-text.ts';
import type { LineValues } from '../values.ts';
import type { Picked } from './product-picker.tsx';

/** The currency of the form, and its format. */
export type Typed = { readonly locale: Language; readonly currency: string };

/** A new line for the picked product: one piece, at the shop's price if that is in the form's currency. */
export function lineOf(picked: Picked, id: string, { locale, currency }: Typed): LineValues {
  const start = { id, quantity: '1', discountKind: 'percent', discount: '' } as const;
  if (picked.kind === 'free') {
    return { ...start, title: picked.title, unitPrice: '', variantId: '', sku: '', listPrice: '' };
  }
  const { title, sku, price, variantId } = picked.variant;
  const listPrice = amountText(price, locale);
  // the same number in another currency is another price: a person has to enter it
  const unitPrice = price.currency === currency ? listPrice : '';
  return { ...start, title, unitPrice, variantId, sku, listPrice };
}

/** The line that already has the product; custom lines are never merged. */
export function sameLine(items: readonly LineValues[], picked: Picked): number {
  return picked.kind === 'free'
    ? -1
    : items.findIndex(({ variantId }) => variantId === picked.variant.variantId);
}
