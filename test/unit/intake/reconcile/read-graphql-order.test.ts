import { expect, it } from 'vitest';
import { readGraphqlOrder } from '../../../../src/main/intake/shopify/read-graphql-order.ts';
import { readShopifyOrder } from '../../../../src/main/intake/shopify/read-order.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { received } from '../../../support/orders.ts';
import { shopTimeAt } from '../../../support/shop-time.ts';
import { graphqlOrder, webhookBody } from './graphql-orders.ts';

it('reads the same order the same, whether it was delivered or asked for', () => {
  const asked = readGraphqlOrder(graphqlOrder(), false);
  expect(asked).toEqual(readShopifyOrder(webhookBody));
  expect(asked).toMatchObject({
    kind: 'order',
    order: {
      sourceId: '9007199254740993',
      content: {
        total: { minor: 127000 },
        refunded: { minor: 10000 },
        recipient: { name: 'Ivan Bondar' },
        items: [{ options: ['25 stems', 'Ribbon: white'] }, { quantity: 2, left: 1, options: [] }],
      },
    },
  });
});

it('knows what is left to pay of an order that goods were taken off', () => {
  const totalOutstandingSet = { shopMoney: { amount: '900.0', currencyCode: 'UAH' } };
  const unpaid = graphqlOrder({ displayFinancialStatus: 'PENDING', totalOutstandingSet });
  expect(readGraphqlOrder(unpaid, false)).toMatchObject({
    order: { content: { total: { minor: 127_000 }, due: { minor: 90_000, currency: 'UAH' } } },
  });
});

it('knows that goods were taken off before it was paid', () => {
  const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'UAH' } });
  const paid = graphqlOrder({
    displayFinancialStatus: 'PAID',
    currentTotalPriceSet: money('900.0'),
    totalRefundedSet: money('0.0'),
    totalOutstandingSet: money('0.0'),
  });
  expect(readGraphqlOrder(paid, false)).toMatchObject({
    order: { content: { total: { minor: 90_000 }, takenOff: { minor: 37_000, currency: 'UAH' } } },
  });
});

it('keeps what the buyer saw in another currency', () => {
  const totalPriceSet = {
    shopMoney: { amount: '1270.00', currencyCode: 'UAH' },
    presentmentMoney: { amount: '29.40', currencyCode: 'EUR' },
  };
  expect(readGraphqlOrder(graphqlOrder({ totalPriceSet }), false)).toMatchObject({
    order: { content: { presentmentTotal: { minor: 2940, currency: 'EUR' } } },
  });
});

it.each([
  ['a tag', { tags: ['orderbell-77'] }],
  ['an attribute', { tags: [], customAttributes: [{ key: 'orderbell_draft', value: 'orderbell-77' }] }],
])('knows the draft order it came from by %s', (_name, parts) => {
  expect(readGraphqlOrder(graphqlOrder(parts), false)).toMatchObject({
    order: { content: { draftTag: 'orderbell-77' } },
  });
});

it.each([
  ['FULFILLED', 'fulfilled'],
  ['PARTIALLY_FULFILLED', 'partial'],
  ['IN_PROGRESS', 'none'],
  ['RESTOCKED', 'none'],
])('says that %s is %s', (displayFulfillmentStatus, fulfillment) => {
  expect(readGraphqlOrder(graphqlOrder({ displayFulfillmentStatus }), false)).toMatchObject({
    order: { content: { fulfillment } },
  });
});

it.each([
  ['on hold', 'ON_HOLD', ['SUCCESS'], 'partial'],
  ['scheduled', 'SCHEDULED', ['CANCELLED', 'SUCCESS'], 'partial'],
  ['in progress', 'IN_PROGRESS', ['SUCCESS'], 'partial'],
  ['asked of a fulfillment service', 'PENDING_FULFILLMENT', ['SUCCESS'], 'partial'],
  ['declined by a fulfillment service', 'REQUEST_DECLINED', ['SUCCESS'], 'partial'],
  ['on hold', 'ON_HOLD', [], 'none'],
  ['on hold', 'ON_HOLD', ['CANCELLED', 'ERROR', 'FAILURE'], 'none'],
  ['unfulfilled', 'UNFULFILLED', ['CANCELLED'], 'none'],
])('with the rest %s (%s) and parcels that are %j, has sent %s', (_rest, status, parcels, fulfillment) => {
  const fulfillments = parcels.map((parcel) => ({ status: parcel, trackingInfo: [] }));
  const asked = graphqlOrder({ displayFulfillmentStatus: status, fulfillments });
  expect(readGraphqlOrder(asked, false)).toMatchObject({ order: { content: { fulfillment } } });
});

it('tells the numbers of its parcels, each once, so that it is found by them', () => {
  const fulfillments = [
    { status: 'SUCCESS', trackingInfo: [{ number: '20450000000001' }, { number: null }] },
    { status: 'SUCCESS', trackingInfo: [{ number: 'AB-77 UA' }, { number: '20450000000001' }] },
  ];
  const reading = readGraphqlOrder(graphqlOrder({ fulfillments }), false);
  expect(reading).toMatchObject({ order: { content: { tracking: ['20450000000001', 'AB-77 UA'] } } });
  if (reading.kind !== 'order') throw new Error('not read');
  const ledger = memoryLedger();
  ledger.entries.append(received(reading.order));
  const find = (text: string) =>
    ledger.orders.rows({ view: 'all', text, offset: 0, limit: 9 }, shopTimeAt()).total;
  expect(['20450000000001', '2045 0000', 'ab77', 'AB-77', '999'].map(find)).toEqual([1, 1, 1, 1, 0]);
});

it('asks for a look at an order whose customer is withheld', () => {
  const parts = { email: null, customer: null, shippingAddress: null, billingAddress: null };
  expect(readGraphqlOrder(graphqlOrder(parts), true)).toMatchObject({
    order: { content: { customer: {}, review: [{ code: 'customer-hidden' }] } },
  });
});

it.each([
  ['an id that is no number', { legacyResourceId: 'x' }, /legacy_resource_id/],
  ['a time that is none', { updatedAt: 'soon', processedAt: null, createdAt: 'soon' }, /updated/],
  [
    'an amount that is none',
    { subtotalPriceSet: { shopMoney: { amount: '1,5', currencyCode: 'UAH' } } },
    /1,5/,
  ],
])('says why it cannot read %s', (_name, parts, reason) => {
  const reading = readGraphqlOrder(graphqlOrder(parts), false);
  expect(reading).toEqual({ kind: 'unreadable', reason: expect.stringMatching(reason) });
});
