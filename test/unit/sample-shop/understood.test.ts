import { expect, it } from 'vitest';
import { z } from 'zod';
import { verifySender } from '../../../src/main/intake/gmail/verify-sender.ts';
import { parseMail } from '../../../src/main/intake/mail/parse-mail.ts';
import { readMail } from '../../../src/main/intake/mail/read-mail.ts';
import { readShopifyOrder } from '../../../src/main/intake/shopify/read-order.ts';
import { createDice } from '../../../src/sample-shop/dice.ts';
import { createMailbox } from '../../../src/sample-shop/gmail/mailbox.ts';
import { createMarketplaces } from '../../../src/sample-shop/gmail/marketplaces.ts';
import { createIds } from '../../../src/sample-shop/ids.ts';
import { sampleTemplates } from '../../../src/sample-shop/mail-templates/index.ts';
import { orderBody } from '../../../src/sample-shop/shopify/order-body.ts';
import { decimal, totalsOf } from '../../../src/sample-shop/shopify/totals.ts';
import { moneyToDecimal } from '../../../src/shared/money.ts';
import { fakeClock } from '../../support/clock.ts';
import { loadedDice, openShopify } from './open.ts';

it('sends order bodies that the app reads whole, with every amount', async () => {
  const { shopify } = await openShopify();
  for (let count = 0; count < 60; count += 1) {
    const order = count % 5 === 4 ? shopify.shopping.buyByLink() : shopify.shopping.buyOnline();
    const reading = readShopifyOrder(orderBody(order, shopify.config.shop));
    if (reading.kind !== 'order') throw new Error(reading.reason);
    const { content, sourceId } = reading.order;
    const { total } = content;
    expect(sourceId).toBe(String(order.id));
    expect(content.review ?? []).toEqual([]);
    expect(total && moneyToDecimal(total)).toBe(decimal(totalsOf(order).total));
    expect(content.items).toHaveLength(order.lines.length);
    expect(content.customer.phone).toBe(order.buyer.phone);
  }
});

it('includes the refunded sum in the body of a refunded order', async () => {
  const { shopify, clock } = await openShopify();
  for (let count = 0; count < 20; count += 1) {
    const { id } = shopify.shopping.buyOnline();
    const before = shopify.store.orders.get(id);
    shopify.store.changeOrder(id, { cancelledAt: clock.now(), financial: 'refunded' });
    const order = shopify.store.orders.get(id);
    if (!before || !order) throw new Error('the order is gone');
    const { total } = totalsOf(order);
    const body = orderBody(order, shopify.config.shop);
    expect(readShopifyOrder(body)).toMatchObject({
      order: { content: { paymentStatus: 'refunded', refunded: { minor: total, currency: 'UAH' } } },
    });
    expect(amountsOfRefund(body)).toBe(total);
    expect(readShopifyOrder(orderBody(before, shopify.config.shop))).not.toHaveProperty(
      'order.content.refunded',
    );
  }
});

const decimalText = z.string().transform((text) => Math.round(Number(text) * 100));
const refundSchema = z.object({
  refund_line_items: z.array(z.object({ subtotal: z.number() })),
  order_adjustments: z.array(z.object({ amount: decimalText })),
});

/** The sum of lines and delivery in a body's only refund. */
function amountsOfRefund(body: string): number {
  const [refund] = z.object({ refunds: z.tuple([refundSchema]) }).parse(JSON.parse(body)).refunds;
  const lines = refund.refund_line_items.map(({ subtotal }) => Math.round(subtotal * 100));
  const delivery = refund.order_adjustments.map(({ amount }) => -amount);
  return [...lines, ...delivery].reduce((sum, amount) => sum + amount, 0);
}

it('delivers mails that the app’s templates parse fully, from verified senders', async () => {
  const clock = fakeClock('2026-11-24T10:00:00Z');
  const mailbox = createMailbox('orders@petalandbean.example', clock);
  const marketplaces = createMarketplaces({
    mailbox,
    clock,
    ids: createIds(clock),
    dice: createDice(loadedDice(11)),
  });
  for (let count = 0; count < 30; count += 1) {
    const { raw } = count % 2 === 0 ? marketplaces.bloomdash() : marketplaces.dostavo();
    const mail = await parseMail(raw);
    const reading = readMail(mail, sampleTemplates);
    expect(reading, raw.toString()).toMatchObject({ kind: 'order', says: 'new-order' });
    expect(verifySender(raw, { readAs: mail.from })).toEqual({ verified: true, from: mail.from });
    await clock.advance(1000);
  }
});
