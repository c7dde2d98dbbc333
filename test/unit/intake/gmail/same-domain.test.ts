import { describe, expect, it } from 'vitest';
import { templatesFor } from '../../../../src/main/intake/gmail/senders.ts';
import { bloomdash } from '../../../../src/sample-shop/mail-templates/bloomdash.ts';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder, genuine, plainMail } from './order-mails.ts';

const { state: at, orders, poller, receive, approve, asked } = gmailDesk();

const from = (address: string, subject: string, text: string): string =>
  genuine(address.slice(address.indexOf('@') + 1)) + plainMail(`Bloomdash <${address}>`, subject, text);
const cancelled = (address: string): string =>
  from(address, 'Order BD-1 was cancelled', 'Order BD-1 was cancelled by the customer.');
const forged = (raw: string): string => raw.replace('dkim=pass', 'dkim=fail');
const other = 'noreply@bloomdash.example';
const nicer = (number: string): string =>
  `We made this mail nicer. Order number: ${number}. Order total: €40.00`;
const moved = (raw: string): string => raw.replaceAll('orders@bloomdash.example', other);

describe('a mail from another address of a service', () => {
  it.each(['support@bloomdash.example', 'noreply@mail.bloomdash.example'])(
    'cancels nothing before that address is approved: %s',
    async (address) => {
      await receive(bloomdashOrder('BD-1'), cancelled(address));
      expect(orders()).toMatchObject([{ sourceId: 'BD-1', status: 'new' }]);
      expect(asked()).toEqual([address]);
      approve(address, 'bloomdash');
      await receive();
      expect(orders()).toMatchObject([{ sourceId: 'BD-1', status: 'cancelled' }]);
    },
  );

  it('cancels what it names where every address of the domain is approved', async () => {
    approve('@bloomdash.example', 'bloomdash');
    await receive(bloomdashOrder('BD-1'), cancelled('support@bloomdash.example'));
    expect(orders()).toMatchObject([{ sourceId: 'BD-1', status: 'cancelled' }]);
  });

  it('cancels nothing from a domain below the approved one', async () => {
    approve('@bloomdash.example', 'bloomdash');
    await receive(bloomdashOrder('BD-1'), cancelled('noreply@mail.bloomdash.example'));
    expect(orders()).toMatchObject([{ sourceId: 'BD-1', status: 'new' }]);
    expect(asked()).toEqual(['noreply@mail.bloomdash.example']);
  });

  it('cancels no order of the service where it was approved as another one', async () => {
    approve(other);
    await receive(bloomdashOrder('BD-1'), cancelled(other));
    expect(orders()).toMatchObject([
      { source: 'mail:bloomdash', sourceId: 'BD-1', status: 'new' },
      { source: 'mail:bloomdash-example', status: 'cancelled' },
    ]);
  });

  it('is an order for review of the same service where it is not read whole', async () => {
    approve(other, 'bloomdash');
    await receive(bloomdashOrder('BD-1'), from(other, 'New order BD-2', nicer('BD-2')));
    expect(orders()).toMatchObject([
      { source: 'mail:bloomdash', sourceId: 'BD-1' },
      { source: 'mail:bloomdash', sourceId: 'BD-2', needsReview: true },
    ]);
  });

  it('is read by the template of the service it was approved for', async () => {
    approve(other, 'bloomdash');
    await receive(moved(bloomdashOrder('BD-1')), moved(bloomdashOrder('BD-2')));
    expect(orders().map(({ id, needsReview }) => [id, needsReview])).toEqual([
      ['mail:bloomdash:BD-1', false],
      ['mail:bloomdash:BD-2', false],
    ]);
    expect(at.ledger.readings.ofSender(other, { since: 0, limit: 5 }).map(({ recipe }) => recipe)).toEqual([
      'bloomdash@1',
      'bloomdash@1',
    ]);
  });

  it('is read by the older template of its service beside one of its own', async () => {
    const { ledger, clock } = at;
    const total = { label: 'Grandissimo', take: 'end' } as const;
    const taught = {
      ...bloomdash,
      version: 2,
      match: { sender: other },
      fields: { ...bloomdash.fields, total },
    };
    ledger.recipes.save({ recipe: taught, savedAt: clock.now(), savedBy: 'Anna' });
    await receive(moved(bloomdashOrder('BD-1')));
    expect(orders()).toMatchObject([{ id: 'mail:bloomdash:BD-1', needsReview: false }]);
    expect(ledger.readings.ofSender(other, { since: 0, limit: 5 })).toMatchObject([
      { recipe: 'bloomdash@1' },
    ]);
  });

  it('says more of an order that came from the first one', async () => {
    approve(other, 'bloomdash');
    const again = { note: 'Ring twice', messageId: '<again@bloomdash.example>' };
    await receive(bloomdashOrder('BD-1'), moved(bloomdashOrder('BD-1', again)));
    expect(orders()).toMatchObject([{ sourceId: 'BD-1', content: { note: 'Ring twice' } }]);
  });

  it('becomes no order where it is news, or a receipt for what the shop bought', async () => {
    const receipt = 'Order number: A-1001\r\n1 x Lunch   €12.00\r\nOrder total: €12.00';
    await receive(
      bloomdashOrder('BD-1'),
      from('news@bloomdash.example', 'Our holidays', 'Closed on Monday.'),
      from('news@bloomdash.example', 'Ten ways to more orders', '10% off everything, from €9.90 a month.'),
      from(other, 'Your order is confirmed', receipt),
    );
    expect(orders()).toMatchObject([{ sourceId: 'BD-1' }]);
    expect(asked()).not.toContain('news@bloomdash.example');
  });

  it('changes nothing where it is forged, though its address is approved', async () => {
    approve(other, 'bloomdash');
    await receive(
      bloomdashOrder('BD-1'),
      forged(cancelled(other)),
      forged(from(other, 'New order BD-2', nicer('BD-2'))),
    );
    expect(orders()[0]).toMatchObject({ sourceId: 'BD-1', status: 'new', quarantined: false });
    expect(
      orders()
        .slice(1)
        .map(({ quarantined }) => quarantined),
    ).toEqual([true, true]);
    expect(at.rung).toEqual(['mail:bloomdash:BD-1']);
  });

  it('is found where the mailbox is listed, and in spam', async () => {
    approve(other, 'bloomdash');
    at.gmail.deliver(bloomdashOrder('BD-1'), { at: at.clock.now() - 7_200_000 });
    at.gmail.deliver(cancelled(other), { at: at.clock.now() - 3_600_000 });
    at.gmail.deliver(from(other, 'New order BD-2', nicer('BD-2')), { labelIds: ['SPAM'] });
    await poller().now();
    expect(orders().map(({ sourceId, status }) => [sourceId, status])).toEqual([
      ['BD-1', 'cancelled'],
      ['BD-2', 'new'],
    ]);
  });
});

it('lends a sender the templates of its own service, and older ones beside its own', () => {
  const own = { ...bloomdash, version: 2, match: { sender: other } };
  const otherService = { ...bloomdash, family: 'bloomgo', match: { sender: 'go@bloomdash.example' } };
  const lentTo = (address: string, family: string | null) =>
    templatesFor([bloomdash, own, otherService], address, family)
      .slice(3)
      .map((each) => [each.family, each.version, each.match.sender]);
  expect(lentTo(other, 'bloomdash')).toEqual([['bloomdash', 1, other]]);
  expect(lentTo(bloomdash.match.sender, 'bloomdash')).toEqual([]);
  const third = 'hello@bloomdash.example';
  expect(lentTo(third, 'bloomdash')).toEqual([
    ['bloomdash', 1, third],
    ['bloomdash', 2, third],
  ]);
  expect(lentTo(third, null)).toEqual([]);
});
