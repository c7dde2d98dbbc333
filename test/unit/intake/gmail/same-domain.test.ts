import { describe, expect, it } from 'vitest';
import { createSenders, recipesFor } from '../../../../src/main/intake/gmail/senders.ts';
import { bloomdash } from '../../../../src/main/intake/mail/recipes/bloomdash.ts';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder, genuine, plainMail } from './order-mails.ts';

const { state: at, orders, poller, receive } = gmailDesk();

const from = (address: string, subject: string, text: string): string =>
  genuine(address.slice(address.indexOf('@') + 1)) + plainMail(`Bloomdash <${address}>`, subject, text);
const cancelled = (address: string): string =>
  from(address, 'Order BD-1 was cancelled', 'Order BD-1 was cancelled by the customer.');
const forged = (raw: string): string => raw.replace('dkim=pass', 'dkim=fail');
const other = 'noreply@bloomdash.example';
const nicer = (number: string): string =>
  `We made this mail nicer. Order number: ${number}. Order total: €40.00`;

describe('a mail from another address of a service', () => {
  it.each(['support@bloomdash.example', 'noreply@mail.bloomdash.example'])(
    'cancels the order it names: %s',
    async (address) => {
      await receive(bloomdashOrder('BD-1'), cancelled(address));
      expect(orders()).toMatchObject([{ source: 'mail:bloomdash', sourceId: 'BD-1', status: 'cancelled' }]);
    },
  );

  it('cancels the order it names where that came from a domain below its own', async () => {
    const { ledger, clock } = at;
    createSenders({ ledger, clock, recipes: () => [] }).learn('orders@mail.petals.example', 'petals');
    const order =
      'New order\r\nOrder number: 8001\r\n2 x Tulips   €10.00\r\nDelivery fee: €2.50\r\nOrder total: €12.50';
    await receive(
      from('orders@mail.petals.example', 'New order 8001', order),
      from('noreply@petals.example', 'Order 8001 was cancelled', 'Order 8001 was cancelled.'),
    );
    expect(orders()).toMatchObject([{ source: 'mail:petals', sourceId: '8001', status: 'cancelled' }]);
  });

  it('is an order for review of the same source where it announces one that is not read whole', async () => {
    await receive(bloomdashOrder('BD-1'), from(other, 'New order BD-2', nicer('BD-2')));
    expect(orders()).toMatchObject([
      { source: 'mail:bloomdash', sourceId: 'BD-1' },
      { source: 'mail:bloomdash', sourceId: 'BD-2', needsReview: true },
    ]);
  });

  it('is read by the recipe of the service, and is an order of the same source', async () => {
    const moved = (number: string) =>
      bloomdashOrder(number).replaceAll('orders@bloomdash.example', 'noreply@bloomdash.example');
    await receive(moved('BD-1'), moved('BD-2'));
    expect(orders().map(({ id, needsReview }) => [id, needsReview])).toEqual([
      ['mail:bloomdash:BD-1', false],
      ['mail:bloomdash:BD-2', false],
    ]);
    expect(at.ledger.readings.ofSender(other, { since: 0, limit: 5 }).map(({ recipe }) => recipe)).toEqual([
      'bloomdash@1',
      'bloomdash@1',
    ]);
  });

  it('is read by the recipe of the service also where one was taught from another kind of mail from there', async () => {
    const { ledger, clock } = at;
    const total = { label: 'Grandissimo', take: 'end' } as const;
    const taught = {
      ...bloomdash,
      version: 2,
      match: { sender: other },
      fields: { ...bloomdash.fields, total },
    };
    ledger.recipes.save({ recipe: taught, savedAt: clock.now(), savedBy: 'Anna' });
    await receive(bloomdashOrder('BD-1').replaceAll('orders@bloomdash.example', other));
    expect(orders()).toMatchObject([{ id: 'mail:bloomdash:BD-1', needsReview: false }]);
    expect(ledger.readings.ofSender(other, { since: 0, limit: 5 })).toMatchObject([
      { recipe: 'bloomdash@1' },
    ]);
  });

  it('says more of an order that came from the first one', async () => {
    await receive(
      bloomdashOrder('BD-1'),
      bloomdashOrder('BD-1', { note: 'Ring twice', messageId: '<again@bloomdash.example>' }).replaceAll(
        'orders@bloomdash.example',
        other,
      ),
    );
    expect(orders()).toMatchObject([{ sourceId: 'BD-1', content: { note: 'Ring twice' } }]);
  });

  it('becomes nothing where it is news, or a receipt for what the shop has bought there', async () => {
    const receipt = 'Order number: A-1001\r\n1 x Lunch   €12.00\r\nOrder total: €12.00';
    await receive(
      bloomdashOrder('BD-1'),
      from('news@bloomdash.example', 'Our holidays', 'Closed on Monday.'),
      from('news@bloomdash.example', 'Ten ways to more orders', '10% off everything, from €9.90 a month.'),
      from(other, 'Your order is confirmed', receipt),
    );
    expect(orders()).toMatchObject([{ sourceId: 'BD-1' }]);
  });

  it('changes nothing where it is forged', async () => {
    await receive(
      bloomdashOrder('BD-1'),
      forged(cancelled(other)),
      forged(from(other, 'New order BD-2', nicer('BD-2'))),
    );
    expect(orders()).toMatchObject([{ sourceId: 'BD-1', status: 'new', quarantined: false }]);
  });

  it('lies in quarantine where it is forged and a whole order', async () => {
    await receive(
      forged(bloomdashOrder('BD-1').replaceAll('orders@bloomdash.example', other)),
      bloomdashOrder('BD-1'),
    );
    expect(orders().map(({ sourceId, quarantined }) => [sourceId === 'BD-1', quarantined])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(at.rung).toEqual(['mail:bloomdash:BD-1']);
  });

  it('is found where the mailbox is listed, and in spam', async () => {
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

it('lends an address that has a recipe the older ones of its family, and none of another service of the same firm', () => {
  const own = { ...bloomdash, version: 2, match: { sender: other } };
  const otherService = { ...bloomdash, family: 'bloomgo', match: { sender: 'go@bloomdash.example' } };
  const lentTo = (address: string) =>
    recipesFor([bloomdash, own, otherService], address)
      .slice(3)
      .map(({ family, version, match }) => [family, version, match.sender]);
  expect(lentTo(other)).toEqual([['bloomdash', 1, other]]);
  expect(lentTo(bloomdash.match.sender)).toEqual([]);
  const third = 'hello@bloomdash.example';
  expect(lentTo(third)).toEqual([
    ['bloomdash', 1, third],
    ['bloomdash', 2, third],
    ['bloomgo', 1, third],
  ]);
});

it('takes nobody for one of a service who has an address with the same host', () => {
  const { ledger, clock } = at;
  const senders = createSenders({ ledger, clock, recipes: () => [bloomdash] });
  for (const address of ['flowers@gmail.com', 'a@kvity.com.ua', 'a@rosa.github.io'])
    senders.learn(address, 'known');
  const strangers = ['else@gmail.com', 'a@tsvit.com.ua', 'a@com.ua', 'a@github.io', 'a@evil.github.io'];
  expect(strangers.map((address) => senders.kinOf(address))).toEqual(strangers.map(() => null));
  expect(senders.searched.slice(senders.addresses.length)).toEqual([
    'bloomdash.example',
    'kvity.com.ua',
    'rosa.github.io',
  ]);
});
