import { expect, it } from 'vitest';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder, genuine, plainMail } from './order-mails.ts';

const { state: at, orders, receive } = gmailDesk();

const mail = (subject: string, text: string): string =>
  genuine('bloomdash.example') + plainMail('orders@bloomdash.example', subject, text);
/** The order as its template tells it now, with one of its two goods. */
const oneLeft = (subject: string): string =>
  bloomdashOrder('BD-1', {
    messageId: '<less@x.example>',
    items: [{ title: 'Peony bouquet', quantity: 1, unitPrice: { minor: 124_000, currency: 'UAH' } }],
  }).replace(/^Subject: .*$/m, `Subject: ${subject}`);

it.each([
  ['an item', 'Order BD-1: 1 item was cancelled', 'Coffee beans, 250 g, is out of stock.'],
  ['an item, by its first lines', 'Order BD-1', 'The customer has cancelled 1 item of order BD-1.'],
  ['the courier', 'Courier cancelled for order BD-1', 'We look for another one.'],
])('a mail that cancels %s of an order leaves it open, for a person to look at', async (_, subject, text) => {
  await receive(bloomdashOrder('BD-1'), mail(subject, text));
  expect(orders()).toMatchObject([
    {
      status: 'new',
      needsReview: true,
      content: { items: [{}, {}], review: [{ code: 'changed-unread', detail: subject }] },
      notes: [{ text: `Another mail about this order: ${subject}` }],
    },
  ]);
  expect(orders()[0]?.content.cancelledAt).toBeUndefined();
  expect(at.rung).toHaveLength(1);
});

it('a mail that cancels an item of an order and tells what is left of it is the newer word on it', async () => {
  await receive(bloomdashOrder('BD-1'), oneLeft('New order BD-1 was changed: 1 item cancelled'));
  expect(orders()).toMatchObject([
    {
      status: 'new',
      needsReview: false,
      content: { items: [{ title: 'Peony bouquet' }], total: { minor: 132_900 } },
    },
  ]);
});

it('a mail that says cancelled and tells of fewer goods for another sum cancels nothing unseen', async () => {
  await receive(bloomdashOrder('BD-1'), oneLeft('New order BD-1: Coffee beans cancelled'));
  expect(orders()).toMatchObject([
    {
      status: 'new',
      needsReview: true,
      content: { items: [{}, {}], total: { minor: 197_000 }, review: [{ code: 'changed-unread' }] },
    },
  ]);
});

it('a mail that cancels an item of an order and tells all of it once more is for a person to look at', async () => {
  const again = bloomdashOrder('BD-1', { messageId: '<again@x.example>' });
  const off = again.replace(/^Subject: .*$/m, 'Subject: New order BD-1: 1 item was cancelled');
  await receive(bloomdashOrder('BD-1'), off);
  expect(orders()).toMatchObject([
    { status: 'new', needsReview: true, content: { review: [{ code: 'changed-unread' }] } },
  ]);
});

it('a mail that cancels an item of an order and may tell just that item takes no goods off unseen', async () => {
  await receive(bloomdashOrder('BD-1'), oneLeft('New order BD-1: 1 item was cancelled'));
  expect(orders()).toMatchObject([
    { status: 'new', needsReview: true, content: { items: [{}, {}], total: { minor: 197_000 } } },
  ]);
});

it('a mail that says cancelled and tells all the goods again cancels the order', async () => {
  const again = bloomdashOrder('BD-1', { messageId: '<again@x.example>' });
  await receive(bloomdashOrder('BD-1'), again.replace(/^Subject: .*$/m, 'Subject: New order BD-1 cancelled'));
  expect(orders()).toMatchObject([{ status: 'cancelled', needsReview: false }]);
});
