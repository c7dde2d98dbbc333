import { createHash } from 'node:crypto';
import type { DraftOrderForm } from '../../shared/forms.ts';
import type { Money } from '../../shared/money.ts';
import { moneyToDecimal, parseMoney } from '../../shared/money.ts';
import { normalizePhone } from '../../shared/phone.ts';
import { Problem } from '../../shared/problem.ts';
import { formTotals } from '../../shared/totals.ts';

/** The form as Shopify's `DraftOrderInput`. Pure. @throws Problem `bad-input` for an amount or phone Shopify would refuse */
export function draftInputOf(form: DraftOrderForm, tag: string, country: string) {
  const { currency, customer } = form;
  const totals = formTotals(form);
  const phone = customer.phone ? phoneOf(customer.phone, country) : null;
  const words = country === 'UA' ? ukrainian : english;
  return {
    presentmentCurrencyCode: currency,
    tags: [tag],
    // both: a tag can be searched for, and attributes are what a paid order is sure to carry
    customAttributes: [{ key: 'orderbell_draft', value: tag }],
    lineItems: form.items.map((item) => {
      const price = moneyInput(parseMoney(item.unitPrice, currency));
      return item.variantId === undefined
        ? {
            title: item.title,
            quantity: item.quantity,
            originalUnitPriceWithCurrency: price,
            requiresShipping: true,
            taxable: true,
            ...(item.sku && { sku: item.sku }),
          }
        : { variantId: item.variantId, quantity: item.quantity, priceOverride: price };
    }),
    ...(totals.discount.minor > 0 && {
      appliedDiscount: {
        title: words.discount,
        ...(form.discount?.kind === 'percent'
          ? { valueType: 'PERCENTAGE', value: form.discount.percent }
          : {
              valueType: 'FIXED_AMOUNT',
              value: Number(moneyToDecimal(totals.discount)), // the schema asks for a float beside the exact amount
              amountWithCurrency: moneyInput(totals.discount),
            }),
      },
    }),
    ...(form.deliveryFee !== undefined && {
      shippingLine: { title: words.delivery, priceWithCurrency: moneyInput(totals.deliveryFee) },
    }),
    ...(customer.email && { email: customer.email }),
    ...(phone !== null && { phone }),
    ...(form.note && { note: form.note }),
    ...(form.address && { shippingAddress: addressInput(form.address, customer.name, phone, country) }),
  };
}

/** Tells two inputs apart without keeping who ordered what. */
export const fingerprint = (input: ReturnType<typeof draftInputOf>): string =>
  createHash('sha256').update(JSON.stringify(input)).digest('hex').slice(0, 16);

/** What the buyer reads at the checkout. */
const english = { discount: 'Discount', delivery: 'Delivery' };
const ukrainian = { discount: 'Знижка', delivery: 'Доставка' };

function phoneOf(text: string, country: string): string {
  const phone = normalizePhone(text, country);
  if (phone === null) throw new Problem('bad-input', 'not a telephone number', { field: 'customer.phone' });
  return phone;
}

const moneyInput = (money: Money) => ({ amount: moneyToDecimal(money), currencyCode: money.currency });

/** The form's address is one line of text; the buyer completes it at the checkout. */
function addressInput(address: string, name: string | undefined, phone: string | null, country: string) {
  const [firstName = '', ...rest] = (name ?? '').split(/\s+/);
  return {
    address1: address,
    countryCode: country,
    ...(firstName !== '' && rest.length > 0 && { firstName, lastName: rest.join(' ') }),
    ...(firstName !== '' && rest.length === 0 && { lastName: firstName }),
    ...(phone !== null && { phone }),
  };
}

const renamed: Readonly<Record<string, string>> = {
  lineItems: 'items',
  originalUnitPriceWithCurrency: 'unitPrice',
  priceOverride: 'unitPrice',
  appliedDiscount: 'discount',
  shippingLine: 'deliveryFee',
  shippingAddress: 'address',
  email: 'customer.email',
  phone: 'customer.phone',
  presentmentCurrencyCode: 'currency',
};

/** The form's field behind a field of Shopify's input: `lineItems.0.quantity` is `items.0.quantity`. */
export function formFieldOf(inputField: string): string {
  const [head = '', index, leaf] = inputField.split('.');
  const field = renamed[head];
  if (field === undefined) return inputField;
  if (field !== 'items' || index === undefined) return field;
  return ['items', index, ...(leaf === undefined ? [] : [renamed[leaf] ?? leaf])].join('.');
}
