import { describe, expect, it } from 'vitest';
import { lateOrdersContent } from '../../../src/main/notify/message.ts';
import { foldOrder } from '../../../src/shared/fold.ts';
import { orderIdSchema } from '../../../src/shared/ids.ts';
import type { Order } from '../../../src/shared/order.ts';
import { entryOf, incomingOrder } from '../../support/orders.ts';

function order(number: string): Order {
  const data = { order: incomingOrder({ number }) };
  const folded = foldOrder(orderIdSchema.parse('shopify:1001'), [
    entryOf({ id: 'received', kind: 'order-received', data }),
  ]);
  if (folded === null) throw new Error('no order');
  return folded;
}

const told = (number: string, source: string): string | undefined =>
  lateOrdersContent([order(number)], {
    language: 'en',
    sourceName: () => source,
    warehouse: 'in',
  }).text.split('\n')[1];

describe('one message for several orders', () => {
  it('says of a number and a source that they were longer', () => {
    const line = told(`#${'7'.repeat(60)}`, 'Wolt '.repeat(20));
    expect(line).toMatch(/^#7{38}… · (Wolt ){7}Wolt… · /);
  });

  it('cuts no character in half', () => {
    const line = told(`#${'7'.repeat(37)}🧋🧋`, '🧋'.repeat(30));
    expect(line).toMatch(new RegExp(`^#7{37}… · ${'🧋'.repeat(19)}… · `));
  });
});
