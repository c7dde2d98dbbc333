import { describe, expect, it } from 'vitest';
import { createTemplateStore } from '../../../../src/main/trainer/template-store.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { approve as approveIn, askedAbout, block } from '../../../support/senders.ts';
import { kiosklyTemplate } from '../../../support/templates.ts';
import { gmailDesk } from './desk.ts';
import { genuine, plainMail } from './order-mails.ts';

const { state: at, orders, poller, receive, approve, senderBook, asked } = gmailDesk();

const hour = 3_600_000;
const gourmet = 'orders@gourmet.example';
const from = (address: string, subject: string, text: string): string =>
  genuine(address.slice(address.indexOf('@') + 1)) + plainMail(address, subject, text);
const mail = (subject: string, text: string): string => from(gourmet, subject, text);
const order = (number: string): string =>
  mail(
    `New order ${number}`,
    `New order\r\nOrder number: ${number}\r\n2 x Tulips   €10.00\r\nDelivery fee: €2.50\r\nOrder total: €12.50`,
  );

describe('the first mail of a new service', () => {
  it.each([
    ['whole', order('8001')],
    ['with a total alone', mail('New order 8002', 'Order number: 8002\r\n2 x Tulips\r\nOrder total: €40.00')],
    [
      'with a hidden fee',
      mail('New order 8003', 'Order number: 8003\r\n2 x Tulips  €10.00\r\nOrder total: €12.50'),
    ],
    [
      'of a picture alone',
      mail('New order 8004', '<img src="https://gourmet.example/8004.png">').replace(
        'text/plain',
        'text/html',
      ),
    ],
    ['without amounts', mail('You have a new order', 'Please open the app to see it.')],
    ['in a language no table knows', mail('Yeni sipariş 123', '2 x Lale  €10.00\r\nToplam: €10.00')],
  ])('is kept and asked about once: %s', async (_, raw) => {
    await receive(raw, raw.replace(/^Message-ID: .*$/m, 'Message-ID: <again@gourmet.example>'));
    expect(orders()).toEqual([]);
    expect(at.rung).toEqual([]);
    expect(askedAbout(at.ledger)).toEqual([{ address: gourmet, rings: true }]);
    expect(senderBook().view().asked).toMatchObject([{ address: gourmet, mails: 2, doubt: null }]);

    approve(gourmet);
    await receive();
    expect(orders().length).toBeGreaterThan(0);
    expect(senderBook().view().asked).toEqual([]);
  });

  it('becomes an order in place, which rings, once its sender is approved', async () => {
    await receive(order('8001'));
    senderBook().approve({ sender: gourmet });
    await receive();
    expect(orders().map(({ source, sourceId, needsReview }) => [source, sourceId, needsReview])).toEqual([
      ['mail:gourmet', '8001', false],
    ]);
    expect(at.rung).toEqual(['mail:gourmet:8001']);
    const [{ id } = { id: '' }] = orders();
    expect(at.ledger.documents.undecided()).toEqual([]);
    await receive();
    expect(orders().map((each) => each.id)).toEqual([id]);
  });

  it('becomes an order by the template that is taught from it', async () => {
    const sale =
      'Order number: KX-1\n\nItem          Qty    Amount\nTin mug       1      $8.00\n\nGrandissimo: $8.00\n';
    await receive(from('sales@kioskly.example', 'New order KX-1', sale));
    expect(asked()).toEqual(['sales@kioskly.example']);
    createTemplateStore({ ledger: at.ledger, clock: at.clock }).save(kiosklyTemplate(), 'Anna');
    await receive();
    expect(orders()).toMatchObject([
      { source: 'mail:kioskly', needsReview: false, content: { total: { minor: 800 } } },
    ]);
  });

  it('asks without ringing where it came more than a day ago', async () => {
    await poller().now();
    at.gmail.deliver(order('8001'), { at: at.clock.now() - 30 * hour });
    await poller().now();
    expect(askedAbout(at.ledger)).toEqual([{ address: gourmet, rings: false }]);
  });

  it('shows whom Google does not confirm, and why', async () => {
    await receive(order('8001').replace('dkim=pass', 'dkim=fail'));
    expect(senderBook().view().asked).toMatchObject([
      { address: gourmet, doubt: 'its domain has not signed the mail (DKIM)' },
    ]);
  });

  it('is cancelled by a later mail of its sender that waited with it', async () => {
    await receive(order('8001'), mail('Order 8001 was cancelled', 'Order 8001 was cancelled.'));
    approve(gourmet);
    await receive();
    expect(orders()).toMatchObject([{ sourceId: '8001', status: 'cancelled' }]);
  });
});

describe('a blocked sender', () => {
  it('is asked about no more, and none of its mails is kept', async () => {
    block(at, gourmet);
    await receive(order('8001'));
    expect(orders()).toEqual([]);
    expect(asked()).toEqual([]);
    expect(at.ledger.documents.undecided()).toEqual([]);
  });

  it('loses nothing that came before where it is approved after all', async () => {
    await receive(order('8001'));
    senderBook().block({ sender: gourmet });
    await receive();
    expect(senderBook().view()).toMatchObject({
      asked: [],
      decided: [{ sender: gourmet, verdict: 'blocked' }],
    });
    senderBook().undo(gourmet);
    expect(senderBook().view()).toMatchObject({ asked: [{ address: gourmet }], decided: [] });
    senderBook().approve({ sender: gourmet });
    await receive();
    expect(orders()).toMatchObject([{ sourceId: '8001' }]);
  });

  it('stays blocked though a template of its service is known', async () => {
    block(at, 'orders@bloomdash.example');
    await receive(
      genuine('bloomdash.example') + plainMail('orders@bloomdash.example', 'New order BD-1', 'See the app.'),
    );
    expect(orders()).toEqual([]);
  });
});

it('mails that do not name exactly one sender are one question, and can be blocked', async () => {
  const two = order('8001').replace('From: ', 'From: a@op.pl\r\nFrom: ');
  await receive(two, two.replace('a@op.pl', 'b@op.pl'));
  expect(senderBook().view().asked).toMatchObject([
    { address: 'unknown', mails: 2, doubt: 'the mail does not have exactly one sender' },
  ]);
  senderBook().block({ sender: 'unknown' });
  await receive(two);
  expect(senderBook().view()).toMatchObject({ asked: [], decided: [{ sender: 'unknown' }] });
  expect(orders()).toEqual([]);
});

it('a decision of another computer makes orders of the mails that wait here', async () => {
  const desk = await receive(order('8001'));
  const other = memoryLedger({ clock: at.clock, deskId: 'desk-2' });
  other.entries.importRemote(at.ledger.entries.list());
  expect(askedAbout(other)).toEqual([{ address: gourmet, rings: true }]);
  approveIn({ ledger: other, clock: at.clock }, gourmet);
  at.ledger.entries.importRemote(other.entries.list().filter(({ desk: writer }) => writer === 'desk-2'));
  await desk.now();
  expect(orders()).toMatchObject([{ source: 'mail:gourmet', sourceId: '8001' }]);
});
