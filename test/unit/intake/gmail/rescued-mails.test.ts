import { describe, expect, it } from 'vitest';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder, genuine, plainMail } from './order-mails.ts';

const { state: at, poller, numbers, asked } = gmailDesk();

const order =
  'New order\r\nOrder number: 8001\r\n2 x Tulips   €10.00\r\nDelivery fee: €2.50\r\nOrder total: €12.50';
/** The first order of a service that nobody here has heard of. */
const ofStranger =
  genuine('gourmet.example') + plainMail('Gourmet <orders@gourmet.example>', 'New order 8001', order);

describe.each(['SPAM', 'TRASH'])('a mail that a person takes out of the folder %s', (label) => {
  it('asks about its sender, which it did not while it lay there', async () => {
    const desk = poller();
    await desk.now();
    const { id } = at.gmail.deliver(ofStranger, { labelIds: [label, 'UNREAD'] });
    await desk.now();
    expect(asked()).toEqual([]);

    at.gmail.unlabel(id, label);
    await desk.now();

    expect(asked()).toEqual(['orders@gourmet.example']);
    expect(numbers()).toEqual([]);
  });

  it('is no second order where its sender is known, and it was read in there', async () => {
    const desk = poller();
    await desk.now();
    const { id } = at.gmail.deliver(bloomdashOrder('BD-1'), { labelIds: [label, 'UNREAD'] });
    await desk.now();
    const before = at.ledger.entries.list();
    const asked = at.gmail.calls.length;

    at.gmail.unlabel(id, label);
    await desk.now();

    expect(at.ledger.entries.list()).toEqual(before);
    expect(numbers()).toEqual(['BD-1']);
    expect(at.gmail.calls.slice(asked)).not.toContain(`/gmail/v1/users/me/messages/${id}`);
  });
});

it('leaves a mail alone that only lost another label, as one that was read', async () => {
  const desk = poller();
  await desk.now();
  const { id } = at.gmail.deliver(plainMail('a@friend.example', 'Hello', 'Hi'));
  await desk.now();
  const asked = at.gmail.calls.length;

  at.gmail.unlabel(id, 'UNREAD');
  await desk.now();

  expect(at.gmail.calls.slice(asked)).not.toContain(`/gmail/v1/users/me/messages/${id}`);
});
