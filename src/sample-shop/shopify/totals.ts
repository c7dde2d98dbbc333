import { moneyToDecimal } from '../../shared/money.ts';
import { currency } from '../catalogue.ts';
import type { Basket, Line } from './types.ts';

export const decimal = (minor: number): string => moneyToDecimal({ minor, currency });
/** Both sides of an amount, as a delivery writes them: the shop sells in one currency only. */
export function moneySet(minor: number): object {
  const money = { amount: decimal(minor), currency_code: currency };
  return { shop_money: money, presentment_money: money };
}
export const lineTotal = (line: Line): number => line.unitPrice * line.quantity;

export type Totals = {
  readonly lines: number;
  readonly discounts: number;
  readonly subtotal: number;
  readonly shipping: number;
  readonly total: number;
};

export function totalsOf({ lines, discount, shipping }: Basket): Totals {
  const before = lines.reduce((sum, line) => sum + lineTotal(line), 0);
  const byHand = lines.reduce((sum, line) => sum + line.discount, 0);
  const discounts = byHand + Math.min(discount?.amount ?? 0, before - byHand);
  const fee = shipping?.amount ?? 0;
  return {
    lines: before,
    discounts,
    subtotal: before - discounts,
    shipping: fee,
    total: before - discounts + fee,
  };
}

/** The order's discount shared out over its lines by their amounts; the last line takes what rounding left. */
export function allocations({ lines, discount }: Basket): readonly number[] {
  if (!discount) return lines.map(() => 0);
  const amounts = lines.map((line) => lineTotal(line) - line.discount);
  const whole = amounts.reduce((sum, amount) => sum + amount, 0);
  const shared = Math.min(discount.amount, whole);
  let left = shared;
  return amounts.map((amount, index) => {
    const share =
      index === amounts.length - 1 ? left : whole === 0 ? 0 : Math.floor((shared * amount) / whole);
    left -= share;
    return share;
  });
}

/** A percentage, or a fixed amount, taken off `amount`. */
export const taken = (amount: number, value: number, valueType: Discount['valueType']): number =>
  valueType === 'percentage' ? Math.round((amount * value) / 100) : Math.min(amount, Math.round(value * 100));
type Discount = NonNullable<Basket['discount']>;
