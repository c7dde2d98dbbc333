import type { Language } from '../../shared/languages.ts';
import { amountText } from './amount-text.ts';
import type { Picked } from './product-picker.tsx';
import type { LineValues } from './values.ts';

/** A new line of what was picked: one piece, at the price the shop asks. */
export function lineOf(picked: Picked, id: string, locale: Language): LineValues {
  const start = { id, quantity: '1', discountKind: 'percent', discount: '' } as const;
  if (picked.kind === 'free') {
    return { ...start, title: picked.title, unitPrice: '', variantId: '', sku: '', listPrice: '' };
  }
  const { title, sku, price, variantId } = picked.variant;
  const listPrice = amountText(price, locale);
  return { ...start, title, unitPrice: listPrice, variantId, sku, listPrice };
}

/** The line that already holds what was picked; lines of one's own are never merged. */
export function sameLine(items: readonly LineValues[], picked: Picked): number {
  return picked.kind === 'free'
    ? -1
    : items.findIndex(({ variantId }) => variantId === picked.variant.variantId);
}
