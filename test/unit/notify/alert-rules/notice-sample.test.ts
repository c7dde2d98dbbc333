import { expect, it } from 'vitest';
import { noticeSampleOf } from '../../../../src/main/notify/alert-rules/notice-sample.ts';
import { madeUpOrder } from '../../../../src/shared/alert-rules/made-up-order.ts';
import { noticeText } from '../../../../src/shared/alert-rules/notice-text.ts';
import { noticeFields } from '../../../../src/shared/alert-rules/template.ts';
import { orderIdSchema } from '../../../../src/shared/ids.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { incomingOrder, received } from '../../../support/orders.ts';

const ledger = memoryLedger({ clock: fakeClock() });
const parts = {
  orders: ledger.orders,
  sourceName: () => 'Shopify',
  link: () => 'javascript:alert(1)',
  canTake: () => true,
};

it('is made of the order as it is, with no address that a notice would not have', () => {
  ledger.entries.append(received(incomingOrder({ sourceId: '7', number: '#7' })));
  const { order, link } = noticeSampleOf(orderIdSchema.parse('shopify:7'), parts);
  expect([order.content.number, link]).toEqual(['#7', null]);
  expect(() => noticeSampleOf(orderIdSchema.parse('shopify:8'), parts)).toThrow(
    'There is no order shopify:8',
  );
});

it('has a value for each field where the order is made up', () => {
  const sample = noticeSampleOf(null, parts);
  expect(sample.order).toBe(madeUpOrder);
  for (const field of noticeFields) {
    const template = `Hello\n{${field}}`;
    const told = noticeText(sample.order, {
      ...sample,
      language: 'en',
      template,
      link: sample.link ?? undefined,
      warehouse: 'in',
    });
    expect([field, told.split('\n').length]).not.toEqual([field, 1]);
  }
});
