import type { Money } from './money.ts';
import type { OrderContent, PaymentStatus } from './order.ts';

/** How far the money has got, from nothing known to all given back. What was voided is as far as nothing. */
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

/** The status that is further on; of two equal ones the first. Late news of an earlier step changes nothing. */
export const furtherPaid = (known: PaymentStatus, told: PaymentStatus): PaymentStatus =>
  steps[told] > steps[known] ? told : known;

/**
 * A manager's word on the payment beside what the source says: it counts whatever the source repeats, until the source tells of
 * money that it had not told of when the manager decided. Then the one that is further on counts.
 * @param over what the source said then; undefined of a word that holds for good
 */
export function paidAsDecided(
  set: PaymentStatus,
  over: PaymentStatus | undefined,
  told: PaymentStatus,
): PaymentStatus {
  const isNews = over !== undefined && steps[told] > steps[over];
  return isNews ? furtherPaid(set, told) : set;
}

/** What the buyer still has to pay, as far as that is known; undefined where it is not, or nothing. */
export function dueNow(
  { total, due }: Pick<OrderContent, 'total' | 'due'>,
  status: PaymentStatus,
): Money | undefined {
  if (status === 'partially-paid') return due;
  return status === 'pending' ? (due ?? total) : undefined;
}

/** Whether all of the total has been paid at some time, also when some of it went back. */
export const wasPaid = (status: PaymentStatus): boolean => steps[status] >= steps.paid;

/** Whether money of the buyer is held, all of it or a part. */
export const isHeldPayment = (status: PaymentStatus): boolean =>
  status === 'partially-paid' || status === 'paid' || status === 'partially-refunded';

/** The greater of amounts that tell the same money; one of another currency than the first is left out. */
export function greatest(amounts: readonly (Money | undefined)[]): Money | undefined {
  return amounts.reduce<Money | undefined>((most, amount) => {
    if (amount === undefined || most === undefined) return most ?? amount;
    return amount.currency === most.currency && amount.minor > most.minor ? amount : most;
  }, undefined);
}

/** The method of the manual order form, and the names that Shopify's own manual payment methods have. */
const cashOnDelivery =
  /^cash[- ]on[- ]delivery|\(COD\)$|^COD$|накладен|післяплат|при отриманні|за pobraniem|przy odbiorze/iu;

export const isCashOnDelivery = (gateway: string): boolean => cashOnDelivery.test(gateway.trim());
