import { describe, expect, it } from 'vitest';
import { createSameOrders } from '../../../../src/main/intake/same-order/decide-same.ts';
import { createOrderHandlers } from '../../../../src/main/ipc/order-handlers.ts';
import { orderIdSchema } from '../../../../src/shared/ids.ts';
import { incomingOrder } from '../../../support/orders.ts';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder, genuine, plainMail } from './order-mails.ts';

const { state: at, receive, recorder } = gmailDesk();

const id = orderIdSchema.parse('mail:bloomdash:BD-1');
const order = () => at.ledger.orders.get(id);
const changed = (raw: string): string => raw.replace(/^Subject: .*$/m, 'Subject: New order changed');
const mail = (subject: string, text: string): string =>
  genuine('bloomdash.example') + plainMail('orders@bloomdash.example', subject, text);
const elsewhere = { address: 'Kyiv, 21 Saksahanskoho Street', messageId: '<change@x.example>' };

const laterMails = [
  [
    'tells another address',
    changed(bloomdashOrder('BD-1', elsewhere)),
    { content: { address: elsewhere.address } },
  ],
  [
    'only says that it was changed',
    mail('Order BD-1 was changed', 'The order BD-1 was changed. See the app.'),
    { needsReview: true },
  ],
  [
    'cancels it',
    mail('Order BD-1 was cancelled', 'Order BD-1 was cancelled by the customer.'),
    { status: 'cancelled' },
  ],
] as const;

describe('a mail about an order that money was given back of, which', () => {
  it.each(laterMails)('%s, leaves that for the manager to take back', async (_, later, told) => {
    await receive(bloomdashOrder('BD-1'));
    const deeds = createOrderHandlers({
      ledger: at.ledger,
      clock: at.clock,
      recorder: recorder(),
      manager: () => 'Anna',
    });
    await deeds['orders.setPayment']({ id, paymentStatus: 'paid' });
    await deeds['orders.noteRefund']({ id, key: 'r1', amount: '40', reason: 'Wilted' });
    await receive(later);
    const noted = { paymentStatus: 'partially-refunded', content: { refunded: { minor: 4_000 } } };
    expect(order()).toMatchObject(told);
    expect(order()).toMatchObject(noted);
    await deeds['orders.withdrawRefund']({ id, refund: 'r1' });
    expect(order()).toMatchObject(told);
    expect(order()?.paymentStatus).toBe('paid');
    expect(order()?.content.refunded).toBeUndefined();
    expect(at.ledger.verify()).toEqual([]);
  });
});

describe('a mail about an order that another was merged into, which', () => {
  it.each(laterMails.slice(0, 2))(
    '%s, leaves what is told of the other to the other',
    async (_, later, told) => {
      await receive(bloomdashOrder('BD-1'));
      const twin = { source: 'mail:dostavo', sourceId: 'DS-1' };
      const record = (parts: object) =>
        recorder().record(incomingOrder({ ...twin, ...parts }), { by: 'gmail', ring: false }).orderId;
      const part = record({ version: 1 });
      const same = createSameOrders(at);
      same.merge(id, part, 'Anna');
      const refunded = { minor: 4_000, currency: 'UAH' };
      record({ version: 2, paymentStatus: 'paid', fulfillment: 'fulfilled', refunded });
      await receive(later);
      expect(order()).toMatchObject({
        status: 'handed-over',
        content: { fulfillment: 'fulfilled', refunded },
      });
      same.undo(id, part, 'Anna');
      expect(order()).toMatchObject({ ...told, status: 'new' });
      expect(order()?.content).not.toHaveProperty('fulfillment');
      expect(order()?.content).not.toHaveProperty('refunded');
      expect(at.ledger.verify()).toEqual([]);
    },
  );
});
