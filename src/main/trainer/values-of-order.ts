import type { Money } from '../../shared/money.ts';
import { moneyToDecimal } from '../../shared/money.ts';
import type { LineItem, OrderContent } from '../../shared/order.ts';
import { phoneText, storedPhone } from '../../shared/phone.ts';
import type { TrainerItem, TrainerValueName, TrainerValues } from '../../shared/trainer.ts';
import { trainerFields } from '../../shared/trainer.ts';

/** The parse result of a mail, as the trainer's form shows it. */
export function valuesOfOrder(order: OrderContent): TrainerValues {
  const { customer, recipient } = order;
  return {
    ...text('orderNumber', order.number),
    ...text('placedAt', order.placedAt),
    ...text('customerName', customer.name),
    ...text('phone', customer.phone),
    ...text('email', customer.email),
    ...text('recipientName', recipient?.name),
    ...text('recipientPhone', recipient?.phone),
    ...text('address', order.address),
    ...text('notes', order.note),
    ...text('currency', order.currency),
    ...amount('subtotal', order.subtotal),
    ...amount('deliveryFee', order.deliveryFee),
    ...amount('discount', order.discount),
    ...amount('tax', order.tax),
    ...amount('tip', order.tip),
    ...amount('total', order.total),
    otherFees: (order.fees ?? []).map((fee) => ({ label: fee.label, amount: moneyToDecimal(fee.amount) })),
    items: order.items.map(itemOf),
  };
}

/** Normalizes the typed phones to the stored format. */
export const withPhonesStored = (values: TrainerValues, country: string | null): TrainerValues =>
  withPhones(values, (phone) => storedPhone(phone, country));

/** Formats the stored phones for display. */
export const withPhonesShown = (values: TrainerValues, country: string | null): TrainerValues =>
  withPhones(values, (phone) => phoneText(phone, country));

const withPhones = (values: TrainerValues, write: (phone: string) => string): TrainerValues => ({
  ...values,
  ...(values.phone !== undefined && { phone: write(values.phone) }),
  ...(values.recipientPhone !== undefined && { recipientPhone: write(values.recipientPhone) }),
});

/**
 * Completes a user's values of a mail with the customer and address from other mails, where this mail has none.
 * @param own the fields the user changed in the form: a missing value of them was removed
 */
export function withKnown(
  values: TrainerValues,
  own: readonly TrainerValueName[],
  known: OrderContent,
): TrainerValues {
  const { number, placedAt, customer, recipient, address, note } = known;
  const isNamed = values.recipientName !== undefined || own.includes('recipientName');
  const isOther = isNamed && values.recipientName !== recipient?.name;
  const left = valuesOfOrder({
    number,
    placedAt,
    customer,
    // never combine a recipient with another person's phone
    recipient: isOther ? undefined : recipient,
    address,
    note,
    paymentStatus: known.paymentStatus,
    items: [],
  });
  const unseen = trainerFields.flatMap((field) =>
    left[field] !== undefined && !own.includes(field) ? [[field, left[field]] as const] : [],
  );
  return { ...Object.fromEntries(unseen), ...values };
}

const itemOf = (item: LineItem): TrainerItem => ({
  title: item.title,
  quantity: item.quantity,
  ...amount('unitPrice', item.unitPrice),
  ...amount('lineTotal', item.lineTotal),
  options: item.options,
});

const text = <K extends string>(name: K, value: string | undefined): { readonly [N in K]?: string } =>
  value === undefined || value === '' ? {} : ({ [name]: value } as { readonly [N in K]: string });

const amount = <K extends string>(name: K, value: Money | undefined): { readonly [N in K]?: string } =>
  value ? ({ [name]: moneyToDecimal(value) } as { readonly [N in K]: string }) : {};
