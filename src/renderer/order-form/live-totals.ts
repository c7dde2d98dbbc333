import type { Money } from '../../shared/money.ts';
import { isProblem } from '../../shared/problem.ts';
import type { FormTotals } from '../../shared/totals.ts';
import { formTotals } from '../../shared/totals.ts';
import { isAmount, percentOf, wholeOf } from './read-form.ts';
import type { FormValues } from './values.ts';

export type LiveTotals = {
  /** One for each line; null while its price or quantity cannot be read. */
  readonly lines: readonly (Money | null)[];
  /** Null while any amount that counts cannot be read: a sum of the rest would be a wrong sum. */
  readonly totals: FormTotals | null;
  /** A discount above the items is cut to them; true while that happens. */
  readonly discountCut: boolean;
};

type Priced = Pick<FormValues, 'items' | 'discount' | 'discountKind' | 'deliveryFee'>;

/** What is to be paid, while it is being typed. Pure; the same rule as the order's own totals. */
export function liveTotals(
  { items, discount, discountKind, deliveryFee }: Priced,
  currency: string,
): LiveTotals {
  const priced = items.map(({ quantity, unitPrice }) => ({
    quantity: wholeOf(quantity),
    unitPrice: unitPrice.trim(),
  }));
  const one = (item: (typeof priced)[number]): Money | null =>
    item.quantity >= 1 && isAmount(item.unitPrice)
      ? attempt(() => formTotals({ items: [item], currency }).subtotal)
      : null;
  const lines = priced.map(one);

  const fee = deliveryFee.trim();
  const reduction = readDiscount(discountKind, discount.trim());
  const isWhole = lines.every((line) => line !== null) && (fee === '' || isAmount(fee));
  if (!isWhole || reduction === null) return { lines, totals: null, discountCut: false };
  const totals = attempt(() =>
    formTotals({ items: priced, discount: reduction, deliveryFee: fee || undefined, currency }),
  );
  const asked = reduction?.kind === 'amount' ? attempt(() => amountOf(reduction.amount, currency)) : null;
  return {
    lines,
    totals,
    discountCut: totals !== null && asked !== null && asked.minor > totals.subtotal.minor,
  };
}

function readDiscount(kind: FormValues['discountKind'], text: string) {
  if (text === '') return undefined;
  if (kind === 'amount') return isAmount(text) ? { kind, amount: text } : null;
  const percent = percentOf(text);
  return percent >= 0 && percent <= 100 ? { kind, percent } : null;
}

const amountOf = (text: string, currency: string): Money =>
  formTotals({ items: [{ quantity: 1, unitPrice: text }], currency }).subtotal;

/** Half-typed amounts are no failure: they have no total yet. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (isProblem(error) && error.kind === 'bad-input') return null;
    throw error;
  }
}
