import { expect, it } from 'vitest';
import { draftTagOf } from '../../../src/main/selling/draft-fact.ts';
import {
  calculateInputOf,
  draftInputOf,
  fingerprint,
  formFieldOf,
} from '../../../src/main/selling/draft-input.ts';
import { draftOrderFormSchema } from '../../../src/shared/forms.ts';
import { draftIdSchema } from '../../../src/shared/ids.ts';

const at = Date.parse('2026-11-24T10:00:00Z');
const facts = { country: 'UA', at, terms: 'gid://shopify/PaymentTermsTemplate/9' };
const form = draftOrderFormSchema.parse({
  key: '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11',
  currency: 'UAH',
  items: [
    { title: 'Bouquet', quantity: 2, unitPrice: '640,50' },
    { title: 'Peonies', quantity: 1, unitPrice: '1200', variantId: 'gid://shopify/ProductVariant/7001' },
  ],
  discount: { kind: 'amount', amount: '100' },
  deliveryFee: '80',
  customer: { name: 'Olena Koval', phone: '8 067 111 22 33', email: 'olena@example.com' },
  address: 'Sadova 5, Kyiv',
  note: 'No lilies',
});

it.each([
  { country: 'UA', discount: 'Знижка', delivery: 'Доставка' },
  { country: 'PL', discount: 'Rabat', delivery: 'Dostawa' },
  { country: 'DE', discount: 'Discount', delivery: 'Delivery' },
])('greets the buyer at the checkout in the language of $country', ({ country, discount, delivery }) => {
  const customer = { ...form.customer, phone: '+380671112233' };
  expect(draftInputOf({ ...form, customer }, 'orderbell-1', { ...facts, country })).toMatchObject({
    appliedDiscount: { title: discount },
    shippingLine: { title: delivery },
  });
});

it('writes the form as Shopify asks for it', () => {
  expect(draftInputOf(form, 'orderbell-1', facts)).toEqual({
    presentmentCurrencyCode: 'UAH',
    tags: ['orderbell-1'],
    customAttributes: [{ key: 'orderbell_draft', value: 'orderbell-1' }],
    lineItems: [
      {
        title: 'Bouquet',
        quantity: 2,
        originalUnitPriceWithCurrency: { amount: '640.50', currencyCode: 'UAH' },
        requiresShipping: true,
        taxable: true,
      },
      {
        variantId: 'gid://shopify/ProductVariant/7001',
        quantity: 1,
        priceOverride: { amount: '1200.00', currencyCode: 'UAH' },
      },
    ],
    appliedDiscount: {
      title: 'Знижка',
      valueType: 'FIXED_AMOUNT',
      value: 100,
      amountWithCurrency: { amount: '100.00', currencyCode: 'UAH' },
    },
    shippingLine: { title: 'Доставка', priceWithCurrency: { amount: '80.00', currencyCode: 'UAH' } },
    email: 'olena@example.com',
    phone: '+380671112233',
    note: 'No lilies',
    shippingAddress: {
      address1: 'Sadova 5, Kyiv',
      countryCode: 'UA',
      firstName: 'Olena',
      lastName: 'Koval',
      phone: '+380671112233',
    },
  });
});

it('never asks Shopify to take off more than the goods cost', () => {
  const generous = { ...form, discount: { kind: 'amount', amount: '99999' } as const };
  expect(draftInputOf(generous, 't', facts).appliedDiscount).toMatchObject({ value: 2481 });
});

it('subtracts a line’s amount per piece, and lets Shopify sum', () => {
  const [bouquet, peonies] = form.items;
  if (!bouquet || !peonies) throw new Error('two items');
  const items = [
    { ...bouquet, discount: { kind: 'amount', amount: '40.50' } as const },
    { ...peonies, discount: { kind: 'percent', percent: 12.5 } as const },
  ];
  expect(
    draftInputOf({ ...form, items }, 't', facts).lineItems.map(({ appliedDiscount }) => appliedDiscount),
  ).toEqual([
    { title: 'Знижка', valueType: 'FIXED_AMOUNT', value: 40.5 },
    { title: 'Знижка', valueType: 'PERCENTAGE', value: 12.5 },
  ]);
});

it('sends a percentage below a kopiyka per piece exactly', () => {
  const cheap = { title: 'Ribbon', quantity: 100, unitPrice: '0.50' };
  const discounted = (quantity: number) =>
    draftInputOf(
      { ...form, items: [{ ...cheap, quantity, discount: { kind: 'percent', percent: 1 } }] },
      't',
      facts,
    ).lineItems[0];
  expect(discounted(100)).toHaveProperty('appliedDiscount.value', 1);
  expect(discounted(1)).not.toHaveProperty('appliedDiscount');
});

it('requests Shopify’s rate by handle, or a price without one', () => {
  const rate = { handle: 'shopify-Courier-120.00', title: 'Courier', price: '120' };
  const { deliveryFee: _own, ...rest } = form;
  expect(draftInputOf({ ...rest, shippingRate: rate }, 't', facts).shippingLine).toEqual({
    title: 'Courier',
    priceWithCurrency: { amount: '120.00', currencyCode: 'UAH' },
    shippingRateHandle: 'shopify-Courier-120.00',
  });
  expect(draftInputOf(form, 't', facts).shippingLine).not.toHaveProperty('shippingRateHandle');
});

it('requests tags, a reservation and a deposit only when set', () => {
  const asked = { ...form, tags: ['wedding', 'VIP'], reserveHours: 48, deposit: 30 };
  expect(draftInputOf(asked, 't', facts)).toMatchObject({
    tags: ['t', 'wedding', 'VIP'],
    reserveInventoryUntil: '2026-11-26T10:00:00.000Z',
    deposit: { percentage: 30 },
    paymentTerms: { paymentTermsTemplateId: 'gid://shopify/PaymentTermsTemplate/9' },
  });
  expect(Object.keys(draftInputOf(form, 't', facts))).not.toEqual(
    expect.arrayContaining(['reserveInventoryUntil', 'deposit', 'paymentTerms']),
  );
});

it('recognizes a repeated form, and each change of it', () => {
  const reserved = { ...form, reserveHours: 24 };
  expect(fingerprint(reserved, 't', 'UA')).toBe(fingerprint({ ...reserved }, 't', 'UA'));
  const prints = [
    form,
    reserved,
    { ...form, reserveHours: 25 },
    { ...form, deposit: 10 },
    { ...form, tags: ['a'] },
  ];
  expect(new Set(prints.map((each) => fingerprint(each, 't', 'UA'))).size).toBe(prints.length);
});

it('ships to the recipient, bills the customer, and has the time', () => {
  const recipient = { name: 'Zoriana', phone: '093 111 22 33' };
  const wanted = { date: '2025-03-08', to: '12:00' };
  expect(draftInputOf({ ...form, recipient, wanted }, 't', facts)).toMatchObject({
    shippingAddress: { address1: 'Sadova 5, Kyiv', lastName: 'Zoriana', phone: '+380931112233' },
    billingAddress: { firstName: 'Olena', lastName: 'Koval', phone: '+380671112233' },
    customAttributes: [
      { key: 'orderbell_draft', value: 't' },
      { key: 'Delivery day', value: '2025-03-08' },
      { key: 'Delivery time', value: '-12:00' },
    ],
  });
  expect(() => draftInputOf({ ...form, recipient: { phone: 'later' } }, 't', facts)).toThrow(
    expect.objectContaining({ field: 'recipient.phone' }),
  );
});

it('names the customer without an address, and needs no name', () => {
  const { address: _none, ...rest } = form;
  const { shippingAddress, billingAddress } = draftInputOf(rest, 't', facts);
  expect(shippingAddress).toBeUndefined();
  expect(billingAddress).toEqual({ firstName: 'Olena', lastName: 'Koval', phone: '+380671112233' });
  const alone = { ...rest, customer: { name: 'Olena' } };
  expect(draftInputOf(alone, 't', facts).billingAddress).toEqual({ lastName: 'Olena' });
  const nameless = { ...rest, customer: { phone: '067 111 22 33' } };
  expect(draftInputOf(nameless, 't', facts)).not.toHaveProperty('billingAddress');
  expect(draftInputOf(form, 't', facts)).not.toHaveProperty('billingAddress');
});

it('calculates what it will send, and nothing of the person', () => {
  const { lineItems, appliedDiscount, shippingLine } = draftInputOf(form, 't', facts);
  expect(calculateInputOf(form, facts)).toEqual({
    presentmentCurrencyCode: 'UAH',
    lineItems,
    appliedDiscount,
    shippingLine,
    shippingAddress: { address1: 'Sadova 5, Kyiv', countryCode: 'UA' },
  });
});

it('refuses a telephone number that Shopify would refuse, beside its field', () => {
  const wrong = { ...form, customer: { ...form.customer, phone: 'later' } };
  expect(() => draftInputOf(wrong, 't', facts)).toThrow(
    expect.objectContaining({ kind: 'bad-input', field: 'customer.phone' }),
  );
});

it.each([
  ['lineItems.0.quantity', 'items.0.quantity'],
  ['lineItems.2.originalUnitPriceWithCurrency.amount', 'items.2.unitPrice'],
  ['lineItems', 'items'],
  ['lineItems.1.appliedDiscount.value', 'items.1.discount'],
  ['shippingLine.priceWithCurrency', 'deliveryFee'],
  ['deposit.percentage', 'deposit'],
  ['reserveInventoryUntil', 'reserveHours'],
  ['tags', 'tags'],
  ['shippingAddress.zip', 'address'],
  ['email', 'customer.email'],
  ['customer.phone', 'customer.phone'],
])('puts Shopify’s complaint about %s beside %s', (theirs, ours) => {
  expect(formFieldOf(theirs)).toBe(ours);
});

it('makes tags that Shopify takes: at most 40 characters', () => {
  expect(draftTagOf(draftIdSchema.parse(form.key))).toBe('orderbell-0e4f0f5e5b1c4a539d5e2f9f0a2f6c');
  expect(draftTagOf(draftIdSchema.parse(form.key))).toHaveLength(40);
});

it('names the chosen Shopify customer beside the typed data', () => {
  const shopifyId = 'gid://shopify/Customer/7300000000001';
  const chosen = { ...form, customer: { ...form.customer, shopifyId } };
  expect(draftInputOf(chosen, 'orderbell-1', facts)).toMatchObject({
    purchasingEntity: { customerId: shopifyId },
    email: 'olena@example.com',
    phone: '+380671112233',
  });
  expect(draftInputOf(form, 'orderbell-1', facts)).not.toHaveProperty('purchasingEntity');
  expect(formFieldOf('purchasingEntity.customerId')).toBe('customer.shopifyId');
  const other = { ...form.customer, shopifyId: 'gid://shopify/Order/1' };
  expect(draftOrderFormSchema.safeParse({ ...form, customer: other }).success).toBe(false);
});
