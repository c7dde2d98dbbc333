import { expect, it } from 'vitest';
import { cancelledToast, newOrdersToast, toastOf } from '../../../src/main/notify/toast.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import type { ByLanguage } from '../../../src/shared/languages.ts';
import { languages } from '../../../src/shared/languages.ts';
import type { Order } from '../../../src/shared/order.ts';

const order = (sourceId: string): Order => ({
  id: orderIdOf('shopify', sourceId),
  source: 'shopify',
  sourceId,
  version: 1,
  content: {
    number: `#${sourceId}`,
    paymentStatus: 'paid',
    total: { minor: 124000, currency: 'UAH' },
    customer: { name: 'Olena Kovalenko', phone: '+380671234567' },
    items: [{ title: 'Peonies', quantity: 2, options: [] }],
  },
  status: 'new',
  paymentStatus: 'paid',
  needsReview: false,
  quarantined: false,
  receivedAt: 1,
  changedAt: 1,
  notes: [],
  notifications: [],
  decisions: 0,
});

const plain = (text: string | undefined): string | undefined => text?.replaceAll('\u00a0', ' ');

const context = { language: 'en', sourceName: () => 'Shopify', details: false } as const;

it('tells on a locked screen which order came and from where, and nothing of the customer', () => {
  const toast = newOrdersToast([order('1042')], context);
  expect(toast).toEqual({ title: '#1042', body: 'Shopify', orderId: 'shopify:1042', take: 'Take' });
});

it('tells who ordered what and for how much where that was asked for, and never a phone', () => {
  const toast = newOrdersToast([order('1042')], { ...context, details: true });
  expect(plain(toast?.body)).toBe('Shopify · Olena Kovalenko · ₴1,240 · Peonies');
  const nameless = { ...order('7'), content: { ...order('7').content, customer: {} } };
  const inUkrainian = newOrdersToast([nameless], { ...context, language: 'uk', details: true });
  expect(plain(inUkrainian?.body)).toBe('Shopify · 1 240 ₴ · Peonies');
});

it('names no goods of which nothing is left', () => {
  const whole = order('8');
  const items = [
    { title: 'Roses', quantity: 1, left: 0, options: [] },
    { title: 'Vase', quantity: 3, left: 1, options: [] },
  ];
  const toast = newOrdersToast([{ ...whole, content: { ...whole.content, items } }], {
    ...context,
    details: true,
  });
  expect(toast?.body).toMatch(/ · Vase$/);
  expect(toast?.body).not.toContain('Roses');
});

it('makes one summary of orders that came together, which names nobody', () => {
  const burst = Array.from({ length: 21 }, (_, index) => order(String(index)));
  const uk = { ...context, language: 'uk', details: true } as const;
  expect(newOrdersToast(burst, uk)?.title).toBe('21 нове замовлення');
  expect(newOrdersToast(burst.slice(0, 5), uk)?.title).toBe('5 нових замовлень');
  expect(newOrdersToast(burst.slice(0, 2), context)).toMatchObject({
    title: '2 new orders',
    body: '#0, #1',
  });
  expect(JSON.stringify(newOrdersToast(burst, uk))).not.toContain('Olena');
  expect(newOrdersToast([], context)).toBeNull();
});

it('reads a handful of a burst of thousands, and counts them all', () => {
  const ids = Array.from({ length: 3_000 }, (_, index) => order(String(index)).id);
  let read = 0;
  const get = (id: OrderId): Order => {
    read += 1;
    return order(id.replace('shopify:', ''));
  };
  const toast = toastOf(ids, { get }, context);
  expect(toast).toMatchObject({ title: '3000 new orders', orderId: 'shopify:0' });
  expect(toast?.body).toBe('#0, #1, #2, #3, #4, #5, #6, #7, #8, #9, …');
  expect(read).toBe(10);
});

it.each([
  [2, '2 new orders', '2 нові замовлення', '2 nowe zamówienia'],
  [5, '5 new orders', '5 нових замовлень', '5 nowych zamówień'],
  [21, '21 new orders', '21 нове замовлення', '21 nowych zamówień'],
  [22, '22 new orders', '22 нові замовлення', '22 nowe zamówienia'],
])('counts %i orders of a toast in each language', (count, en, uk, pl) => {
  const words: ByLanguage<string> = { en, uk, pl };
  const orders = Array.from({ length: count }, (_, index) => order(String(index)));
  for (const language of languages) {
    const context = { language, sourceName: () => 'Shopify', details: false };
    expect(newOrdersToast(orders, context)?.title).toBe(words[language]);
  }
});

it('warns of a part that was cancelled while its order is open, and not where that is off itself and another part stands', () => {
  const part = orderIdOf('shopify', '2');
  const parts = { cancelledParts: [{ id: part, at: '2025-03-04T10:05:00Z' }], needsReview: true };
  expect(cancelledToast({ ...order('1'), ...parts }, 'en')?.title).toBe('#1');
  const off = { status: 'cancelled', standingParts: [orderIdOf('shopify', '3')] } as const;
  expect(cancelledToast({ ...order('1'), ...parts, ...off }, 'en')).toBeNull();
});

it('gives an order without a number a title in each language', () => {
  const unread = { ...order('1'), content: { ...order('1').content, number: '' } };
  const part = orderIdOf('shopify', '2');
  const cancelled = { cancelledParts: [{ id: part, at: '2025-03-04T10:05:00Z' }], needsReview: true };
  for (const language of languages) {
    expect(newOrdersToast([unread], { ...context, language })?.title).not.toBe('');
    expect(cancelledToast({ ...unread, ...cancelled }, language)?.title).not.toBe('');
  }
  expect(newOrdersToast([unread], context)?.title).toBe('Order without a number');
});
