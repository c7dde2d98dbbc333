import type { Money } from '../../../../shared/money.ts';
import { parseMoney, subtractMoney } from '../../../../shared/money.ts';
import { isProblem } from '../../../../shared/problem.ts';
import type { FormDiscount, FormTotals, PricedItem } from '../../../../shared/totals.ts';
import { depositOf, formTotals } from '../../../../shared/totals.ts';
import { isAmount, percentOf, wholeOf } from '../read-form.ts';
import type { FormValues } from '../values.ts';

export type LiveLine = {
  /** After the line's discount. */
  readonly total: Money;
  readonly discount: Money;
  /** True if the discount exceeds the price and is cut to it. */
  readonly discountCut: boolean;
};

export type LiveTotals = {
  /** One per line; null while its price, quantity or discount is invalid. */
  readonly lines: readonly (LiveLine | null)[];
  /** Null while any amount is invalid: the sum of the others would be wrong. */
  readonly totals: FormTotals | null;
  /** The deposit; null if everything is paid at once. */
  readonly dueNow: Money | null;
  /** True if the discount exceeds the items and is cut to them. */
  readonly discountCut: boolean;
};

type Priced = Pick<FormValues, 'items' | 'discount' | 'discountKind' | 'deliveryFee' | 'rate' | 'deposit'>;

/** The live totals of the form. Pure; the same rule as the order's totals. */
export function liveTotals(values: Priced, currency: string): LiveTotals {
  const items = values.items.map(readItem);
  const lines = items.map((item) => item && attempt(() => liveLine(item, currency)));
  const priced = items.filter((item) => item !== null);

  const fee = values.rate?.price ?? values.deliveryFee.trim();
  const reduction = readDiscount(values.discountKind, values.discount.trim());
  const isWhole = lines.every((line) => line !== null) && (fee === '' || isAmount(fee));
  if (!isWhole || reduction === null) return { lines, totals: null, dueNow: null, discountCut: false };
  const totals = attempt(() =>
    formTotals({ items: priced, discount: reduction, deliveryFee: fee || undefined, currency }),
  );
  const deposit = percentOf(values.deposit);
  return {
    lines,
    totals,
    dueNow: totals !== null && deposit >= 1 && deposit <= 99 ? depositOf(totals.total, deposit) : null,
    discountCut: totals !== null && isCut(reduction, totals.orderDiscount),
  };
}

function readItem({
  quantity,
  unitPrice,
  discount,
  discountKind,
}: Priced['items'][number]): PricedItem | null {
  const item = { quantity: wholeOf(quantity), unitPrice: unitPrice.trim() };
  const reduction = readDiscount(discountKind, discount.trim());
  if (!(item.quantity >= 1) || !isAmount(item.unitPrice) || reduction === null) return null;
  return reduction === undefined ? item : { ...item, discount: reduction };
}

function liveLine(item: PricedItem, currency: string): LiveLine {
  const { subtotal, discount } = formTotals({ items: [item], currency });
  const [each] = formTotals({ items: [{ ...item, quantity: 1 }], currency }).lineDiscounts;
  return {
    total: subtractMoney(subtotal, discount),
    discount,
    discountCut: each !== undefined && isCut(item.discount, each),
  };
}

const isCut = (asked: FormDiscount | undefined, given: Money): boolean =>
  asked?.kind === 'amount' && parseMoney(asked.amount.replace(',', '.'), given.currency).minor > given.minor;

/** Undefined if empty, null if invalid. */
function readDiscount(kind: FormValues['discountKind'], text: string): FormDiscount | undefined | null {
  if (text === '') return undefined;
  if (kind === 'amount') return isAmount(text) ? { kind, amount: text } : null;
  const percent = percentOf(text);
  return percent >= 0 && percent <= 100 ? { kind, percent } : null;
}

/** Half-typed amounts are no error: they have no total yet. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (isProblem(error) && error.kind === 'bad-input') return null;
    throw error;
  }
}
