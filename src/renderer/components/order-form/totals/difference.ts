import type { Money } from '../../../../shared/money.ts';
import { subtractMoney } from '../../../../shared/money.ts';
import type { FormTotals } from '../../../../shared/totals.ts';
import type { CalculationView } from '../../../../shared/views.ts';

/** Why Shopify's total differs from ours; `by` is what it adds, negative for what it subtracts. */
export type Reason = {
  readonly kind: 'tax' | 'rounding' | 'items' | 'discount' | 'delivery' | 'other';
  readonly by: Money;
};

/** The reasons for a different total in Shopify; empty if the totals are equal. Pure. */
export function differenceOf(ours: FormTotals, theirs: CalculationView): readonly Reason[] {
  if (ours.total.minor === theirs.total.minor) return [];
  const by = (minor: number): Money => ({ minor, currency: theirs.total.currency });
  const discount = subtractMoney(ours.discount, theirs.discount);
  // each discount may be rounded separately: one per line, and the order's
  const isRounding = Math.abs(discount.minor) <= ours.lines.length + 1;
  const reasons: readonly Reason[] = [
    { kind: 'tax', by: theirs.taxIncluded ? by(0) : theirs.tax },
    { kind: 'items', by: subtractMoney(theirs.subtotal, ours.subtotal) },
    { kind: isRounding ? 'rounding' : 'discount', by: discount },
    { kind: 'delivery', by: subtractMoney(theirs.deliveryFee, ours.deliveryFee) },
  ];
  const named = reasons.reduce((sum, reason) => sum + reason.by.minor, 0);
  const rest = theirs.total.minor - ours.total.minor - named;
  return [...reasons, { kind: 'other', by: by(rest) } as const].filter((reason) => reason.by.minor !== 0);
}
