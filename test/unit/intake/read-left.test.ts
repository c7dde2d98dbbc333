import { describe, expect, it } from 'vitest';
import { readGraphqlOrder } from '../../../src/main/intake/shopify/read-graphql-order.ts';
import type { ShopifyReading } from '../../../src/main/intake/shopify/read-order.ts';
import { readShopifyOrder } from '../../../src/main/intake/shopify/read-order.ts';
import { shopifyOrderBody } from '../../support/shopify-delivery.ts';
import { graphqlOrder } from './reconcile/graphql-orders.ts';

type Fields = { readonly [name: string]: unknown };

function linesOf(reading: ShopifyReading) {
  if (reading.kind !== 'order') throw new Error(`read as ${reading.kind}`);
  return reading.order.content.items.map(({ quantity, left, options, lineTotal }) => ({
    quantity,
    left,
    options,
    costs: lineTotal?.minor,
  }));
}

/** By a webhook: three of a line were ordered at 10.00. */
const delivered = (line: Fields, order: Fields = {}) =>
  linesOf(
    readShopifyOrder(
      shopifyOrderBody({ line_items: [{ title: 'Vase', quantity: 3, price: '10.00', ...line }], ...order }),
    ),
  );

/** The same as Shopify answers it when it is asked. */
const asked = (line: Fields, order: Fields = {}) =>
  linesOf(
    readGraphqlOrder(
      graphqlOrder({
        lineItems: {
          nodes: [
            {
              title: 'Vase',
              quantity: 3,
              customAttributes: [],
              originalUnitPriceSet: { shopMoney: { amount: '10.00', currencyCode: 'UAH' } },
              ...line,
            },
          ],
          pageInfo: { hasNextPage: false, endCursor: null },
        },
        ...order,
      }),
      false,
    ),
  );

const whole = { quantity: 3, left: undefined, options: [], costs: 3000 };

describe('what is left of a line in Shopify', () => {
  it.each([2, 1, 0])(
    'is told, with what was ordered beside it, by webhook and by asking alike: %i of 3',
    (now) => {
      const told = [{ ...whole, left: now }];
      expect(delivered({ current_quantity: now })).toEqual(told);
      expect(asked({ currentQuantity: now })).toEqual(told);
    },
  );

  it('is all of it where Shopify says so, and is not said then', () => {
    expect(delivered({ current_quantity: 3 })).toEqual([whole]);
    expect(asked({ currentQuantity: 3 })).toEqual([whole]);
  });

  it.each([
    ['more than were ordered', 4],
    ['fewer than none', -1],
    ['a part of a piece', 1.5],
    ['a word', 'two'],
    ['nothing', null],
    ['no value at all', undefined],
  ])('is all of it where Shopify says what cannot be, which keeps no order out: %s', (_what, odd) => {
    expect(delivered({ current_quantity: odd })).toEqual([whole]);
    expect(asked({ currentQuantity: odd })).toEqual([whole]);
  });

  it('is all of it in a cancelled order, which stays what it was', () => {
    const at = '2025-03-04T12:00:00Z';
    expect(delivered({ current_quantity: 0 }, { cancelled_at: at })).toEqual([whole]);
    expect(asked({ currentQuantity: 0 }, { cancelledAt: at })).toEqual([whole]);
  });

  it('is fewer whether the goods were never paid or were paid back, as in the revenue', () => {
    const money = (current: string, refunds: readonly object[]) => ({
      total_price: '30.00',
      current_total_price: current,
      total_outstanding: '0.00',
      refunds,
    });
    const refund = {
      transactions: [{ kind: 'refund', status: 'success', amount: '10.00', currency: 'UAH' }],
    };
    const told = [{ ...whole, left: 2 }];
    expect(delivered({ current_quantity: 2 }, money('20.00', []))).toEqual(told);
    expect(delivered({ current_quantity: 2 }, money('20.00', [refund]))).toEqual(told);
  });
});
