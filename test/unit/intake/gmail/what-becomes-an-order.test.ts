import { describe, expect, it } from 'vitest';
import { parseMail } from '../../../../src/main/intake/mail/parse-mail.ts';
import { composeMail } from '../../../../src/main/notify/email/compose-mail.ts';
import { bloomdash } from '../../../../src/sample-shop/mail-templates/bloomdash.ts';
import { dostavoMail } from '../../../../src/sample-shop/mails/dostavo.ts';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder, genuine, plainMail, sampleOrder } from './order-mails.ts';

const { state: at, orders, poller, receive, approve, asked } = gmailDesk();

describe('what becomes an order', () => {
  const known = 'orders@bloomdash.example';
  it('reads the mails of both services of the sample shop whole', async () => {
    await receive(bloomdashOrder('BD-1'), genuine('dostavo.example') + dostavoMail(sampleOrder('DS-77')));
    expect(orders().map(({ source, content, needsReview }) => [source, content.total, needsReview])).toEqual([
      ['mail:bloomdash', { minor: 197_000, currency: 'UAH' }, false],
      ['mail:dostavo', { minor: 197_000, currency: 'UAH' }, false],
    ]);
  });

  it('shows a mail of a known sender that cannot be read, and rings for it', async () => {
    await receive(
      genuine('bloomdash.example') + plainMail(known, 'New order', 'Please open the app to see it.'),
    );
    expect(orders()).toMatchObject([
      { source: 'mail:bloomdash', needsReview: true, content: { review: [{ code: 'unreadable' }] } },
    ]);
    expect(orders()[0]?.sourceId).toMatch(/^message:</);
    expect(at.rung).toHaveLength(1);
  });

  it('shows a mail of a known sender under a subject its recipe does not read', async () => {
    await receive(
      genuine('bloomdash.example') + plainMail(known, 'Order BD-1 was cancelled', 'See the app for more.'),
    );
    expect(orders()).toMatchObject([{ source: 'mail:bloomdash', needsReview: true }]);
  });

  it('takes an order whose number is longer than any id, and each word about it', async () => {
    const number = 'BD-'.padEnd(320, '7');
    const again = { note: 'Ring twice', messageId: '<again@bloomdash.example>' };
    await receive(bloomdashOrder(number), bloomdashOrder(number, again));
    expect(orders()).toMatchObject([{ content: { number, note: 'Ring twice' } }]);
    expect(at.rung).toHaveLength(1);
  });

  it('shows a mail that Google does not vouch for, and neither rings nor lets it speak about a genuine order', async () => {
    const forged = bloomdashOrder('BD-1', { customerName: 'Mallory Evil' }).replace('dkim=pass', 'dkim=fail');
    await receive(bloomdashOrder('BD-1'), forged);
    expect(orders()).toHaveLength(2);
    expect(
      at.ledger.orders.each({}) && orders().find((order) => order.sourceId === 'BD-1')?.content.customer.name,
    ).toBe('Olena Hnatiuk');
    expect(orders().find((order) => order.sourceId !== 'BD-1')?.content.review).toMatchObject([
      { code: 'unverified-sender' },
    ]);
    expect(at.rung).toEqual(['mail:bloomdash:BD-1']);
  });

  it('makes one order of two mails about it, the later one being the newer word', async () => {
    await receive(
      bloomdashOrder('BD-1'),
      bloomdashOrder('BD-1', { note: 'Ring twice', messageId: '<again@bloomdash.example>' }),
    );
    expect(orders()).toMatchObject([{ sourceId: 'BD-1', content: { note: 'Ring twice' } }]);
    expect(at.rung).toHaveLength(1);
  });

  it('keeps what is known when a later mail about the order tells less, and shows that it came', async () => {
    const less = plainMail(
      known,
      'Order BD-1 was handed over',
      'Order number: BD-1\r\nOrder total: UAH 1,970.00',
    );
    await receive(bloomdashOrder('BD-1'), genuine('bloomdash.example') + less);
    expect(orders()).toMatchObject([
      { needsReview: false, content: { customer: { name: 'Olena Hnatiuk' } } },
    ]);
    expect(orders()[0]?.notes).toMatchObject([
      { by: 'gmail', text: 'Another mail about this order: Order BD-1 was handed over' },
    ]);
  });

  /** A mail of a service, as somebody passes it on. */
  const passedOn = (from: string, subject: string, ...lines: readonly string[]) =>
    genuine('private.example') +
    plainMail(
      'Olha <olha@private.example>',
      `Fwd: ${subject}`,
      [
        '---------- Forwarded message ---------',
        `From: The service <${from}>`,
        'Date: Tue, 4 Mar 2025 at 11:58',
        `Subject: ${subject}`,
        'To: <olha@private.example>',
        '',
        ...lines,
      ].join('\r\n'),
    );

  const forwarder = 'olha@private.example';

  it('puts into quarantine what an approved person forwards of a service', async () => {
    const order = ['New order BD-7', 'Order number: BD-7', '1 x Peony bouquet   UAH 1,240.00'] as const;
    await receive(passedOn(known, ...order));
    expect(orders()).toEqual([]);
    expect(asked()).toEqual([forwarder]);
    approve(forwarder);
    await receive();
    expect(orders()).toMatchObject([{ quarantined: true, content: { number: 'BD-7' } }]);
    expect(at.rung).toEqual([]);
  });

  it('rings for no order that somebody passes on of a known sender as a page of typed text, under a subject of his own', async () => {
    const { text } = await parseMail(Buffer.from(bloomdashOrder('BD-7')));
    const typed = passedOn(known, 'New order BD-7', text ?? '').replace('Fwd: New order BD-7', 'For today');
    const [head = '', body = ''] = typed.split(/\r\n\r\n(.*)/s);
    const page = `<div style="white-space: pre-wrap">${body.replaceAll('<', '&lt;')}</div>`;
    const parts = ['', `text/plain; charset=utf-8\r\n\r\n${body}`, `text/html; charset=utf-8\r\n\r\n${page}`];
    approve(forwarder);
    await receive(
      `${head.replace('text/plain; charset=utf-8', 'multipart/alternative; boundary=b')}\r\n${parts.join('\r\n--b\r\nContent-Type: ')}\r\n--b--\r\n`,
    );
    expect(orders()).toMatchObject([{ quarantined: true, content: { number: 'BD-7' } }]);
    expect(at.rung).toEqual([]);
  });

  it('changes no order by what a stranger forwards of its service', async () => {
    await receive(
      bloomdashOrder('BD-7'),
      passedOn(known, 'Order BD-7 was cancelled', 'See the app for more.'),
      passedOn(known, 'Order BD-7 was changed', 'See the app for more.'),
    );
    expect(orders()).toMatchObject([{ sourceId: 'BD-7', status: 'new', needsReview: false }]);
    expect(at.ledger.documents.held()).toEqual([]);
  });

  it('keeps nothing of private mail', async () => {
    await receive(
      genuine('friend.example') +
        plainMail('Ann <ann@friend.example>', 'Lunch?', 'At 13:00. It was €12.50 each.'),
    );
    expect(orders()).toEqual([]);
    expect(at.ledger.documents.waiting('mail', 10)).toEqual([]);
  });

  it('takes a receipt for something the shop bought for no order of the shop', async () => {
    const receipt = 'Order number: A-1001\r\n1 x Printer paper   $12.00\r\nOrder total: $12.00';
    await receive(
      genuine('paper.example') + plainMail('shop@paper.example', 'Your order is confirmed', receipt),
    );
    expect(orders()).toEqual([]);
  });

  it('takes the announcements of an approved sender, and its news for none', async () => {
    approve('orders@gourmet.example');
    const order =
      'New order\r\nOrder number: 8001\r\n2 x Tulips   €10.00\r\nDelivery fee: €2.50\r\nOrder total: €12.50';
    const changed = 'We made this mail nicer. Order number: 8002. Order total: €40.00';
    await receive(
      genuine('gourmet.example') + plainMail('Gourmet <orders@gourmet.example>', 'New order 8001', order),
      genuine('gourmet.example') + plainMail('Gourmet <orders@gourmet.example>', 'New order 8002', changed),
      genuine('gourmet.example') +
        plainMail('Gourmet <orders@gourmet.example>', 'Our holidays', 'Closed on Monday.'),
    );
    expect(orders().map(({ source, sourceId, needsReview }) => [source, sourceId, needsReview])).toEqual([
      ['mail:gourmet', '8001', false],
      ['mail:gourmet', '8002', true],
    ]);
  });

  it('still sees what a sender’s mails do not say whole once its recipe is removed, and no mail of its that told no order', async () => {
    const taught = { ...bloomdash, match: { sender: '@bloomdash.example' } };
    approve(known, 'bloomdash');
    const from = (sender: string, subject: string, text: string) =>
      genuine('bloomdash.example') + plainMail(sender, subject, text);
    const news = 'news@bloomdash.example';
    const holidays = from(news, 'Our holidays', 'Closed on Monday.');
    const desk = poller(undefined, [taught]);
    await desk.now();
    for (const mail of [bloomdashOrder('BD-1'), holidays]) {
      at.gmail.deliver(mail);
      await desk.now();
    }
    const before = orders().length;

    const after = poller(undefined, []);
    const changed = 'We made this mail nicer. Order number: BD-2. Order total: €40.00';
    at.gmail.deliver(from(known, 'New order BD-2', changed));
    at.gmail.deliver(from(news, 'Your week', changed.replace('BD-2', 'BD-3')));
    at.gmail.deliver(holidays);
    await after.now();

    expect(orders().slice(before)).toMatchObject([
      { source: 'mail:bloomdash', sourceId: 'BD-2', needsReview: true },
    ]);
  });

  it('asks about a stranger whom Google does not confirm, and makes no order', async () => {
    const order =
      'New order\r\nOrder number: 8001\r\n2 x Tulips   €10.00\r\nDelivery fee: €2.50\r\nOrder total: €12.50';
    await receive(
      plainMail('orders@gourmet.example', 'New order 8001', order),
      plainMail('orders@gourmet.example', 'Your receipt', 'Order number: 8002. Order total: €40.00'),
    );
    expect(orders()).toEqual([]);
    expect(asked()).toEqual(['orders@gourmet.example']);
    expect(at.ledger.documents.undecided()).toMatchObject([
      { reason: 'Google did not check the sender' },
      { reason: 'Google did not check the sender' },
    ]);
    expect(at.rung).toEqual([]);
  });

  it('makes none of the app’s own notices that come back to the mailbox', async () => {
    const text =
      'New order\nOrder number: 8001\n2 x Tulips   €10.00\nDelivery fee: €2.50\nOrder total: €12.50';
    const notice = composeMail({
      from: 'orders@gourmet.example',
      to: 'orders@flowers.example',
      subject: 'New order 8001',
      text,
      identity: 'notice-1',
      at: at.clock.now(),
    });
    await receive(genuine('gourmet.example') + notice);
    expect(orders()).toEqual([]);
  });
});
