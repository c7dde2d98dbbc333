import { lineCost } from './bill.ts';
import type { Money } from './money.ts';
import { addMoney, subtractMoney, sumMoney } from './money.ts';
import type { OrderContent } from './order.ts';

export type SumUp =
  /** Not every amount was told, so there is nothing to compare. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'adds-up' }
  /** What the total says beyond the sum of its parts; negative when it says less. */
  | { readonly kind: 'differs'; readonly by: Money };

/** Holds the parts of an order against its total. Tax counts only where it is not in the prices already. */
export function sumUp(content: OrderContent): SumUp {
  const { total, items, deliveryFee, discount, tax, taxIncluded, tip, fees, takenOff } = content;
  const costs = items.map(lineCost).filter((cost) => cost !== null);
  if (total === undefined || items.length === 0 || costs.length < items.length) return { kind: 'unknown' };
  const added = [...costs, deliveryFee, tip, ...(fees ?? []).map(({ amount }) => amount)].filter(
    (amount) => amount !== undefined,
  );
  const parts = [...added, discount, takenOff, tax].filter((amount) => amount !== undefined);
  if (parts.some(({ currency }) => currency !== total.currency)) return { kind: 'unknown' };

  const sum = sumMoney(added, total.currency);
  const less = [discount, takenOff].flatMap((amount) =>
    amount ? [{ ...amount, minor: Math.abs(amount.minor) }] : [],
  );
  const reduced = less.reduce(subtractMoney, sum);
  const whole = tax && taxIncluded !== true ? addMoney(reduced, tax) : reduced;
  const by = subtractMoney(total, whole);
  return by.minor === 0 ? { kind: 'adds-up' } : { kind: 'differs', by };
}
