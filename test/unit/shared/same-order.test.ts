import { describe, expect, it } from 'vitest';
import { foldOrder } from '../../../src/shared/fold.ts';
import type { Order } from '../../../src/shared/order.ts';
import { placeOf } from '../../../src/shared/same-order/address.ts';
import { phoneKey, sameKeysOf } from '../../../src/shared/same-order/keys.ts';
import { sameBecause } from '../../../src/shared/same-order/rule.ts';
import type { OrderParts } from '../../support/orders.ts';
import { entryOf, incomingOrder } from '../../support/orders.ts';

const noon = Date.parse('2025-03-04T10:00:00Z');
const minutes = (count: number): string => new Date(noon + count * 60_000).toISOString();

/** An order of a delivery service with a buyer, a door and goods of its own, unless something else is said. */
function orderOf(sourceId: string, parts: OrderParts = {}): Order {
  const order = incomingOrder({
    source: 'mail:dostavo',
    sourceId,
    placedAt: minutes(0),
    customer: { name: 'Olena Koval', phone: '+380671234567' },
    address: 'Київ, вул. Садова 5, кв. 12',
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
/** The other telling: of the chat, with nothing in common but what is said. */
const inChat = (parts: OrderParts = {}): Order =>
  orderOf('7', {
    source: 'manual',
    placedAt: minutes(20),
    customer: { name: 'Петро Бондар', phone: '+380509998877' },
    address: 'Київ, вул. Інша 44',
    items: [{ title: 'Roses', quantity: 3, options: [] }],
    total: { minor: 150_000, currency: 'UAH' },
    ...parts,
  });

const nothingShared = () => false;
const because = (a: Order, b: Order, isShared: (key: string) => boolean = nothingShared) => {
  const reasons = sameBecause(a, b, isShared);
  expect(sameBecause(b, a, isShared)).toEqual(reasons);
  return reasons;
};

describe('two orders may be one', () => {
  it('by the phone, in any writing, within the hour', () => {
    const phone = '067 123-45-67';
    expect(because(orderOf('1'), inChat({ customer: { phone } }))).toEqual(['phone']);
    expect(because(orderOf('1'), inChat({ customer: { phone }, placedAt: minutes(60) }))).toEqual(['phone']);
    expect(because(orderOf('1'), inChat({ customer: { phone }, placedAt: minutes(61) }))).toEqual([]);
  });

  it('by the phone of whoever receives it', () => {
    const recipient = { name: 'Mama', phone: '+380671234567' };
    expect(because(orderOf('1'), inChat({ recipient }))).toEqual(['phone']);
  });

  it('by the door, however it is written', () => {
    for (const address of [
      'Садова, 5 кв 12',
      'м. Київ, Садова вулиця, буд. 5, квартира 12, під’їзд 2, поверх 3',
    ]) {
      expect(because(orderOf('1'), inChat({ address, customer: { name: 'Olena' } })), address).toEqual([
        'address',
      ]);
    }
  });

  it('by the same goods and total, when nothing speaks against it', () => {
    const cart = {
      items: [{ title: 'PEONIES', quantity: 1, options: [] }],
      total: { minor: 90_000, currency: 'UAH' },
    };
    expect(because(orderOf('1'), inChat({ ...cart, customer: {}, address: undefined }))).toEqual(['cart']);
    // a service may give a number of its own instead of the buyer's
    const relayed = { name: 'Koval Olena', phone: '+380440001122' };
    expect(because(orderOf('1'), inChat({ ...cart, customer: relayed, address: undefined }))).toEqual([
      'cart',
    ]);
  });

  it('by what is left of the goods, as the total is', () => {
    const items = [
      { title: 'Peonies', quantity: 2, left: 1, options: [] },
      { title: 'Card', quantity: 1, left: 0, options: [] },
    ];
    const edited = { items, total: { minor: 90_000, currency: 'UAH' }, customer: {}, address: undefined };
    expect(because(orderOf('1'), inChat(edited))).toEqual(['cart']);
  });

  it('also for an order that came out of the chat through Shopify', () => {
    const chat = inChat({
      source: 'shopify',
      soldThrough: 'shopify_draft_order',
      customer: { phone: '0671234567' },
    });
    expect(because(orderOf('1'), chat)).toEqual(['phone']);
  });
});

describe('two orders are two', () => {
  it('when a family orders different things hours apart', () => {
    const hoursLater = inChat({
      placedAt: minutes(180),
      customer: { name: 'Ivan Koval', phone: '+380671234567' },
    });
    expect(because(orderOf('1'), hoursLater)).toEqual([]);
  });

  it('when neighbours live behind other doors of one house', () => {
    for (const address of [
      'Київ, вул. Садова 5, кв. 13',
      'Київ, вул. Садова 5',
      'Київ, вул. Садова 5а, кв. 12',
    ]) {
      expect(because(orderOf('1'), inChat({ address })), address).toEqual([]);
    }
  });

  it('when the street and number are those of another town', () => {
    expect(because(orderOf('1'), inChat({ address: 'Львів, вул. Садова 5, кв. 12' }))).toEqual([]);
  });

  it('when other people, with other phones, share a door', () => {
    expect(
      because(
        orderOf('1'),
        inChat({
          address: 'Київ, вул. Садова 5, кв. 12',
          customer: { name: 'Anna Bilyk', phone: '+380501112233' },
        }),
      ),
    ).toEqual([]);
  });

  it('when the phone is hidden', () => {
    for (const phone of ['+380 67 *** ** 67', '067 XXX XX 67', '+38067•••4567', '4567']) {
      expect(phoneKey(phone), phone).toBeNull();
      expect(because(orderOf('1', { customer: { phone } }), inChat({ customer: { phone } })), phone).toEqual(
        [],
      );
    }
  });

  it('when the phone is that of a courier service, which many names have', () => {
    const [key] = sameKeysOf(orderOf('1')).phones;
    const shared = (one: string) => one === key;
    expect(because(orderOf('1'), inChat({ customer: { phone: '+380671234567' } }), shared)).toEqual([]);
  });

  it('when one service numbers them as two, unless even the goods are the same', () => {
    const again = orderOf('2', {
      placedAt: minutes(5),
      items: [{ title: 'Roses', quantity: 2, options: [] }],
    });
    expect(because(orderOf('1'), again)).toEqual([]);
    expect(because(orderOf('1'), orderOf('2', { placedAt: minutes(5) }))).toEqual([
      'phone',
      'address',
      'cart',
    ]);
  });

  it('when both are of the storefront, which tells nothing twice', () => {
    const bought = (id: string) => orderOf(id, { source: 'shopify', soldThrough: 'web' });
    expect(because(bought('1'), bought('2'))).toEqual([]);
  });

  it('when two people buy the dish of the day', () => {
    const cart = {
      items: [{ title: 'Peonies', quantity: 1, options: [] }],
      total: { minor: 90_000, currency: 'UAH' },
    };
    expect(because(orderOf('1'), inChat(cart))).toEqual([]);
    const [a, b] = [orderOf('1'), inChat({ ...cart, customer: {}, address: undefined })];
    expect(because(a, b, (key) => key.startsWith('c'))).toEqual([]);
  });

  it('when one is a test', () => {
    const customer = { phone: '+380671234567' };
    expect(because(orderOf('1', { test: true }), inChat({ customer }))).toEqual([]);
  });
});

describe('a door', () => {
  it('is street, house and flat, whatever stands around them', () => {
    expect(placeOf('12 High Street, London')?.door).toBe('high 12');
    expect(placeOf('Sadova 5, 12')?.door).toBe('sadova 5 кв12');
    expect(placeOf('02000, Київ, вул. Велика Васильківська, 12/3')?.door).toBe('васильківська 12/3');
  });

  it('is none without a number, and none where many fetch their parcels', () => {
    for (const address of ['Київ', 'самовивіз', 'Нова Пошта, відділення 12', 'Поштомат 3456, Садова 5', '']) {
      expect(placeOf(address), address).toBeNull();
    }
  });
});
