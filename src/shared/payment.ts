import type { Money } from './money.ts';
import type { OrderContent, PaymentStatus } from './order.ts';

/** Progress of a payment, from unknown to refunded. Voided counts as unknown. */
const steps: { readonly [S in PaymentStatus]: number } = {
  unknown: 0,
  voided: 0,
  pending: 1,
  authorized: 2,
  'partially-paid': 3,
  paid: 4,
  'partially-refunded': 5,
  refunded: 6,
};

/** The status that is further on; the first of equal ones. Late news of an earlier step changes nothing. */
export const furtherPaid = (known: PaymentStatus, told: PaymentStatus): PaymentStatus =>
  steps[told] > steps[known] ? told : known;

/**
 * Combines a manager's decision with the source's status. The decision stays until the source reports money it had not reported
 * at that time; then the further status counts.
 * @param over the source's status at the decision; undefined if the decision always holds
 */
export function paidAsDecided(
  set: PaymentStatus,
  over: PaymentStatus | undefined,
  told: PaymentStatus,
): PaymentStatus {
  const isNews = over !== undefined && steps[told] > steps[over];
  return isNews ? furtherPaid(set, told) : set;
}

/** The amount still due; undefined if unknown or nothing. */
export function dueNow(
  { total, due }: Pick<OrderContent, 'total' | 'due'>,
  status: PaymentStatus,
): Money | undefined {
  if (status === 'partially-paid') return due;
  return status === 'pending' ? (due ?? total) : undefined;
}

/** Whether the total was fully paid at some time, even if partly refunded since. */
export const wasPaid = (status: PaymentStatus): boolean => steps[status] >= steps.paid;

/** Whether the shop holds money of the buyer, in full or in part. */
export const isHeldPayment = (status: PaymentStatus): boolean =>
  status === 'partially-paid' || status === 'paid' || status === 'partially-refunded';

/** The greater of amounts for the same money; amounts in another currency than the first are ignored. */
export function greatest(amounts: readonly (Money | undefined)[]): Money | undefined {
  return amounts.reduce<Money | undefined>((most, amount) => {
    if (amount === undefined || most === undefined) return most ?? amount;
    return amount.currency === most.currency && amount.minor > most.minor ? amount : most;
  }, undefined);
}

/** The method of the manual order form, and the names of Shopify's manual payment methods. */
const cashOnDelivery =
  /^cash[- ]on[- ]delivery|\(COD\)$|^COD$|накладен|післяплат|при отриманні|за pobraniem|przy odbiorze/iu;

export const isCashOnDelivery = (gateway: string): boolean => cashOnDelivery.test(gateway.trim());
