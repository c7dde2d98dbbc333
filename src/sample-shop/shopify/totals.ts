import { minorDigits, moneyToDecimal } from '../../shared/money.ts';
import { currency } from '../catalogue.ts';
import type { Basket, Discount, DraftContent, Line, ShopOrder, Tax } from './types.ts';

export const decimal = (minor: number): string => moneyToDecimal({ minor, currency });
/** An amount in both currencies, as in a delivery: the shop sells in one currency only. */
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

/** The order's discount allocated to its lines by their amounts; the last line gets the rounding difference. */
export function allocations({ lines, discount }: Pick<Basket, 'lines' | 'discount'>): readonly number[] {
  if (!discount) return lines.map(() => 0);
  const amounts = lines.map((line) => lineTotal(line) - line.discount);
  const whole = amounts.reduce((sum, amount) => sum + amount, 0);
  const shared = Math.min(discount.amount, whole);
  let left = shared;
  return amounts.map((amount, index) => {
    const share =
      index === amounts.length - 1
        ? left
        : whole === 0
          ? 0
          : Number((BigInt(shared) * BigInt(amount)) / BigInt(whole));
    left -= share;
    return share;
  });
}

/** The amount received for an order and not refunded. */
export function receivedOf(order: ShopOrder): number {
  if (order.financial === 'paid') return totalsOf(order).total;
  return order.financial === 'partially_paid' ? (order.deposit ?? 0) : 0;
}

/** The amount the buyer has not paid yet. */
export const outstandingOf = (order: ShopOrder): number =>
  order.financial === 'pending' || order.financial === 'partially_paid'
    ? totalsOf(order).total - receivedOf(order)
    : 0;

type Taken = { readonly value: number; readonly valueType: Discount['valueType'] };

/**
 * The discount on an amount of minor units; a fixed amount is per piece. Shopify's documentation of draft orders has the rule for
 * a line: `floor(price * quantity * value) / 100`. For a currency without minor units it is `round(price * quantity * value /
 * 100)`.
 */
export function taken(
  amount: number,
  { value, valueType }: Taken,
  { code = currency, pieces = 1 }: { readonly code?: string; readonly pieces?: number } = {},
): number {
  const digits = minorDigits(code);
  if (valueType === 'fixed_amount') return Math.min(amount, Math.round(value * 10 ** digits) * pieces);
  const hundredths = BigInt(amount) * BigInt(Math.round(value * 100));
  return Number(digits === 0 ? (hundredths + 5000n) / 10_000n : hundredths / 10_000n);
}

/** The tax on one amount, to the nearest minor unit. */
export function taxOn(amount: number, { percent, included }: Tax): number {
  const hundredths = Math.round(percent * 100);
  return Math.round((amount * hundredths) / (included ? 10_000 + hundredths : 10_000));
}

/** The deposit; 0 if payment terms defer everything, and the total otherwise. */
export const dueNowOf = ({ dueNow, pricing }: DraftContent, total: number): number =>
  dueNow === null
    ? total
    : taken(total, { value: dueNow, valueType: 'percentage' }, { code: pricing.currency });
