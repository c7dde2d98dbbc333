import type { Money } from './money.ts';
import { addMoney, percentOff, subtractMoney, sumMoney, timesMoney, typedMoney, zero } from './money.ts';
import { isProblem, Problem } from './problem.ts';

/** The part of an order form that decides what is to be paid. Amounts are decimal strings, with a point or a comma. */
export type PricedForm = {
  readonly items: readonly PricedItem[];
  /** Off what the items cost after their own discounts. */
  readonly discount?: FormDiscount | undefined;
  readonly deliveryFee?: string | undefined;
  /** One of Shopify's rates; it takes the place of an own delivery fee. */
  readonly shippingRate?: { readonly price: string } | undefined;
  readonly currency: string;
};

export type PricedItem = {
  readonly quantity: number;
  readonly unitPrice: string;
  /** As Shopify has it for a line: an amount is off each piece, a per cent off the whole line. */
  readonly discount?: FormDiscount | undefined;
};

export type FormDiscount =
  | { readonly kind: 'amount'; readonly amount: string }
  | { readonly kind: 'percent'; readonly percent: number };

/** Always: subtotal − discount + deliveryFee = total. */
export type FormTotals = {
  /** What each line costs before any discount, in the form's order. */
  readonly lines: readonly Money[];
  /** What each line's own discount takes off it, never more than the line. */
  readonly lineDiscounts: readonly Money[];
  readonly subtotal: Money;
  /** The order's discount alone, never more than the discounted lines. */
  readonly orderDiscount: Money;
  /** All that is taken off: the lines' discounts and the order's. */
  readonly discount: Money;
  readonly deliveryFee: Money;
  readonly total: Money;
};

/** @throws Problem `bad-input` with the field whose amount cannot be read or kept exactly */
export function formTotals({ items, discount, deliveryFee, shippingRate, currency }: PricedForm): FormTotals {
  const lines = items.map(({ quantity, unitPrice }, index) =>
    atField(`items.${index}.unitPrice`, () => timesMoney(amountOf(unitPrice, currency), quantity)),
  );
  const lineDiscounts = items.map((item, index) =>
    atField(`items.${index}.discount`, () => lineDiscountOf(item, currency)),
  );
  const subtotal = atField('items', () => sumMoney(lines, currency));
  const offLines = sumMoney(lineDiscounts, currency);
  const orderDiscount = atField('discount', () => reductionOf(discount, subtractMoney(subtotal, offLines)));
  const reduction = addMoney(offLines, orderDiscount);
  const asked = shippingRate?.price ?? deliveryFee ?? '';
  const fee = atField('deliveryFee', () =>
    asked.trim() === '' ? zero(currency) : amountOf(asked, currency),
  );
  const total = atField('items', () => addMoney(subtractMoney(subtotal, reduction), fee));
  return { lines, lineDiscounts, subtotal, orderDiscount, discount: reduction, deliveryFee: fee, total };
}

/** The amount due at once for a deposit in per cent; Shopify's own figure takes precedence. */
export const depositOf = (total: Money, percent: number): Money =>
  percentOff(total, Math.round(percent * 100));

/** @throws Problem `bad-input` */
function lineDiscountOf({ quantity, unitPrice, discount }: PricedItem, currency: string): Money {
  const unit = amountOf(unitPrice, currency);
  return discount?.kind === 'amount'
    ? timesMoney(reductionOf(discount, unit), quantity)
    : reductionOf(discount, timesMoney(unit, quantity));
}

/** What a discount takes off an amount, never more than all of it. @throws Problem `bad-input` */
export function reductionOf(discount: FormDiscount | undefined, from: Money): Money {
  if (!discount) return zero(from.currency);
  const asked =
    discount.kind === 'amount'
      ? amountOf(discount.amount, from.currency)
      : percentOff(from, Math.round(discount.percent * 100));
  return asked.minor > from.minor ? from : asked;
}

function amountOf(text: string, currency: string): Money {
  const amount = typedMoney(text, currency);
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
