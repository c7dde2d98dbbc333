import { describe, expect, it } from 'vitest';
import {
  chosenValues,
  clearedValues,
} from '../../../src/renderer/components/order-form/customer/choose-customer.ts';
import { createCustomerSearch } from '../../../src/renderer/components/order-form/customer/customer-search.ts';
import { bestOf, stemsOf } from '../../../src/renderer/components/order-form/lines/offer-products.ts';
import { fillFromMessage } from '../../../src/renderer/components/order-form/paste/fill-from-message.ts';
import { readDraftForm, readManualForm } from '../../../src/renderer/components/order-form/read-form.ts';
import { emptyForm } from '../../../src/renderer/components/order-form/values.ts';
import { valuesOfForm } from '../../../src/renderer/components/order-form/values-of-form.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import type { CustomerView, VariantView } from '../../../src/shared/views.ts';
import { fakeClock } from '../../support/clock.ts';
import { variantView } from '../../support/products.ts';

const key = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';
const olena: CustomerView = {
  key: 'tel:380671234567',
  name: 'Olena Koval',
  phone: '+380671234567',
  email: 'olena@petal.example',
  address: 'Kyiv, Lypska 1',
  shopifyId: 'gid://shopify/Customer/1',
  subscriberId: null,
  orders: 5,
  spent: [],
  lastOrder: null,
  sources: ['shopify'],
  hidden: false,
};
const blank = emptyForm(key);

describe('a customer who is chosen', () => {
  it('fills what is empty, and never what was typed', () => {
    const typed = { ...blank, customer: { name: '', phone: '050 111 22 33', email: '' } };
    const { customer, address } = chosenValues(olena, typed);
    expect(customer).toEqual({ name: 'Olena Koval', phone: '050 111 22 33', email: 'olena@petal.example' });
    expect(address).toBe('Kyiv, Lypska 1');
  });

  it('gives way to another one, but for what was edited since', () => {
    const first = { ...blank, ...chosenValues(olena, blank) };
    const edited = { ...first, customer: { ...first.customer, phone: '050 111 22 33' } };
    const other = {
      ...olena,
      name: 'Taras',
      phone: '+380509998877',
      email: null,
      address: null,
      shopifyId: null,
    };
    const { customer, address, chosen } = chosenValues(other, edited);
    expect(customer).toEqual({ name: 'Taras', phone: '050 111 22 33', email: '' });
    expect(address).toBe('');
    expect(chosen).toMatchObject({ name: 'Taras', shopifyId: '' });
  });

  it('is cleared with what they filled in, and nothing else', () => {
    const first = { ...blank, ...chosenValues(olena, blank) };
    const edited = { ...first, address: 'Lviv, Rynok 5' };
    expect(clearedValues(edited)).toEqual({
      customer: { name: '', phone: '', email: '' },
      address: 'Lviv, Rynok 5',
      chosen: null,
      subscriberId: '',
    });
  });

  it('is linked to their own chat, never to the form’s', () => {
    const begun = { ...blank, subscriberId: '7001' };
    const inMessenger = { ...olena, name: 'Taras', subscriberId: subscriberIdSchema.parse('7002') };
    const whoseTalkItIs = { ...olena, subscriberId: subscriberIdSchema.parse('7001') };
    for (const wrong of [olena, inMessenger, whoseTalkItIs]) {
      const chosen = { ...begun, ...chosenValues(wrong, begun) };
      expect(chosen.subscriberId).toBe('7001');
      expect(chosenValues(olena, chosen).subscriberId).toBe('7001');
      const cleared = { ...chosen, ...clearedValues(chosen) };
      expect(cleared.subscriberId).toBe('7001');
      expect(clearedValues(cleared).subscriberId).toBe('');
    }
    const brought = { ...blank, ...chosenValues(inMessenger, blank) };
    expect(brought.subscriberId).toBe('7002');
    expect(clearedValues(brought).subscriberId).toBe('');
    expect(chosenValues(olena, brought).subscriberId).toBe('');
  });

  it('is submitted with Shopify’s own id, also after reopening', () => {
    const line = {
      id: '1',
      title: 'Rose',
      quantity: '1',
      unitPrice: '10',
      variantId: '',
      sku: '',
      listPrice: '',
    };
    const items = [{ ...line, discountKind: 'percent' as const, discount: '' }];
    const values = { ...blank, ...chosenValues(olena, blank), items };
    const shop = { currency: 'UAH', country: 'UA' };
    const draft = readDraftForm(values, shop);
    if (draft.kind !== 'form') throw new Error('the form is not read');
    expect(draft.form.customer.shopifyId).toBe('gid://shopify/Customer/1');
    expect(valuesOfForm(draft.form, key).chosen).toMatchObject({ shopifyId: 'gid://shopify/Customer/1' });
    const manual = readManualForm(values, shop);
    expect(manual.kind === 'form' && manual.form.customer.shopifyId).toBe('gid://shopify/Customer/1');
  });
});

describe('the search', () => {
  it('shows the last query’s result, and keeps Shopify’s', async () => {
    const clock = fakeClock();
    const waiting: {
      text: string;
      shopify: boolean;
      answer: (customers: readonly CustomerView[]) => void;
    }[] = [];
    const client = {
      call: (_name: string, input: { text: string; shopify: boolean }) =>
        new Promise((resolve) => {
          const answer = (customers: readonly CustomerView[]) =>
            resolve({ customers, shopify: input.shopify ? 'asked' : 'not-asked' });
          waiting.push({ ...input, answer });
        }),
    };
    const search = createCustomerSearch(client as Parameters<typeof createCustomerSearch>[0], clock);
    search.search('o');
    await clock.advance(1000);
    expect(waiting).toEqual([]);
    search.search('ol');
    await clock.advance(100);
    search.search('ole');
    await clock.advance(1000);
    expect(waiting.map(({ text, shopify }) => `${text} ${shopify}`)).toEqual([
      'ol false',
      'ole false',
      'ole true',
    ]);
    waiting[2]?.answer([olena]);
    await clock.advance(0);
    waiting[1]?.answer([]);
    waiting[0]?.answer([]);
    await clock.advance(0);
    expect(search.getState()).toMatchObject({
      text: 'ole',
      shopify: 'asked',
      customers: [{ name: 'Olena Koval' }],
    });
  });
});

describe('a message that was read', () => {
  const words = { otherPhone: (phone: string) => `TEL ${phone}` };
  const pasted = {
    name: 'Зоряна',
    phone: '+380931112233',
    recipient: { phone: '+380974445566' },
    otherPhones: ['+380501112233'],
    wanted: { date: '2026-11-25', from: '20:00', to: '24:00', words: 'завтра' },
    items: [],
    note: 'Без лілій',
  };

  it('fills empty fields, lists what it kept, and appends to the note', () => {
    const values = {
      ...blank,
      customer: { ...blank.customer, phone: '1' },
      wanted: { ...blank.wanted, date: '2026-11-26' },
      note: 'Card: hi',
    };
    expect(fillFromMessage(values, pasted, words)).toEqual({
      changes: [
        { path: 'customer.name', before: '', value: 'Зоряна' },
        { path: 'recipient.phone', before: '', value: '+380974445566' },
        { path: 'wanted.from', before: '', value: '20:00' },
        { path: 'wanted.to', before: '', value: '23:59' },
        { path: 'note', before: 'Card: hi', value: 'Card: hi\nTEL +380501112233\nБез лілій' },
      ],
      left: [
        { path: 'customer.phone', value: '+380931112233' },
        { path: 'wanted.date', value: '2026-11-25' },
      ],
    });
  });
});

describe('what a message asks for', () => {
  const variant = (title: string, available = true): VariantView =>
    variantView({ variantId: title, productId: 'p', available });
  it('is the available product with the most matching words', () => {
    const list = [variant('Троянда червона', false), variant('Червоні троянди'), variant('Тюльпан')];
    expect(bestOf(list, stemsOf('червоних троянд'))?.title).toBe('Червоні троянди');
    expect(bestOf(list, stemsOf('торт наполеон'))).toBeNull();
  });
});
