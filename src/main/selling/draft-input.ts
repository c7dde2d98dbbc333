import { createHash } from 'node:crypto';
import { draftAttribute } from '../../shared/draft.ts';
import type { CalculateForm, DraftOrderForm } from '../../shared/forms.ts';
import { languageOfCountry } from '../../shared/languages.ts';
import type { Money } from '../../shared/money.ts';
import { moneyToDecimal, parseMoney } from '../../shared/money.ts';
import { normalizePhone } from '../../shared/phone.ts';
import { Problem } from '../../shared/problem.ts';
import { textsOf } from '../../shared/texts.ts';
import type { FormDiscount } from '../../shared/totals.ts';
import { formTotals, reductionOf } from '../../shared/totals.ts';
import { pairsOfWanted } from '../../shared/wanted.ts';

export type InputFacts = {
  /** ISO 3166 country of phones and addresses. */
  readonly country: string | null;
  /** Start of the item reservation, epoch milliseconds. */
  readonly at: number;
  /** Shopify's id of the payment terms under which the rest of a deposit is paid later. */
  readonly terms: string;
};

/** @param at start of the item reservation */
export const reservedUntil = (hours: number, at: number): number => at + hours * 3_600_000;

/**
 * Converts the form to Shopify's `DraftOrderInput`. Pure. @throws Problem `bad-input` for an amount or phone Shopify would
 * refuse
 */
export function draftInputOf(form: DraftOrderForm, tag: string, { country, at, terms }: InputFacts) {
  const { customer, recipient, reserveHours } = form;
  const phone = customer.phone ? phoneOf(customer.phone, 'customer.phone', country) : null;
  const theirs = recipient?.phone ? phoneOf(recipient.phone, 'recipient.phone', country) : null;
  const isForAnother = Boolean(recipient?.name) || theirs !== null;
  return {
    presentmentCurrencyCode: form.currency,
    tags: [tag, ...(form.tags ?? [])],
    // both: a tag can be searched for, and a paid order always carries the attributes
    customAttributes: [{ key: draftAttribute, value: tag }, ...wantedInput(form)],
    ...goodsInput(form, country),
    // Both the customer and the contact typed for this order are sent. With an e-mail or phone alone, `DraftOrder.customer` may
    // be null until the order exists.
    ...(customer.shopifyId && { purchasingEntity: { customerId: customer.shopifyId } }),
    ...(customer.email && { email: customer.email }),
    ...(phone !== null && { phone }),
    ...(form.note && { note: form.note }),
    ...((form.address || isForAnother) && {
      shippingAddress: addressInput(
        form.address,
        recipient?.name || (isForAnother ? undefined : customer.name),
        isForAnother ? theirs : phone,
        country,
      ),
    }),
    // without this, the customer's name would come from the shipping address or be missing
    ...((isForAnother || (!form.address && customer.name)) && {
      billingAddress: { ...nameInput(customer.name), ...(phone !== null && { phone }) },
    }),
    ...(reserveHours !== undefined && {
      reserveInventoryUntil: new Date(reservedUntil(reserveHours, at)).toISOString(),
    }),
    ...depositInput(form.deposit, terms),
  };
}

/** The part of a form that decides its price, for Shopify's calculation. Pure. @throws Problem `bad-input` */
export const calculateInputOf = (form: CalculateForm, { country, terms }: Omit<InputFacts, 'at'>) => ({
  presentmentCurrencyCode: form.currency,
  ...goodsInput(form, country),
  ...(form.customerId && { purchasingEntity: { customerId: form.customerId } }),
  ...(form.address && { shippingAddress: addressInput(form.address, undefined, null, country) }),
  ...depositInput(form.deposit, terms),
});

/** The items, their prices and the delivery. */
function goodsInput(form: CalculateForm, country: string | null) {
  const { currency, shippingRate } = form;
  const totals = formTotals(form);
  const t = textsOf(languageOfCountry(country), 'paymentLink'); // the buyer sees them at the checkout
  return {
    lineItems: form.items.map((item, index) => ({
      ...lineInput(item, currency),
      ...(item.discount &&
        totals.lineDiscounts[index]?.minor !== 0 && {
          appliedDiscount: {
            title: t('discount'),
            // discount per piece; Shopify calculates the applied amount of the whole line itself
            ...discountValue(item.discount, reductionOf(item.discount, parseMoney(item.unitPrice, currency))),
          },
        }),
    })),
    ...(form.discount &&
      totals.orderDiscount.minor > 0 && {
        appliedDiscount: {
          title: t('discount'),
          ...discountValue(form.discount, totals.orderDiscount),
          ...(form.discount.kind === 'amount' && { amountWithCurrency: moneyInput(totals.orderDiscount) }),
        },
      }),
    ...((shippingRate !== undefined || form.deliveryFee !== undefined) && {
      shippingLine: {
        title: shippingRate?.title ?? t('delivery'),
        priceWithCurrency: moneyInput(totals.deliveryFee),
        ...(shippingRate && { shippingRateHandle: shippingRate.handle }),
      },
    }),
  };
}

function lineInput(item: CalculateForm['items'][number], currency: string) {
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
}

const discountValue = (discount: FormDiscount, off: Money) =>
  discount.kind === 'percent'
    ? { valueType: 'PERCENTAGE', value: discount.percent }
    : { valueType: 'FIXED_AMOUNT', value: Number(moneyToDecimal(off)) }; // the schema asks for a float

/** Shopify asks for a deposit only if payment terms let the rest be paid later. */
const depositInput = (percentage: number | undefined, terms: string) =>
  percentage !== undefined && {
    deposit: { percentage },
    paymentTerms: { paymentTermsTemplateId: terms },
  };

/** Identifies the content of a form as sent to Shopify, without storing personal data. */
export function fingerprint(form: DraftOrderForm, tag: string, country: string | null): string {
  // the send time must not change the fingerprint
  return printOf(draftInputOf(form, tag, { country, at: 0, terms: '' }));
}

export const printOf = (input: object): string =>
  createHash('sha256').update(JSON.stringify(input)).digest('hex').slice(0, 16);

function phoneOf(text: string, field: string, country: string | null): string {
  const phone = normalizePhone(text, country);
  if (phone === null) throw new Problem('bad-input', 'not a phone number', { field });
  return phone;
}

const moneyInput = (money: Money) => ({ amount: moneyToDecimal(money), currencyCode: money.currency });

/** The form's address is one line of text; the buyer completes it at the checkout. */
function addressInput(
  address: string | undefined,
  name: string | undefined,
  phone: string | null,
  country: string | null,
) {
  return {
    ...(address && { address1: address }),
    ...(country !== null && { countryCode: country }),
    ...nameInput(name),
    ...(phone !== null && { phone }),
  };
}

function nameInput(name: string | undefined) {
  const [firstName = '', ...rest] = (name ?? '').split(/\s+/);
  return {
    ...(firstName !== '' && rest.length > 0 && { firstName, lastName: rest.join(' ') }),
    ...(firstName !== '' && rest.length === 0 && { lastName: firstName }),
  };
}

/** The delivery window, for Shopify's users and for reading it back. */
export const wantedInput = ({ wanted }: Pick<DraftOrderForm, 'wanted'>) =>
  pairsOfWanted(wanted ?? {}).map(({ name: key, value }) => ({ key, value }));

const renamed: Readonly<Record<string, string>> = {
  lineItems: 'items',
  originalUnitPriceWithCurrency: 'unitPrice',
  priceOverride: 'unitPrice',
  appliedDiscount: 'discount',
  shippingLine: 'deliveryFee',
  shippingAddress: 'address',
  billingAddress: 'customer.name',
  purchasingEntity: 'customer.shopifyId',
  email: 'customer.email',
  phone: 'customer.phone',
  presentmentCurrencyCode: 'currency',
  deposit: 'deposit',
  paymentTerms: 'deposit',
  reserveInventoryUntil: 'reserveHours',
};

/** Maps a field of Shopify's input to the form's field: `lineItems.0.quantity` becomes `items.0.quantity`. */
export function formFieldOf(inputField: string): string {
  const [head = '', index, leaf] = inputField.split('.');
  const field = renamed[head];
  if (field === undefined) return inputField;
  if (field !== 'items' || index === undefined) return field;
  return ['items', index, ...(leaf === undefined ? [] : [renamed[leaf] ?? leaf])].join('.');
}
