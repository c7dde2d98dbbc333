import { expect, it } from 'vitest';
import { newOrdersToast } from '../../src/main/notify/toast.ts';
import { orderIdOf } from '../../src/shared/ids.ts';
import type { Order } from '../../src/shared/order.ts';

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

it('tells what and how much on a locked screen, but not who', () => {
  const toast = newOrdersToast([order('1042')], 'en');
  expect(toast).toEqual({ title: '#1042', body: '1240.00 UAH · Peonies', orderId: 'shopify:1042' });
});

it('makes one summary of orders that came together', () => {
  const burst = Array.from({ length: 21 }, (_, index) => order(String(index)));
  expect(newOrdersToast(burst, 'uk')?.title).toBe('21 нове замовлення');
  expect(newOrdersToast(burst.slice(0, 5), 'uk')?.title).toBe('5 нових замовлень');
  expect(newOrdersToast(burst.slice(0, 2), 'en')).toMatchObject({ title: '2 new orders', body: '#0, #1' });
  expect(newOrdersToast([], 'en')).toBeNull();
});
