import { linesCost } from './bill.ts';
import type { Money } from './money.ts';
import { addMoney, subtractMoney, sumMoney } from './money.ts';
import type { OrderContent } from './order.ts';

export type SumUp =
  /** Not every amount was told, so there is nothing to compare. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'adds-up' }
  /** What the total says beyond the sum of its parts; negative when it says less. */
  | { readonly kind: 'differs'; readonly by: Money };

/**
 * Holds the parts of an order against its total. Tax counts only where it is not in the prices already, nor does the discount
 * of a mail that prices its lines after it: there the subtotal says so, by being their sum or that and the discount.
 */
export function sumUp(content: OrderContent): SumUp {
  const by = beyondParts(content);
  if (by === null) return { kind: 'unknown' };
  const above = isDiscount(by, content) ? aboveLines(content) : null;
  const addsUp = by.minor === 0 || above === 0 || above === by.minor;
  return addsUp ? { kind: 'adds-up' } : { kind: 'differs', by };
}

/** Whether lines and subtotal are both after the discount, so that it is to be told and not to be taken off. */
export function isDiscountIncluded(content: OrderContent): boolean {
  const by = beyondParts(content);
  return by !== null && isDiscount(by, content) && aboveLines(content) === 0;
}

const isDiscount = (by: Money, { discount }: OrderContent): boolean =>
  by.minor > 0 && by.minor === Math.abs(discount?.minor ?? 0);

/** How much the subtotal is above the sum of the lines, in minor units; null where it is not told. */
function aboveLines({ items, subtotal }: OrderContent): number | null {
  const lines = linesCost(items);
  return lines && subtotal?.currency === lines.currency ? subtotal.minor - lines.minor : null;
}

/** What the total says beyond lines and charges, less what is taken off; null where not every amount was told. */
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
