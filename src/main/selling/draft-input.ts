import { createHash } from 'node:crypto';
import { draftAttribute } from '../../shared/draft.ts';
import type { CalculateForm, DraftOrderForm } from '../../shared/forms.ts';
import type { ByLanguage } from '../../shared/languages.ts';
import { languageOfCountry } from '../../shared/languages.ts';
import type { Money } from '../../shared/money.ts';
import { moneyToDecimal, parseMoney } from '../../shared/money.ts';
import { normalizePhone } from '../../shared/phone.ts';
import { Problem } from '../../shared/problem.ts';
import type { FormDiscount } from '../../shared/totals.ts';
import { formTotals, reductionOf } from '../../shared/totals.ts';
import { pairsOfWanted } from '../../shared/wanted.ts';

export type InputFacts = {
  /** ISO 3166 country that phones and addresses belong to. */
  readonly country: string | null;
  /** From when the items are kept, epoch milliseconds. */
  readonly at: number;
  /** Shopify's id of the payment terms that let the rest of a deposit be paid later. */
  readonly terms: string;
};

/** @param at from when the items are kept */
export const reservedUntil = (hours: number, at: number): number => at + hours * 3_600_000;

/** The form as Shopify's `DraftOrderInput`. Pure. @throws Problem `bad-input` for an amount or phone Shopify would refuse */
export function draftInputOf(form: DraftOrderForm, tag: string, { country, at, terms }: InputFacts) {
  const { customer, recipient, reserveHours } = form;
  const phone = customer.phone ? phoneOf(customer.phone, 'customer.phone', country) : null;
  const theirs = recipient?.phone ? phoneOf(recipient.phone, 'recipient.phone', country) : null;
  const isForAnother = Boolean(recipient?.name) || theirs !== null;
  return {
    presentmentCurrencyCode: form.currency,
    tags: [tag, ...(form.tags ?? [])],
    // both: a tag can be searched for, and attributes are what a paid order is sure to carry
    customAttributes: [{ key: draftAttribute, value: tag }, ...wantedInput(form)],
    ...goodsInput(form, country),
    // Shopify is told both: whose order it is, and what the manager typed for this one. With an e-mail or phone alone the
    // schema promises the draft order no customer (`DraftOrder.customer` may be null): they come to be with the order
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
    // whose order it is would else be read off the parcel, and without one nowhere
    ...((isForAnother || (!form.address && customer.name)) && {
      billingAddress: { ...nameInput(customer.name), ...(phone !== null && { phone }) },
    }),
    ...(reserveHours !== undefined && {
      reserveInventoryUntil: new Date(reservedUntil(reserveHours, at)).toISOString(),
    }),
    ...depositInput(form.deposit, terms),
  };
}

/** As much of a form as decides its price, for Shopify to work out. Pure. @throws Problem `bad-input` */
export const calculateInputOf = (form: CalculateForm, { country, terms }: Omit<InputFacts, 'at'>) => ({
  presentmentCurrencyCode: form.currency,
  ...goodsInput(form, country),
  ...(form.customerId && { purchasingEntity: { customerId: form.customerId } }),
  ...(form.address && { shippingAddress: addressInput(form.address, undefined, null, country) }),
  ...depositInput(form.deposit, terms),
});

/** What is sold, at which price, and how it is delivered. */
function goodsInput(form: CalculateForm, country: string | null) {
  const { currency, shippingRate } = form;
  const totals = formTotals(form);
  const words = checkoutWords[languageOfCountry(country)];
  return {
    lineItems: form.items.map((item, index) => ({
      ...lineInput(item, currency),
      ...(item.discount &&
        totals.lineDiscounts[index]?.minor !== 0 && {
          appliedDiscount: {
            title: words.discount,
            // off each piece; the applied amount, which Shopify works out itself, would be of the whole line
            ...discountValue(item.discount, reductionOf(item.discount, parseMoney(item.unitPrice, currency))),
          },
        }),
    })),
    ...(form.discount &&
      totals.orderDiscount.minor > 0 && {
        appliedDiscount: {
          title: words.discount,
          ...discountValue(form.discount, totals.orderDiscount),
          ...(form.discount.kind === 'amount' && { amountWithCurrency: moneyInput(totals.orderDiscount) }),
        },
      }),
    ...((shippingRate !== undefined || form.deliveryFee !== undefined) && {
      shippingLine: {
        title: shippingRate?.title ?? words.delivery,
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

/** A deposit alone changes nothing: Shopify asks for it only where terms let the rest be paid later. */
const depositInput = (percentage: number | undefined, terms: string) =>
  percentage !== undefined && {
    deposit: { percentage },
    paymentTerms: { paymentTermsTemplateId: terms },
  };

/** Tells two forms apart, as Shopify was asked for them, without keeping who ordered what. */
export function fingerprint(form: DraftOrderForm, tag: string, country: string | null): string {
  // the same form sent again a minute later is still the same form
  return printOf(draftInputOf(form, tag, { country, at: 0, terms: '' }));
}

export const printOf = (input: object): string =>
  createHash('sha256').update(JSON.stringify(input)).digest('hex').slice(0, 16);

/** What the buyer reads at the checkout. */
const checkoutWords: ByLanguage<{ readonly discount: string; readonly delivery: string }> = {
  en: { discount: 'Discount', delivery: 'Delivery' },
  uk: { discount: 'Знижка', delivery: 'Доставка' },
  pl: { discount: 'Rabat', delivery: 'Dostawa' },
};

function phoneOf(text: string, field: string, country: string | null): string {
  const phone = normalizePhone(text, country);
  if (phone === null) throw new Problem('bad-input', 'not a telephone number', { field });
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

/** When it is wanted, for Shopify's people and for reading it back. */
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

/** The form's field behind a field of Shopify's input: `lineItems.0.quantity` is `items.0.quantity`. */
export function formFieldOf(inputField: string): string {
  const [head = '', index, leaf] = inputField.split('.');
  const field = renamed[head];
  if (field === undefined) return inputField;
  if (field !== 'items' || index === undefined) return field;
  return ['items', index, ...(leaf === undefined ? [] : [renamed[leaf] ?? leaf])].join('.');
}
