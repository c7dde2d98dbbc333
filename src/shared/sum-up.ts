import { linesCost } from './bill.ts';
import type { Money } from './money.ts';
import { addMoney, subtractMoney, sumMoney } from './money.ts';
import type { OrderContent } from './order.ts';

export type SumUp =
  /** Some amounts are missing. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'adds-up' }
  /** The total minus the sum of its parts; may be negative. */
  | { readonly kind: 'differs'; readonly by: Money };

/**
 * Compares the sum of an order's parts with its total. Tax counts only if prices exclude it. The discount does not count if a
 * mail's line prices already include it: then the subtotal equals the sum of the lines, or that plus the discount.
 */
export function sumUp(content: OrderContent): SumUp {
  const by = beyondParts(content);
  if (by === null) return { kind: 'unknown' };
  const above = isDiscount(by, content) ? aboveLines(content) : null;
  const addsUp = by.minor === 0 || above === 0 || above === by.minor;
  return addsUp ? { kind: 'adds-up' } : { kind: 'differs', by };
}

/** Whether lines and subtotal already include the discount, so that it must not be subtracted. */
export function isDiscountIncluded(content: OrderContent): boolean {
  const by = beyondParts(content);
  return by !== null && isDiscount(by, content) && aboveLines(content) === 0;
}

const isDiscount = (by: Money, { discount }: OrderContent): boolean =>
  by.minor > 0 && by.minor === Math.abs(discount?.minor ?? 0);

/** The subtotal minus the sum of the lines, in minor units; null if unknown. */
function aboveLines({ items, subtotal }: OrderContent): number | null {
  const lines = linesCost(items);
  return lines && subtotal?.currency === lines.currency ? subtotal.minor - lines.minor : null;
}

/** The total minus the sum of its parts: lines and charges, less deductions. Null if an amount is missing. */
function beyondParts(content: OrderContent): Money | null {
  const { total, items, deliveryFee, discount, tax, taxIncluded, tip, fees, takenOff } = content;
  const lines = linesCost(items);
  if (total === undefined || lines === null) return null;
  const added = [lines, deliveryFee, tip, ...(fees ?? []).map(({ amount }) => amount)].filter(
    (amount) => amount !== undefined,
  );
  const parts = [...added, discount, takenOff, tax].filter((amount) => amount !== undefined);
  if (parts.some(({ currency }) => currency !== total.currency)) return null;

  const sum = sumMoney(added, total.currency);
  const less = [discount, takenOff].flatMap((amount) =>
    amount ? [{ ...amount, minor: Math.abs(amount.minor) }] : [],
  );
  const reduced = less.reduce(subtractMoney, sum);
  const whole = tax && taxIncluded !== true ? addMoney(reduced, tax) : reduced;
  return subtractMoney(total, whole);
}
