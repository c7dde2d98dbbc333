import { expect, it } from 'vitest';
import { draftTagOf } from '../../src/main/selling/draft-fact.ts';
import { draftInputOf, formFieldOf } from '../../src/main/selling/draft-input.ts';
import { draftOrderFormSchema } from '../../src/shared/forms.ts';
import { draftIdSchema } from '../../src/shared/ids.ts';

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

it('writes the form as Shopify asks for it', () => {
  expect(draftInputOf(form, 'orderbell-1', 'UA')).toEqual({
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
  expect(draftInputOf(generous, 't', 'UA').appliedDiscount).toMatchObject({ value: 2481 });
});

it('refuses a telephone number that Shopify would refuse, beside its field', () => {
  const wrong = { ...form, customer: { ...form.customer, phone: 'later' } };
  expect(() => draftInputOf(wrong, 't', 'UA')).toThrow(
    expect.objectContaining({ kind: 'bad-input', field: 'customer.phone' }),
  );
});

it.each([
  ['lineItems.0.quantity', 'items.0.quantity'],
  ['lineItems.2.originalUnitPriceWithCurrency.amount', 'items.2.unitPrice'],
  ['lineItems', 'items'],
  ['shippingLine.priceWithCurrency', 'deliveryFee'],
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
