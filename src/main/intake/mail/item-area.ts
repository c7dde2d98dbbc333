import { findAmounts, isMoney } from './amounts.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { sumKind } from './total-words.ts';

/** The rows of the items: from the first with a price to the first of the sums. Empty if there are none. */
export type ItemArea = { readonly from: number; readonly until: number };

/** `… X 1 = €50,00`, `1 x …`. */
const counted = /\s[x×]\s?\d+\s=|^\d+\s?[x×]\s/iu;

export function itemArea(layout: Layout): ItemArea {
  const { rows } = layout;
  const lines = rows.map(linesOfRow);
  const isSum = (texts: readonly string[]): boolean => {
    const [first = ''] = texts;
    // A voucher may be one of the items.
    // `Delivery week: 38` is not a sum.
    const isLabel = texts.length > 1 || !/\d/.test(first) || findAmounts(first).some(isMoney);
    const kind =
      texts.length <= 3 && isLabel && !counted.test(first) ? sumKind(first.replace(/[:\d].*$/, '')) : null;
    return kind !== null && kind !== 'other';
  };
  const isPriced = (texts: readonly string[]): boolean =>
    texts.some((text) => text.length < 200 && findAmounts(text).some((amount) => amount.marked));
  const from = lines.findIndex((texts) => isPriced(texts) && !isSum(texts));
  if (from < 0) return { from: 0, until: 0 };
  const until = lines.findIndex((texts, at) => at > from && isSum(texts));
  return until < 0 ? { from: 0, until: 0 } : { from, until };
}
