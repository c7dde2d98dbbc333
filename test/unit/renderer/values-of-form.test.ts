import { expect, it } from 'vitest';
import { readDraftForm } from '../../../src/renderer/components/order-form/read-form.ts';
import { valuesOfForm } from '../../../src/renderer/components/order-form/values-of-form.ts';
import { draftOrderFormSchema } from '../../../src/shared/forms.ts';

const key = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';
const shop = { currency: 'UAH', country: 'UA' };

it.each([
  [
    'least',
    { key, currency: 'UAH', items: [{ title: 'Ribbon', quantity: 1, unitPrice: '20' }], customer: {} },
  ],
  [
    'everything',
    {
      key,
      currency: 'UAH',
      items: [
        {
          title: 'Red Roses',
          quantity: 2,
          unitPrice: '1050.50',
          variantId: 'gid://shopify/ProductVariant/1',
          sku: 'RR',
          discount: { kind: 'amount', amount: '10' },
        },
        { title: 'Ribbon', quantity: 3, unitPrice: '20', discount: { kind: 'percent', percent: 12.5 } },
      ],
      discount: { kind: 'percent', percent: 10 },
      shippingRate: { handle: 'kyiv', title: 'Courier', price: '120' },
      customer: { name: 'Olena Koval', phone: '067 111 22 33', email: 'olena@example.com' },
      address: 'Sadova 5',
      note: 'A card',
      tags: ['vip'],
      reserveHours: 24,
      deposit: 30,
      subscriberId: '7001',
    },
  ],
])('brings back a form with %s in it as it was submitted', (_name, submitted) => {
  const form = draftOrderFormSchema.parse(submitted);
  const reading = readDraftForm(valuesOfForm(form, form.key), shop);
  const read = reading.kind === 'form' ? reading.form : reading;
  // an empty field equals a missing one
  const given = (value: unknown) => JSON.parse(JSON.stringify(value, (_k, v) => (v === '' ? undefined : v)));
  expect(given(read)).toEqual(given(form));
});
