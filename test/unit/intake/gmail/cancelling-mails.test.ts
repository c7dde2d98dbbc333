import { describe, expect, it } from 'vitest';
import { cancelled, changedSubject, mail } from './bloomdash-mails.ts';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder, sampleOrder } from './order-mails.ts';

const { state: at, orders, receive, setStatus, take } = gmailDesk();

const forged = (raw: string): string => raw.replace('dkim=pass', 'dkim=fail');
const the = (number: string) => orders().find(({ content }) => content.number === number);

describe('a mail that cancels an order', () => {
  it('cancels the one it names, which then rings nobody, and says so on its timeline', async () => {
    await receive(bloomdashOrder('BD-1'), bloomdashOrder('BD-12'), cancelled('BD-1'));
    expect(the('BD-1')).toMatchObject({
      status: 'cancelled',
      content: { cancelledAt: expect.stringMatching(/^\d{4}-.*Z$/), customer: { name: 'Olena Hnatiuk' } },
    });
    expect(the('BD-12')?.status).toBe('new');
    expect(orders()).toHaveLength(2);
    expect(at.rung).toHaveLength(2);
    const last = at.ledger.entries.list().at(-1);
    expect(last).toMatchObject({ kind: 'order-updated', by: 'gmail', orderId: 'mail:bloomdash:BD-1' });
  });

  it('of nobody’s vouching cancels nothing, and waits in quarantine', async () => {
    await receive(bloomdashOrder('BD-1'), forged(cancelled('BD-1')));
    expect(the('BD-1')?.status).toBe('new');
    expect(orders().filter(({ quarantined }) => quarantined)).toHaveLength(1);
    expect(at.rung).toEqual(['mail:bloomdash:BD-1']);
  });

  it('that names several orders cancels none of them', async () => {
    await receive(
      bloomdashOrder('BD-1'),
      bloomdashOrder('BD-2'),
      mail('Your order was cancelled', 'Your order was cancelled. It was BD-1 or BD-2.'),
    );
    expect(the('BD-1')?.status).toBe('new');
    expect(the('BD-2')?.status).toBe('new');
  });

  it('cancels the one whose number was read, and none whose number is that of a sum', async () => {
    await receive(bloomdashOrder('1050'), bloomdashOrder('2044'));
    setStatus('mail:bloomdash:2044', 'handed-over');
    await receive(
      mail('Order #2044 was cancelled', 'Order #2044 was cancelled by the customer. Refund: 1050 UAH'),
    );
    expect(the('1050')).toMatchObject({ status: 'new', notes: [] });
    expect(the('1050')?.content.cancelledAt).toBeUndefined();
    expect(the('2044')?.content.cancelledAt).toEqual(expect.any(String));
    expect(orders()).toHaveLength(2);
  });

  it('and whose number none has here cancels none whose number is that of a sum', async () => {
    await receive(
      bloomdashOrder('1050'),
      mail('Order #2044 was cancelled', 'Order #2044 was cancelled by the customer. Refund: 1050 UAH'),
    );
    expect(the('1050')?.status).toBe('new');
    expect(the('2044')).toMatchObject({ status: 'cancelled', needsReview: true });
  });

  it('cancels the only one that it calls by its number where that is read otherwise', async () => {
    await receive(
      bloomdashOrder('1050'),
      mail('Cancelled', 'Order no. 1050 was cancelled.\r\nOrder reference: KX-77120'),
    );
    expect(orders()).toMatchObject([{ status: 'cancelled', content: { number: '1050' } }]);
  });

  it('cancels the one whose number was read, beside one that is done with', async () => {
    await receive(bloomdashOrder('1049'), bloomdashOrder('1050'));
    setStatus('mail:bloomdash:1049', 'handed-over');
    await receive(mail('Order 1050 was cancelled', 'Order 1050 was cancelled, #1049 was brought.'));
    expect(the('1050')?.status).toBe('cancelled');
    expect(the('1049')?.content.cancelledAt).toBeUndefined();
  });

  it('of one that is done with, beside another it calls by its number, cancels neither', async () => {
    await receive(bloomdashOrder('BD-1'), bloomdashOrder('BD-2'));
    setStatus('mail:bloomdash:BD-1', 'handed-over');
    await receive(mail('Order BD-1 was cancelled', 'Order BD-1 was cancelled. BD-2 stays as it is.'));
    expect(the('BD-2')?.status).toBe('new');
    expect(the('BD-1')?.content.cancelledAt).toBeUndefined();
    expect(orders().at(-1)).toMatchObject({ status: 'cancelled', needsReview: true });
  });

  it('of an order that never came is shown for review as cancelled, and rings nobody', async () => {
    await receive(cancelled('BD-9'));
    expect(orders()).toMatchObject([
      { status: 'cancelled', needsReview: true, content: { review: [{ code: 'cancelled-unknown' }] } },
    ]);
    expect(at.rung).toEqual([]);
  });

  it('is not undone by the announcement when that very mail is sent again', async () => {
    const order = bloomdashOrder('BD-1');
    await receive(order, cancelled('BD-1'), order);
    expect(orders()).toMatchObject([{ status: 'cancelled', needsReview: false, notes: [] }]);
    expect(at.rung).toHaveLength(1);
  });

  it.each([
    ['as before', { messageId: '<again@x.example>' }, 2],
    ['with other goods', { messageId: '<again@x.example>', items: sampleOrder('BD-1').items.slice(1) }, 1],
  ])('is not undone by another announcement, %s, which is shown for review', async (_, again, goods) => {
    await receive(bloomdashOrder('BD-1'), cancelled('BD-1'), bloomdashOrder('BD-1', again));
    expect(orders()).toMatchObject([
      {
        status: 'cancelled',
        needsReview: true,
        content: { cancelledAt: expect.any(String), review: [{ code: 'cancelled-unknown' }] },
        notes: [{ text: expect.stringContaining('Another mail about this order') }],
      },
    ]);
    expect(orders()[0]?.content.items).toHaveLength(goods);
    expect(at.rung).toHaveLength(1);
  });

  it('is not undone by another announcement, which is shown for review also of one that somebody had taken', async () => {
    await receive(bloomdashOrder('BD-1'));
    take('mail:bloomdash:BD-1');
    await receive(cancelled('BD-1'), bloomdashOrder('BD-1', { messageId: '<again@x.example>' }));
    expect(orders()).toMatchObject([{ status: 'cancelled', needsReview: true, takenBy: 'Anna' }]);
  });

  it('once more after a manager has opened the order again is shown for review, and leaves it open', async () => {
    await receive(bloomdashOrder('BD-1'), cancelled('BD-1'));
    setStatus('mail:bloomdash:BD-1', 'new', { cancelled: true });
    expect(orders()).toMatchObject([{ status: 'new', needsReview: false }]);
    await receive(cancelled('BD-1').replace('Message-ID: <', 'Message-ID: <again-'));
    expect(orders()).toMatchObject([
      { status: 'new', needsReview: true, content: { review: [{ code: 'changed-unread' }] } },
    ]);
  });

  it('that is older than a change which came before it changes nothing, and is shown', async () => {
    const desk = await receive(bloomdashOrder('BD-1'));
    await at.clock.advance(60_000);
    const later = at.clock.now();
    at.gmail.deliver(
      changedSubject(bloomdashOrder('BD-1', { note: 'Ring', messageId: '<change@x.example>' })),
      { at: later },
    );
    await desk.now();
    at.gmail.deliver(cancelled('BD-1'), { at: later - 30_000 });
    await desk.now();
    expect(the('BD-1')).toMatchObject({ status: 'new', content: { note: 'Ring' } });
    expect(the('BD-1')?.notes).toHaveLength(1);
  });
});
