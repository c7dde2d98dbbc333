import { describe, expect, it } from 'vitest';
import { createSameOrders } from '../../../../src/main/intake/same-order/decide-same.ts';
import { orderIdOf, sourceSchema } from '../../../../src/shared/ids.ts';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder } from './order-mails.ts';

const { state: at, orders, receive, setStatus } = gmailDesk();

const three = [{ title: 'Peony bouquet', quantity: 3, unitPrice: { minor: 124_000, currency: 'UAH' } }];
const anew = bloomdashOrder('BD-1', { messageId: '<change@x.example>', items: three });
const titled = (subject: string): string =>
  anew.replace(/^Subject: .*(?:\r\n[ \t].*)*$/m, `Subject: ${subject}`);
const noteOf = (subject: string) => ({ by: 'gmail', text: `Another mail about this order: ${subject}` });

describe('a mail that tells other goods of an order', () => {
  it.each(['taken', 'preparing', 'ready'] as const)(
    'is shown beside it once it is %s: who has it has read the old ones',
    async (status) => {
      await receive(bloomdashOrder('BD-1'));
      setStatus('mail:bloomdash:BD-1', status);
      await receive(titled('New order changed'));
      expect(orders()).toMatchObject([
        { status, content: { items: [{ quantity: 3 }] }, notes: [noteOf('New order changed')] },
      ]);
    },
  );

  it('is shown so too where it announces it once more, and not where nothing of it is new', async () => {
    await receive(bloomdashOrder('BD-1'));
    setStatus('mail:bloomdash:BD-1', 'taken');
    await receive(bloomdashOrder('BD-1', { messageId: '<same@x.example>' }));
    expect(orders()).toMatchObject([{ notes: [] }]);
    await receive(titled('New order BD-1'));
    expect(orders()).toMatchObject([
      { content: { items: [{ quantity: 3 }] }, notes: [noteOf('New order BD-1')] },
    ]);
  });

  it('is shown beside the order that it was merged into, by whose goods it is packed', async () => {
    await receive(bloomdashOrder('BD-1'), bloomdashOrder('BD-2'));
    const [part, whole] = ['BD-1', 'BD-2'].map((number) =>
      orderIdOf(sourceSchema.parse('mail:bloomdash'), number),
    );
    if (!part || !whole) throw new Error('a mail made no order');
    createSameOrders({ ledger: at.ledger, clock: at.clock }).merge(whole, part, 'Anna');
    setStatus(whole, 'taken');
    await receive(titled('New order changed'));
    expect(at.ledger.orders.get(part)?.content).toMatchObject({ items: [{ quantity: 3 }] });
    expect(at.ledger.orders.get(whole)).toMatchObject({ notes: [noteOf('New order changed')] });
  });

  it('is the newer word on one that nobody has taken, and no note beside it', async () => {
    await receive(bloomdashOrder('BD-1'), titled('New order changed'));
    expect(orders()).toMatchObject([{ content: { items: [{ quantity: 3 }] }, notes: [] }]);
  });
});
