import { sumText } from '../../../../shared/bill.ts';
import type { Money } from '../../../../shared/money.ts';
import { parseMoney, timesMoney } from '../../../../shared/money.ts';
import { isProblem } from '../../../../shared/problem.ts';
import type { TrainerValues } from '../../../../shared/trainer.ts';

export type LiveSum =
  /** An item has no price, or there are no items. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'sum';
      /** `97.25 + 7.99 − 5.00 = 100.24` */
      readonly text: string;
      /** The difference to the total; null while there is no total. */
      readonly addsUp: boolean | null;
    };

/** The sum of the typed values. Tax counts only if the total includes it separately, because prices may contain it. */
export function liveSum(values: TrainerValues): LiveSum {
  try {
    return sumOf(values);
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { kind: 'none' }; // an amount has more decimals than its currency: its field shows the error
  }
}

function sumOf(values: TrainerValues): LiveSum {
  const currency = values.currency ?? 'XXX'; // not known yet: assume two decimals
  const money = (decimal: string): Money => parseMoney(decimal, currency);
  const minor = (decimal: string | undefined): number => (decimal === undefined ? 0 : money(decimal).minor);
  const lines = values.items.map(({ lineTotal, unitPrice, quantity }) =>
    lineTotal !== undefined
      ? minor(lineTotal)
      : unitPrice !== undefined
        ? timesMoney(money(unitPrice), quantity).minor
        : null,
  );
  const costs = lines.filter((line) => line !== null);
  if (costs.length === 0 || costs.length < lines.length) return { kind: 'none' };

  const { deliveryFee, tip, tax, discount, total } = values;
  const sum = costs.reduce((all, line) => all + line, 0);
  const parts = [deliveryFee, ...values.otherFees.map(({ amount }) => amount), tip].filter(
    (part) => part !== undefined,
  );
  const before = sum + parts.reduce((all, part) => all + minor(part), 0);
  const less = minor(discount);
  const wanted = total === undefined ? null : minor(total);
  const isTaxOnTop = tax !== undefined && wanted !== before - less;
  const result = before - less + (isTaxOnTop ? minor(tax) : 0);
  const charges = [...parts, ...(isTaxOnTop ? [tax] : [])].map(money);
  return {
    kind: 'sum',
    text: sumText({ minor: sum, currency }, charges, less === 0 ? null : { minor: less, currency }),
    addsUp: wanted === null ? null : wanted === result,
  };
}
