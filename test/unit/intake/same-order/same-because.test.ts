import { describe, expect, it } from 'vitest';
import { sameBecause } from '../../../../src/main/intake/same-order/same-because.ts';
import { phoneKey } from '../../../../src/shared/contact-text.ts';
import { foldOrder } from '../../../../src/shared/fold.ts';
import type { Order } from '../../../../src/shared/order.ts';
import type { OrderParts } from '../../../support/orders.ts';
import { entryOf, incomingOrder } from '../../../support/orders.ts';

const noon = Date.parse('2025-03-04T10:00:00Z');
const minutes = (count: number): string => new Date(noon + count * 60_000).toISOString();

/** An order of a delivery service with a customer, items and a total of its own, unless something else is given. */
function orderOf(sourceId: string, parts: OrderParts = {}): Order {
  const order = incomingOrder({
    source: 'mail:dostavo',
    sourceId,
    placedAt: minutes(0),
    customer: { name: 'Olena Koval', phone: '+380671234567', email: 'olena@example.com' },
    items: [{ title: 'Peonies', quantity: 1, options: [] }],
    total: { minor: 90_000, currency: 'UAH' },
    ...parts,
  });
  const id = `${order.source}:${sourceId}`;
  const folded = foldOrder(id as Order['id'], [
    entryOf({ id: `received:${id}`, kind: 'order-received', orderId: id, data: { order }, at: noon }),
  ]);
  if (!folded) throw new Error('no order');
  return folded;
}
/** Placed in the chat, with nothing in common but what is given. */
const inChat = (parts: OrderParts = {}): Order =>
  orderOf('7', {
    source: 'manual',
    placedAt: minutes(20),
    customer: { name: 'Петро Бондар', phone: '+380509998877' },
    items: [{ title: 'Roses', quantity: 3, options: [] }],
    total: { minor: 150_000, currency: 'UAH' },
    ...parts,
  });

const because = (a: Order, b: Order) => {
  const reasons = sameBecause(a, b);
  expect(sameBecause(b, a)).toEqual(reasons);
  return reasons;
};

const samePhone = { customer: { phone: '067 123-45-67' } };
const sameItems = { items: [{ title: 'PEONIES', quantity: 1, options: ['L'] }] };
const sameTotal = { total: { minor: 90_000, currency: 'UAH' } };

describe('two orders may be one', () => {
  it('by one phone and the same items or total', () => {
    expect(because(orderOf('1'), inChat({ ...samePhone, ...sameItems }))).toEqual(['phone', 'items']);
    expect(because(orderOf('1'), inChat({ ...samePhone, ...sameTotal }))).toEqual(['phone', 'total']);
    const all = inChat({ ...samePhone, ...sameItems, ...sameTotal });
    expect(because(orderOf('1'), all)).toEqual(['phone', 'items', 'total']);
  });

  it('by one e-mail, in capitals or not', () => {
    const customer = { name: 'Олена', email: 'Olena@Example.com ' };
    expect(because(orderOf('1'), inChat({ customer, ...sameTotal }))).toEqual(['email', 'total']);
  });

  it('within the hour only', () => {
    const at = (count: number) => inChat({ ...samePhone, ...sameTotal, placedAt: minutes(count) });
    expect(because(orderOf('1'), at(60))).toEqual(['phone', 'total']);
    expect(because(orderOf('1'), at(61))).toEqual([]);
  });

  it('by the remaining pieces of both', () => {
    const items = [
      { title: 'Peonies', quantity: 2, left: 1, options: [] },
      { title: 'Card', quantity: 1, left: 0, options: [] },
    ];
    expect(because(orderOf('1'), inChat({ ...samePhone, items }))).toEqual(['phone', 'items']);
  });
});

describe('two orders are two', () => {
  it('when one customer buys other items for another total', () => {
    expect(because(orderOf('1'), inChat(samePhone))).toEqual([]);
  });

  it('when two customers buy the same', () => {
    expect(because(orderOf('1'), inChat({ ...sameItems, ...sameTotal }))).toEqual([]);
    expect(because(orderOf('1'), inChat({ ...sameItems, ...sameTotal, customer: {} }))).toEqual([]);
  });

  it('when one source numbers them as two', () => {
    expect(because(orderOf('1'), orderOf('2', { placedAt: minutes(5) }))).toEqual([]);
    const bought = (id: string, soldThrough: string) => orderOf(id, { source: 'shopify', soldThrough });
    expect(because(bought('1', 'web'), bought('2', 'shopify_draft_order'))).toEqual([]);
  });

  it('when colleagues with one office phone buy the same', () => {
    const customer = { name: 'Anna Bilyk', phone: '+380671234567' };
    expect(because(orderOf('1'), inChat({ customer, ...sameItems }))).toEqual([]);
  });

  it('when neither says what was bought', () => {
    const untold = { items: [], total: undefined };
    expect(because(orderOf('1', untold), inChat({ ...samePhone, ...untold }))).toEqual([]);
  });

  it('when the phone is hidden', () => {
    for (const phone of ['+380 67 *** ** 67', '067 XXX XX 67', '+38067•••4567', '4567']) {
      expect(phoneKey(phone), phone).toBeNull();
      const customer = { phone };
      expect(because(orderOf('1', { customer }), inChat({ customer, ...sameTotal })), phone).toEqual([]);
    }
  });

  it('when one is a test', () => {
    expect(because(orderOf('1', { test: true }), inChat({ ...samePhone, ...sameTotal }))).toEqual([]);
  });
});
