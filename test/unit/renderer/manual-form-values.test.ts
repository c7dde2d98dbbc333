import { expect, it } from 'vitest';
import { readManualForm } from '../../../src/renderer/components/order-form/read-form.ts';
import { valuesOf } from '../../../src/renderer/components/order-form/values-of-form.ts';
import { manualOrderFormSchema } from '../../../src/shared/forms.ts';

const key = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';

it('opens a sent form so that sending it again changes nothing', () => {
  const form = manualOrderFormSchema.parse({
    key,
    currency: 'UAH',
    items: [
      {
        title: 'Peonies',
        quantity: 3,
        unitPrice: '100.50',
        variantId: 'gid://shopify/ProductVariant/7001',
        sku: 'P-1',
        discount: { kind: 'percent', percent: 12.5 },
      },
      { title: 'Wrapping', quantity: 1, unitPrice: '40', discount: { kind: 'amount', amount: '5' } },
    ],
    discount: { kind: 'amount', amount: '0.99' },
    deliveryFee: '50',
    customer: { name: 'Olena Koval', phone: '067 111 22 33', email: 'olena@example.com' },
    address: 'Sadova 5, Kyiv',
    note: 'Ring twice',
    tags: ['wedding'],
    paymentStatus: 'pending',
    paymentMethod: 'bank-transfer',
    inShopify: true,
  });
  const values = valuesOf(form);
  expect(readManualForm(values, { currency: 'UAH', country: 'UA' })).toEqual({ kind: 'form', form });
});
