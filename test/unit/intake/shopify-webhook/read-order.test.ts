import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readShopifyOrder } from '../../../../src/main/intake/shopify/read-order.ts';
import { netOf } from '../../../../src/shared/customer/value.ts';
import { orderIdOf } from '../../../../src/shared/ids.ts';
import { saleOf } from '../../../../src/shared/insights/sale.ts';
import type { IncomingOrder, OrderContent } from '../../../../src/shared/order.ts';
import { incomingOrderSchema } from '../../../../src/shared/order.ts';
import { dueNow } from '../../../../src/shared/payment.ts';
import { sumUp } from '../../../../src/shared/sum-up.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { received } from '../../../support/orders.ts';
import { shopifyOrderBody } from '../../../support/shopify-delivery.ts';

const fixture = (name: string): string => readFileSync(`test/fixtures/shopify/${name}.json`, 'utf8');
const uah = (minor: number) => ({ minor, currency: 'UAH' });

function orderOf(body: string): IncomingOrder {
  const reading = readShopifyOrder(body);
  if (reading.kind !== 'order') throw new Error(reading.reason);
  return reading.order;
}
const contentOf = (fields: { readonly [name: string]: unknown }): OrderContent =>
  orderOf(shopifyOrderBody(fields)).content;
const reasonOf = (body: string): string => {
  const reading = readShopifyOrder(body);
  return reading.kind === 'unreadable' ? reading.reason : 'it was read';
};

describe('an order of the web shop', () => {
  const { sourceId, version, content } = orderOf(fixture('web-uah-big-ids'));

  it('keeps ids beyond 2^53 exact', () => {
    expect(sourceId).toBe('9820982911946154509');
    expect(content.customer.id).toBe('9007199254740993');
    expect(content.items[0]).toMatchObject({ productId: '9007199254740995', variantId: '9007199254740997' });
  });

  it('takes all amounts in the shop currency and keeps what the buyer saw beside them', () => {
    expect(content).toMatchObject({
      currency: 'UAH',
      total: uah(312470),
      subtotal: uah(293470),
      discount: uah(32530),
      deliveryFee: uah(14000),
      tip: uah(5000),
      tax: uah(0),
      taxIncluded: true,
      presentmentTotal: { minor: 6412, currency: 'EUR' },
    });
    expect(content).not.toHaveProperty('refunded');
  });

  it('uses the time of the last update as version and the time of the sale as the date', () => {
    expect(version).toBe(Date.parse('2026-02-11T16:20:44Z'));
    expect(content.placedAt).toBe('2026-02-11T18:20:39+02:00');
  });

  it('finds the buyer wherever the body names one, and tells the recipient apart', () => {
    expect(content.customer).toEqual({
      id: '9007199254740993',
      name: 'Taras Koval',
      email: 'taras@mail.example',
      phone: '+380931234567',
    });
    expect(content.recipient).toEqual({ name: 'Iryna Koval' });
    expect(content.address).toBe('вул. Саксаганського 12, кв. 7, Київ, 01033, Ukraine');
  });

  it('lists items with variant and what the buyer chose, less what apps keep for themselves', () => {
    expect(content.items).toEqual([
      {
        title: 'Ваза «Хвиля»',
        quantity: 1,
        options: ['синя / 30 см', 'Гравіювання: Для мами'],
        unitPrice: uah(220000),
        lineTotal: uah(220000),
        sku: 'VASE-30',
        variantId: '9007199254740997',
        productId: '9007199254740995',
      },
      // one of two was taken off by an edit: to be seen by whoever packs
      {
        title: 'Чашка',
        quantity: 2,
        left: 1,
        options: [],
        unitPrice: uah(53000),
        lineTotal: uah(106000),
      },
    ]);
  });

  it('keeps the rest of what the shop and the buyer said', () => {
    expect(content).toMatchObject({
      number: '#2047',
      paymentStatus: 'paid',
      fulfillment: 'partial',
      note: 'Подзвоніть перед доставкою',
      properties: [{ name: 'Дата доставки', value: '14.02' }],
      tags: ['vip', 'gift'],
      discountCodes: ['WINTER10'],
      gateways: ['monopay'],
      soldThrough: 'web',
      landingPage: '/products/vase?utm_source=messenger',
      referrer: 'https://m.me/',
    });
    expect(content).not.toHaveProperty('test');
    expect(content).not.toHaveProperty('review');
  });
});

describe('an order of 1,000 that goods for 400 were taken off', () => {
  const vase = { title: 'Vase', quantity: 1, current_quantity: 1, price: '600.00' };
  const bowl = { title: 'Bowl', quantity: 1, current_quantity: 0, price: '400.00' };
  const refund = (amount: string, currency = 'UAH') => [
    { transactions: [{ kind: 'refund', status: 'success', amount, currency }] },
  ];
  const read = (fields: { readonly [name: string]: unknown }) => {
    const { total, takenOff, refunded } = contentOf({
      total_price: '1000.00',
      current_total_price: '600.00',
      total_outstanding: '0.00',
      financial_status: 'paid',
      line_items: [vase, bowl],
      ...fields,
    });
    return [total, takenOff, refunded].map((amount) => (amount ? amount.minor / 100 : null));
  };

  it.each([
    ['before it was paid', { financial_status: 'pending', total_outstanding: '600.00' }, [600, 400, null]],
    ['before it was paid, once it is', {}, [600, 400, null]],
    ['and paid back', { refunds: refund('400.00') }, [1000, null, 400]],
    ['and are still to be paid back', { total_outstanding: '-400.00' }, [1000, null, null]],
    [
      'before it was paid, and then all of it was paid back',
      {
        current_total_price: '0.00',
        refunds: refund('600.00'),
        line_items: [{ ...vase, current_quantity: 0 }, bowl],
      },
      [600, 400, 600],
    ],
    [
      'before it was cancelled',
      { current_total_price: '0.00', cancelled_at: '2025-03-04T12:00:00Z' },
      [1000, null, null],
    ],
    ['and paid back in another currency', { refunds: refund('9.00', 'EUR') }, [1000, null, null]],
    ['in a body that does not say what it comes to now', { current_total_price: null }, [1000, null, null]],
    ['of which the body tells no line', { line_items: [vase] }, [1000, null, null]],
  ])('comes to what the buyer pays: taken off %s', (_when, fields, amounts) => {
    expect(read(fields)).toEqual(amounts);
  });

  const unpaid = {
    total_price: '1000.00',
    current_total_price: '600.00',
    total_outstanding: '600.00',
    financial_status: 'pending',
    line_items: [vase, bowl],
    total_shipping_price_set: null,
  };

  it('adds up, and is all to be paid while nothing is', () => {
    const content = contentOf(unpaid);
    expect(sumUp(content)).toEqual({ kind: 'adds-up' });
    expect(dueNow(content, 'pending')).toEqual(uah(60_000));
  });

  it('is a sale of what the buyer pays', () => {
    const ledger = memoryLedger();
    const order = orderOf(shopifyOrderBody(unpaid));
    ledger.entries.append(received(order));
    const known = ledger.orders.get(orderIdOf('shopify', order.sourceId));
    expect(known && saleOf(known, null)).toMatchObject({ total: 60_000, refunded: 0 });
    expect(known && netOf(known)).toEqual(uah(60_000));
  });
});

it.each([
  ['less than was ordered, after goods were taken off', 'pending', '600.00', uah(60_000)],
  ['the rest, after a part was paid', 'partially_paid', '400.00', uah(40_000)],
  ['all of it', 'pending', '1000.00', undefined],
  ['nothing, for it is paid', 'paid', '0.00', undefined],
  ['nothing that makes sense', 'pending', '-5.00', undefined],
])('reads what is still to be paid: %s', (_what, financial_status, total_outstanding, due) => {
  const { due: read, total } = contentOf({ total_price: '1000.00', financial_status, total_outstanding });
  expect(read).toEqual(due);
  expect(total?.minor).toBe(100_000);
});

it('reads a cancelled, refunded test order of a draft, with nobody behind it', () => {
  const { content } = orderOf(fixture('draft-paid-refunded'));
  expect(content).toMatchObject({
    total: uah(90000),
    refunded: uah(90000),
    paymentStatus: 'refunded',
    fulfillment: 'none',
    cancelledAt: '2026-02-13T08:59:59Z',
    test: true,
    draftTag: 'orderbell-01JD4Y',
    customer: {},
  });
  expect(content.items[0]?.options).toEqual([]);
  expect(content).not.toHaveProperty('review');
});

it('asks for a look where Shopify withholds the customer of a web order', () => {
  expect(orderOf(fixture('customer-hidden')).content.review).toEqual([{ code: 'customer-hidden' }]);
});

it('does not call a walk-in customer hidden', () => {
  const nobody = { email: null, customer: null };
  expect(contentOf({ ...nobody, source_name: 'pos' })).not.toHaveProperty('review');
});

it('finds the draft by the note attribute where the tag was taken off', () => {
  const note_attributes = [{ name: 'orderbell_draft', value: 'orderbell-7' }];
  expect(contentOf({ note_attributes }).draftTag).toBe('orderbell-7');
});

it('leaves out a refund paid in another currency rather than guess it', () => {
  const transactions = [{ kind: 'refund', status: 'success', amount: '10.00', currency: 'EUR' }];
  expect(contentOf({ refunds: [{ transactions }] })).not.toHaveProperty('refunded');
});

it('reads the cents of currencies that are paid without them in cash', () => {
  const line_items = [{ title: 'Ruana', quantity: 1, price: '534140.50' }];
  const fields = { currency: 'COP', total_price: '534140.50', total_shipping_price_set: null, line_items };
  expect(contentOf(fields).total).toEqual({ minor: 53414050, currency: 'COP' });
});

it('names duties, fees and rounding where there are any', () => {
  const set = (amount: string) => ({ shop_money: { amount, currency_code: 'UAH' } });
  const fields = { original_total_duties_set: set('12.00'), original_total_additional_fees_set: set('0.00') };
  expect(contentOf(fields).fees).toEqual([{ label: 'Duties', amount: uah(1200) }]);
});

it('reads properties that an app wrote as an object or as numbers', () => {
  const properties = { Wrap: true, Candles: 7, _secret: 'x' };
  const line = { title: 'Cake', quantity: 1, price: '5.00', properties };
  expect(contentOf({ line_items: [line] }).items[0]?.options).toEqual(['Wrap: true', 'Candles: 7']);
});

it('keeps an order in spite of oddities that do not matter', () => {
  const odd = { landing_site: 5, tags: ['a'], client_details: { a: [{}] }, customer: 'none', note: {} };
  expect(contentOf(odd)).toMatchObject({ number: '#1001', total: uah(124050) });
});

it('shows an order without number, total or items to a person', () => {
  const bare = JSON.stringify({ id: 1, updated_at: '2026-01-01T00:00:00Z' });
  expect(orderOf(bare).content.review?.map(({ code }) => code)).toEqual([
    'no-number',
    'no-total',
    'no-items',
  ]);
});

it.each([
  ['no JSON', '{"id":', /not JSON/],
  ['another kind of JSON', '[]', /the body: /],
  ['no id', '{"updated_at":"2026-01-01T00:00:00Z"}', /no order id/],
  ['no time', '{"id":1}', /when it was updated/],
  ['an amount that is none', shopifyOrderBody({ total_price: 'a lot' }), /"a lot" is not an amount/],
  ['an amount beyond exactness', shopifyOrderBody({ total_price: '99999999999999999' }), /too large/],
  ['a currency that is none', shopifyOrderBody({ currency: 'hryvnia' }), /currency/],
  ['half an item', shopifyOrderBody({ line_items: [{ quantity: 0.5 }] }), /line_items\.0\.quantity/],
  ['ten thousand levels', '['.repeat(10_000), /not JSON/],
])('says why a body with %s cannot be read', (_what, body, reason) => {
  expect(reasonOf(body)).toMatch(reason);
});

it('makes an order or a reason of any change to a body, and never fails', () => {
  const whole: unknown = JSON.parse(fixture('web-uah-big-ids'));
  const paths = pathsOf(whole);
  const change = fc.tuple(fc.constantFrom(...paths), fc.jsonValue());
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const body = structuredClone(whole);
      for (const [path, value] of changes) put(body, path, value);
      const reading = readShopifyOrder(JSON.stringify(body));
      if (reading.kind === 'order') incomingOrderSchema.parse(reading.order);
      else expect(reading.reason).not.toBe('');
    }),
    { numRuns: 500 },
  );
});

it('makes an order or a reason of any piece of text, and never fails', () => {
  const text = fixture('web-uah-big-ids');
  const cutting = fc.tuple(fc.nat(text.length), fc.nat(40), fc.string({ maxLength: 5 }));
  fc.assert(
    fc.property(cutting, ([at, length, insert]) => {
      const reading = readShopifyOrder(text.slice(0, at) + insert + text.slice(at + length));
      if (reading.kind === 'order') incomingOrderSchema.parse(reading.order);
    }),
    { numRuns: 300 },
  );
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return path.length > 0 ? [path] : [];
  const inside = Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]));
  return path.length > 0 ? [path, ...inside] : inside;
}

function put(target: unknown, path: Path, value: unknown): void {
  const [key, ...rest] = path;
  if (typeof target !== 'object' || target === null || key === undefined) return;
  if (rest.length === 0) Reflect.set(target, key, value);
  else put(Reflect.get(target, key), rest, value);
}
