import type { LabelledText } from './labels.ts';

export const sellerWords =
  /^[^\p{L}\p{N}]*(?:sell|sold|your seller|business|verk|vend|merchant|store|shop|restaurant|продав|магазин|sprzed|négoc|boutique|negozio|tienda|loja)/iu;
/** Whether a labelled value belongs to the shop or the service. */
export const isSellers = (label: LabelledText): boolean =>
  label.whose === 'shop' || (label.fields.includes('other') && sellerWords.test(label.label));
