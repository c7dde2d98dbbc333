import { describe, expect, it } from 'vitest';
import { correctOrder } from '../../../../src/main/trainer/correct-order.ts';
import { orderIdSchema } from '../../../../src/shared/ids.ts';
import type { OrderContent } from '../../../../src/shared/order.ts';
import { cancelled, changedSubject, mail } from './bloomdash-mails.ts';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder } from './order-mails.ts';

const { state: at, orders, receive, receiveLate, recorder, poller, setStatus } = gmailDesk();

const hour = 3_600_000;
/** Who ordered and where to stand in the announcement alone. */
const withoutPeople = (raw: string): string =>
  changedSubject(raw).replace(/(?<=base64\r\n\r\n)[\w+/=\r\n]+?(?=\r\n--=_)/g, (body) => {
    const text = Buffer.from(body, 'base64').toString();
    const told = text
      .replace(/^(?:Placed|Customer|Deliver to): .*\n/gm, '')
      .replace(/<td[^>]*><span[^>]*>Placed<.*<\/td>/, '')
      .replace(/<td[^>]*><strong>(?:Customer|Deliver to)<.*<\/td>/g, '');
    return Buffer.from(told).toString('base64');
  });
const the = (number: string) => orders().find(({ content }) => content.number === number);

describe('a mail about an order that is read before its announcement', () => {
  it('and was listed with it, newest first as Gmail answers, is read after it', async () => {
    at.gmail.deliver(bloomdashOrder('BD-1'), { at: at.clock.now() - 2 * hour });
    at.gmail.deliver(cancelled('BD-1'), { at: at.clock.now() - hour });
    await poller().now();
    expect(orders()).toMatchObject([
      { sourceId: 'BD-1', status: 'cancelled', needsReview: false, content: { total: { minor: 197_000 } } },
    ]);
    expect(at.ledger.entries.list().map(({ kind }) => kind)).toEqual(['order-received', 'order-updated']);
  });

  it('and cancels it cancels the one it names, which then rings nobody', async () => {
    await receiveLate(bloomdashOrder('BD-1'), cancelled('BD-1'));
    expect(orders()).toMatchObject([
      { sourceId: 'BD-1', status: 'cancelled', needsReview: false, content: { total: { minor: 197_000 } } },
    ]);
    expect(at.rung).toEqual([]);
  });

  it('and names several orders is given none of their numbers', async () => {
    await receive(bloomdashOrder('BD-1'), bloomdashOrder('BD-2'));
    await receive(mail('Order BD-1 was cancelled', 'Order BD-1 was cancelled. See also BD-2.'));
    expect(orders().map(({ status }) => status)).toEqual(['new', 'new', 'cancelled']);
    expect(orders().at(-1)).toMatchObject({ content: { number: '' } });
  });

  it('and changed it is shown for review with what the announcement tells', async () => {
    await receiveLate(
      bloomdashOrder('BD-1'),
      mail('Order BD-1 was changed', 'Order number: BD-1\r\nThe order BD-1 was changed. See the app.'),
    );
    expect(orders()).toMatchObject([
      {
        sourceId: 'BD-1',
        needsReview: true,
        content: {
          total: { minor: 197_000 },
          review: [{ code: 'changed-unread', detail: 'Order BD-1 was changed' }],
        },
      },
    ]);
    expect(at.rung).toHaveLength(1);
  });
});

describe('a mail that changes an order', () => {
  it('and reads whole is the newer word on it', async () => {
    await receive(
      bloomdashOrder('BD-1'),
      changedSubject(bloomdashOrder('BD-1', { note: 'Ring twice', messageId: '<change@x.example>' })),
    );
    expect(orders()).toMatchObject([{ needsReview: false, content: { note: 'Ring twice' } }]);
    expect(at.rung).toHaveLength(1);
  });

  it('and does not read whole puts the order up for review as it was, and is shown beside it', async () => {
    await receive(
      bloomdashOrder('BD-1'),
      mail('Order BD-1 was changed', 'The order BD-1 was changed. See the app.'),
    );
    expect(orders()).toMatchObject([
      {
        needsReview: true,
        content: {
          customer: { name: 'Olena Hnatiuk' },
          review: [{ code: 'changed-unread', detail: 'Order BD-1 was changed' }],
        },
      },
    ]);
    expect(the('BD-1')?.notes).toMatchObject([
      { text: 'Another mail about this order: Order BD-1 was changed' },
    ]);
    expect(at.rung).toHaveLength(1);
  });

  it('and is older than what is known never moves the order back', async () => {
    const desk = poller();
    await desk.now();
    const now = at.clock.now();
    at.gmail.deliver(bloomdashOrder('BD-1', { note: 'The last word' }), { at: now });
    await desk.now();
    at.gmail.deliver(bloomdashOrder('BD-1', { note: 'The first word', messageId: '<old@x.example>' }), {
      at: now - 60_000,
    });
    await desk.now();
    expect(orders()).toMatchObject([{ content: { note: 'The last word' } }]);
  });
});

describe('a mail that tells an order anew', () => {
  const id = 'mail:bloomdash:BD-1';
  const goods = [{ title: 'Peony bouquet', quantity: 3, unitPrice: { minor: 124_000, currency: 'UAH' } }];
  const change = { messageId: '<change@x.example>', items: goods };
  /** As a manager writes it down after a call. */
  function correct(how: (content: OrderContent) => OrderContent) {
    const detail = at.ledger.orders.detail(orderIdSchema.parse(id));
    const [document] = detail?.documents ?? [];
    if (!detail || !document) throw new Error('no mail brought the order');
    const { order } = detail;
    const said = { orderId: order.id, documentId: document.id, content: how(order.content) };
    correctOrder(at.ledger, at.clock, { ...said, by: 'Anna', corrected: 'by-hand' });
  }
  const withPhone = (phone: string) => (content: OrderContent) => ({
    ...content,
    customer: { ...content.customer, phone },
  });

  it('without who ordered it and where to leaves both as they are known', async () => {
    await receive(bloomdashOrder('BD-1', { note: 'No nuts' }));
    const before = the('BD-1')?.content;
    await receive(withoutPeople(bloomdashOrder('BD-1', change)));
    expect(the('BD-1')?.content.items).toMatchObject([{ quantity: 3 }]);
    const { customer, address, placedAt, note } = the('BD-1')?.content ?? {};
    expect(customer).toMatchObject({ name: 'Olena Hnatiuk', phone: expect.stringContaining('01 43') });
    expect({ customer, address, placedAt, note }).toEqual({
      customer: before?.customer,
      address: 'Kyiv, 7 Lypska Street, apt. 12',
      placedAt: '2025-03-04T11:58',
      note: 'No nuts',
    });
  });

  it('as it was told before takes back no correction', async () => {
    await receive(bloomdashOrder('BD-1'));
    correct(withPhone('+380 50 111 22 33'));
    await receive(bloomdashOrder('BD-1', { messageId: '<again@x.example>' }));
    expect(the('BD-1')).toMatchObject({ content: { customer: { phone: '+380 50 111 22 33' } }, notes: [] });
  });

  it('with other goods takes back no correction of what it tells as before', async () => {
    await receive(bloomdashOrder('BD-1'));
    correct(withPhone('+380 50 111 22 33'));
    await receive(
      withoutPeople(bloomdashOrder('BD-1', { ...change, messageId: '<first@x.example>' })),
      changedSubject(bloomdashOrder('BD-1', { ...change, note: 'Ring' })),
    );
    expect(the('BD-1')?.content).toMatchObject({
      customer: { phone: '+380 50 111 22 33' },
      items: [{ quantity: 3 }],
      note: 'Ring',
    });
  });

  it('with another address is the newer word on it, after a correction too', async () => {
    await receive(bloomdashOrder('BD-1'));
    correct((content) => ({ ...withPhone('+380 50 111 22 33')(content), address: 'Kyiv, 8 Lypska Street' }));
    await receive(
      changedSubject(bloomdashOrder('BD-1', { ...change, address: 'Kyiv, 21 Saksahanskoho Street' })),
    );
    expect(the('BD-1')?.content).toMatchObject({
      address: 'Kyiv, 21 Saksahanskoho Street',
      customer: { phone: '+380 50 111 22 33' },
    });
  });

  it('as it was told before leaves corrected goods, and what is to be looked at in them', async () => {
    await receive(bloomdashOrder('BD-1'));
    const review = [{ code: 'sum-mismatch', detail: '3720.00, the mail says 1970.00' }] as const;
    const items = goods.map((item) => ({ ...item, options: [] }));
    correct((content) => ({ ...content, items, review }));
    await receive(bloomdashOrder('BD-1', { messageId: '<again@x.example>', note: 'Ring' }));
    expect(the('BD-1')?.content).toMatchObject({ items: [{ quantity: 3 }], note: 'Ring', review });
  });
});

describe('another mail of a service', () => {
  it('that names an order is shown beside it, and makes none', async () => {
    await receive(bloomdashOrder('BD-1'), mail('The courier is on the way', 'BD-1 leaves now.'));
    expect(orders()).toHaveLength(1);
    expect(the('BD-1')?.notes).toMatchObject([
      { by: 'gmail', text: 'Another mail about this order: The courier is on the way' },
    ]);
  });

  it('about an order that was first read without its number, and has it now, is about that order', async () => {
    await receive(mail('New order', 'Please open the app to see it.'));
    const [first] = orders();
    if (!first) throw new Error('the mail made no order');
    expect(first.sourceId).toMatch(/^message:/);
    const { id, source, sourceId, version } = first;
    const content = { ...first.content, number: 'BD-1' };
    recorder().record({ source, sourceId, version: version + 1, content }, { by: 'Anna', ring: false });

    await receive(bloomdashOrder('BD-1'));

    expect(orders()).toMatchObject([{ id: id, content: { customer: { name: 'Olena Hnatiuk' } } }]);
    expect(at.rung).toHaveLength(1);
  });

  it('that is the very same message again is no news', async () => {
    const order = bloomdashOrder('BD-1');
    await receive(order, bloomdashOrder('BD-1', { note: 'Ring', messageId: '<change@x.example>' }), order);
    expect(orders()).toMatchObject([{ content: { note: 'Ring' }, notes: [] }]);
  });
});

describe('a mail about an order that is done with', () => {
  const handOver = (number: string) => setStatus(`mail:bloomdash:${number}`, 'handed-over');

  it.each([
    ['by its words', 'BD-1 was brought to its door.'],
    ['by a label', 'The courier was there.\r\nOrder number: BD-1'],
  ])('and names it %s is shown beside it, makes none and rings nobody', async (_, text) => {
    await receive(bloomdashOrder('BD-1'), bloomdashOrder('BD-2'));
    handOver('BD-1');
    await receive(mail('Delivered', text));
    expect(orders()).toHaveLength(2);
    expect(the('BD-1')).toMatchObject({ status: 'handed-over', notes: [{ by: 'gmail' }] });
    expect(at.rung).toHaveLength(2);
  });

  it('and cancels it says so on its timeline, though it was handed over', async () => {
    await receive(bloomdashOrder('BD-1'));
    handOver('BD-1');
    await receive(cancelled('BD-1'));
    expect(orders()).toMatchObject([
      { status: 'handed-over', content: { cancelledAt: expect.any(String), items: [{}, {}] } },
    ]);
    expect(at.rung).toHaveLength(1);
  });

  it('and could be an order itself is shown as one, and rings', async () => {
    await receive(bloomdashOrder('BD-1'));
    handOver('BD-1');
    const goods =
      '2 x Peony  UAH 100.00\r\nDelivery: UAH 50.00\r\nTotal: UAH 250.00\r\nCustomer: Olena Hnatiuk';
    await receive(mail('Order for pickup BD-1', `${goods}\r\nPhone: +380 67 555 01 43`));
    expect(orders()).toHaveLength(2);
    expect(at.rung).toHaveLength(2);
  });
});
