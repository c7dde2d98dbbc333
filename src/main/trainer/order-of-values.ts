import { linesCost, sumText } from '../../shared/bill.ts';
import type { Money } from '../../shared/money.ts';
import { moneyToDecimal, parseMoney } from '../../shared/money.ts';
import { omitUndefined } from '../../shared/omit-undefined.ts';
import type { LineItem, OrderContent, ReviewReason } from '../../shared/order.ts';
import { Problem } from '../../shared/problem.ts';
import type { TrainerItem, TrainerValues } from '../../shared/trainer.ts';
import type { Balance } from '../intake/mail/sums.ts';
import { weigh } from '../intake/mail/sums.ts';

export type Corrected = {
  readonly content: OrderContent;
  /** `97.25 + 7.99 − 5.00 = 100.24`; empty if there is nothing to add. */
  readonly sum: string;
  readonly addsUp: boolean;
};

/**
 * Builds the order content from a user's values of a mail. Data without a form field (payment, sender verification, delivery
 * window) is kept; amounts that do not add up stay up for review.
 * @param unanswered the review reasons that this mail cannot resolve
 * @throws Problem `bad-input` with the field, if an amount has no currency or cannot be stored exactly in it
 */
export function orderOfValues(
  values: TrainerValues,
  before: OrderContent,
  unanswered: readonly ReviewReason['code'][] = ['unverified-sender'],
): Corrected {
  const { currency } = values;
  const money = (field: string, decimal: string | undefined): Money | undefined =>
    decimal === undefined ? undefined : moneyOf(field, decimal, currency);
  const items = values.items.map((item, index) =>
    lineOf(item, (field, decimal) => money(`items.${index}.${field}`, decimal)),
  );
  const fees = values.otherFees.map((fee, index) => ({
    label: fee.label,
    amount: moneyOf(`otherFees.${index}`, fee.amount, currency),
  }));
  const sums = {
    subtotal: money('subtotal', values.subtotal),
    deliveryFee: money('deliveryFee', values.deliveryFee),
    discount: money('discount', values.discount),
    tax: money('tax', values.tax),
    tip: money('tip', values.tip),
    total: money('total', values.total),
  };
  const lines = linesCost(items)?.minor ?? null;
  const balance = weighed(lines, sums, fees);
  const sum = sumOf(lines, balance?.taxIncluded ? { ...sums, tax: undefined } : sums, fees);
  const review = [
    ...(before.review ?? []).filter(({ code }) => unanswered.includes(code)),
    ...reasons({ number: values.orderNumber, items, total: sums.total, balance, sum }),
  ];
  const content: OrderContent = {
    number: values.orderNumber ?? '',
    ...(values.placedAt !== undefined && { placedAt: values.placedAt }),
    ...(currency !== undefined && { currency }),
    ...omitUndefined(sums),
    ...(balance?.taxIncluded && sums.tax && { taxIncluded: true }),
    ...(fees.length > 0 && { fees }),
    paymentStatus: before.paymentStatus,
    ...(before.cancelledAt !== undefined && { cancelledAt: before.cancelledAt }),
    ...(before.wanted && { wanted: before.wanted }),
    customer: omitUndefined({ name: values.customerName, phone: values.phone, email: values.email }),
    ...((values.recipientName !== undefined || values.recipientPhone !== undefined) && {
      recipient: omitUndefined({ name: values.recipientName, phone: values.recipientPhone }),
    }),
    ...(values.address !== undefined && { address: values.address }),
    items,
    ...(values.notes !== undefined && { note: values.notes }),
    ...(review.length > 0 && { review }),
  };
  return { content, sum, addsUp: balance?.balances ?? false };
}

type Sums = {
  readonly [F in 'subtotal' | 'deliveryFee' | 'discount' | 'tax' | 'tip' | 'total']: Money | undefined;
};
type Fees = readonly { readonly label: string; readonly amount: Money }[];

function moneyOf(field: string, decimal: string, currency: string | undefined): Money {
  if (currency === undefined) {
    throw new Problem('bad-input', 'The currency is missing', {
      field: 'currency',
      fix: 'Select the currency in the mail, or type its three letters',
    });
  }
  try {
    return parseMoney(decimal, currency);
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    throw new Problem('bad-input', cause.message, { cause, field });
  }
}

function lineOf(
  item: TrainerItem,
  money: (field: string, decimal: string | undefined) => Money | undefined,
): LineItem {
  return {
    title: item.title,
    quantity: item.quantity,
    ...omitUndefined({
      unitPrice: money('unitPrice', item.unitPrice),
      lineTotal: money('lineTotal', item.lineTotal),
    }),
    options: item.options,
  };
}

const weighed = (lines: number | null, sums: Sums, fees: Fees): Balance | null =>
  lines === null || !sums.total
    ? null
    : weigh({
        lines,
        delivery: sums.deliveryFee?.minor ?? 0,
        fees: fees.reduce((all, fee) => all + fee.amount.minor, 0),
        tip: sums.tip?.minor ?? 0,
        tax: sums.tax?.minor ?? 0,
        discount: sums.discount?.minor ?? 0,
        subtotal: sums.subtotal?.minor ?? null,
        total: sums.total.minor,
      });

function sumOf(lines: number | null, sums: Sums, fees: Fees): string {
  const currency = sums.total?.currency;
  if (lines === null || currency === undefined) return '';
  const parts = [sums.deliveryFee, ...fees.map((fee) => fee.amount), sums.tip, sums.tax].filter(
    (part) => part !== undefined,
  );
  return sumText({ minor: lines, currency }, parts, sums.discount);
}

function reasons(order: {
  readonly number: string | undefined;
  readonly items: readonly LineItem[];
  readonly total: Money | undefined;
  readonly balance: Balance | null;
  readonly sum: string;
}): readonly ReviewReason[] {
  const { number, items, total, balance, sum } = order;
  return [
    ...(number === undefined ? [{ code: 'no-number' } as const] : []),
    ...(total === undefined ? [{ code: 'no-total' } as const] : []),
    ...(items.length === 0 ? [{ code: 'no-items' } as const] : []),
    ...(total !== undefined && items.length > 0 && !balance?.balances
      ? [{ code: 'sum-mismatch', detail: mismatch(sum, total) } as const]
      : []),
  ];
}

const mismatch = (sum: string, total: Money): string =>
  sum === '' ? 'an item has no price' : `${sum}, the mail says ${moneyToDecimal(total)}`;
