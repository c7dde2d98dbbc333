import type { Money } from './money.ts';
import { addMoney, parseMoney, shareOf, subtractMoney, sumMoney, timesMoney, zero } from './money.ts';
import { isProblem, Problem } from './problem.ts';

/** The part of an order form that decides what is to be paid. Amounts are decimal strings, with a point or a comma. */
export type PricedForm = {
  readonly items: readonly { readonly quantity: number; readonly unitPrice: string }[];
  readonly discount?: FormDiscount | undefined;
  readonly deliveryFee?: string | undefined;
  readonly currency: string;
};

export type FormDiscount =
  | { readonly kind: 'amount'; readonly amount: string }
  | { readonly kind: 'percent'; readonly percent: number };

export type FormTotals = {
  /** One line total for each item, in the form's order. */
  readonly lines: readonly Money[];
  readonly subtotal: Money;
  /** Never more than the subtotal. */
  readonly discount: Money;
  readonly deliveryFee: Money;
  readonly total: Money;
};

/** @throws Problem `bad-input` with the field whose amount cannot be read or kept exactly */
export function formTotals({ items, discount, deliveryFee, currency }: PricedForm): FormTotals {
  const lines = items.map(({ quantity, unitPrice }, index) =>
    atField(`items.${index}.unitPrice`, () => timesMoney(amountOf(unitPrice, currency), quantity)),
  );
  const subtotal = atField('items', () => sumMoney(lines, currency));
  const reduction = atField('discount', () => discountOf(discount, subtotal));
  const fee = atField('deliveryFee', () =>
    deliveryFee === undefined || deliveryFee.trim() === '' ? zero(currency) : amountOf(deliveryFee, currency),
  );
  const total = atField('items', () => addMoney(subtractMoney(subtotal, reduction), fee));
  return { lines, subtotal, discount: reduction, deliveryFee: fee, total };
}

function discountOf(discount: FormDiscount | undefined, subtotal: Money): Money {
  if (!discount) return zero(subtotal.currency);
  const asked =
    discount.kind === 'amount'
      ? amountOf(discount.amount, subtotal.currency)
      : shareOf(subtotal, Math.round(discount.percent * 100));
  return asked.minor > subtotal.minor ? subtotal : asked;
}

function amountOf(text: string, currency: string): Money {
  const amount = parseMoney(text.replace(',', '.'), currency);
  if (amount.minor < 0) throw new Problem('bad-input', 'an amount cannot be below zero');
  return amount;
}

function atField<T>(field: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isProblem(error) && error.kind === 'bad-input') {
      throw new Problem('bad-input', error.message, { cause: error, field });
    }
    throw error;
  }
}
