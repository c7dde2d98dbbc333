import { describe, expect, it } from 'vitest';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder, genuine, plainMail } from './order-mails.ts';

const { state: at, poller, numbers } = gmailDesk();

const order =
  'New order\r\nOrder number: 8001\r\n2 x Tulips   €10.00\r\nDelivery fee: €2.50\r\nOrder total: €12.50';
/** The first order of a service that nobody here has heard of. */
const ofStranger =
  genuine('gourmet.example') + plainMail('Gourmet <orders@gourmet.example>', 'New order 8001', order);

describe.each(['SPAM', 'TRASH'])('a mail that a person takes out of the folder %s', (label) => {
  it('is the order of a stranger that it was not while it lay there, and rings', async () => {
    const desk = poller();
    await desk.now();
    const { id } = at.gmail.deliver(ofStranger, { labelIds: [label, 'UNREAD'] });
    await desk.now();
    expect(numbers()).toEqual([]);

    at.gmail.unlabel(id, label);
    await desk.now();

    expect(numbers()).toEqual(['8001']);
    expect(at.rung).toHaveLength(1);
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
