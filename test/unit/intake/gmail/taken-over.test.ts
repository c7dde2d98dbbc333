import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createTemplateStore } from '../../../../src/main/trainer/template-store.ts';
import type { Entry, EntryDraft } from '../../../../src/shared/entry.ts';
import { orderIdOf } from '../../../../src/shared/ids.ts';
import type { MailTemplate } from '../../../../src/shared/mail-template.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { fact } from '../../../support/orders.ts';
import { kiosklyTemplate } from '../../../support/templates.ts';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder, genuine, plainMail } from './order-mails.ts';

const { state: at, orders, poller, receive, recorder, setStatus, approve } = gmailDesk();

const mail = (subject: string, text: string): string =>
  genuine('bloomdash.example') + plainMail('orders@bloomdash.example', subject, text);

type Known = {
  readonly recipes?: readonly MailTemplate[];
  /** Which entries have come to the other desk. */
  readonly isKnown?: (entry: Entry) => boolean;
  /** What that desk has written before. */
  readonly own?: readonly EntryDraft[];
};

/** Another desk takes over with all that is known, and reads the mails of two days. @returns what it then writes itself */
async function takeOver({ recipes, isKnown = () => true, own = [] }: Known = {}) {
  const rows = at.ledger.entries.list().filter(isKnown);
  at.ledger = memoryLedger({ clock: at.clock, deskId: 'desk-2' });
  at.ledger.entries.importRemote(rows);
  for (const draft of own) at.ledger.entries.append(draft);
  at.rung = [];
  await poller(undefined, recipes).now();
  return at.ledger.entries.list().slice(rows.length + own.length);
}

it('a mail that another desk has read tells nothing again, though this one lacks its recipe and has another name for its sender', async () => {
  await receive(bloomdashOrder('BD-1'));
  const before = orders();
  const named = fact({
    id: 'learnt',
    kind: 'sender-decided',
    orderId: null,
    data: { sender: 'orders@bloomdash.example', verdict: 'approved', family: 'learnt', decision: 1 },
  });
  const isKnown = ({ kind }: Entry) => kind !== 'sender-decided';
  expect(await takeOver({ recipes: [], isKnown, own: [named] })).toEqual([]);
  expect(orders()).toEqual(before);
  expect(at.rung).toEqual([]);
  const [order] = orders();
  expect(order && at.ledger.orders.detail(order.id)?.documents).toHaveLength(1);
});

/** A manager reads an order better than its mail was. */
function heal(number: string): void {
  const order = orders().find(({ content }) => content.number === number);
  if (!order) throw new Error('the mail made no order');
  const { source, sourceId, version } = order;
  const content = { ...order.content, note: 'Ring twice' };
  recorder().record({ source, sourceId, version: version + 1, content }, { by: 'Anna', ring: false });
}

it('a mail whose order a manager has healed since is not laid beside it', async () => {
  await receive(bloomdashOrder('BD-1'));
  heal('BD-1');
  expect(await takeOver()).toEqual([]);
});

describe('a mail of two orders', () => {
  const [one, other] = ['GL-5001', 'GL-5002'] as const;
  const file = new URL('../../../fixtures/mails/two-orders-en.eml', import.meta.url);
  const both =
    genuine('bloomdash.example') +
    readFileSync(file, 'utf8').replace('orders@glassline.example', 'orders@bloomdash.example');
  /** A mail of the second order alone. */
  const alone = both
    .replace(/^<p>Order number: GL-5001.*$/m, '')
    .replace(/^Message-ID: .*$/m, 'Message-ID: <alone@mail.example>');
  const notes = (number: string) => orders().find(({ content }) => content.number === number)?.notes;

  it('of which one was known, and the other has been healed since, is laid beside neither', async () => {
    await receive(alone);
    await receive(both);
    expect(orders().map(({ content }) => content.number)).toEqual([other, one]);
    expect(notes(other)).toEqual([]);
    heal(one);
    expect(await takeOver()).toEqual([]);
  });

  it('that was laid beside one of them, and brought the other, which has been healed since, is laid beside neither', async () => {
    await receive(alone);
    heal(other);
    at.gmail.deliver(both, { at: at.clock.now() - 60_000 });
    await poller().now();
    expect(notes(other)).toHaveLength(1);
    heal(one);
    expect(await takeOver()).toEqual([]);
  });

  it('of which only one is known here brings the other', async () => {
    await receive(both);
    heal(one);
    const otherId = orderIdOf('mail:bloomdash', other);
    expect(await takeOver({ isKnown: ({ orderId }) => orderId !== otherId })).toMatchObject([
      { kind: 'order-received', orderId: otherId },
    ]);
    expect(notes(one)).toEqual([]);
  });
});

it('mails about an order that is done with meanwhile make no new one', async () => {
  await receive(
    bloomdashOrder('BD-1'),
    mail('The courier is on the way', 'BD-1 leaves now.'),
    mail('Order BD-1 was cancelled', 'Order BD-1 was cancelled by the customer.'),
  );
  setStatus('mail:bloomdash:BD-1', 'handed-over');
  expect(await takeOver()).toEqual([]);
  expect(orders()).toHaveLength(1);
});

it('a mail that no desk has read is read', async () => {
  await receive(bloomdashOrder('BD-1'));
  at.gmail.deliver(bloomdashOrder('BD-2'));
  expect((await takeOver())[0]).toMatchObject({ kind: 'order-received', orderId: 'mail:bloomdash:BD-2' });
  expect(at.rung).toEqual(['mail:bloomdash:BD-2']);
});

describe('a service that only the desk before had an order of', () => {
  const kioskly = (subject: string, text: string): string =>
    genuine('kioskly.example') + plainMail('sales@kioskly.example', subject, text);
  const sale = (number: string, total = 'Total'): string =>
    kioskly(
      `New order ${number}`,
      `Order number: ${number}\n\nItem          Qty    Amount\nTin mug       1      $8.00\n\n${total}: $8.00\n`,
    );
  /** Its total goes by a word that no table knows. */
  const unread = (number: string): string => sale(number, 'Grandissimo');
  const the = (number: string) => orders().find(({ content }) => content.number === number);

  it('is approved where another computer takes over: its next order rings there', async () => {
    approve('sales@kioskly.example', 'kioskly');
    await receive(sale('KX-1'));
    at.gmail.deliver(unread('KX-2'));
    expect(await takeOver()).toMatchObject([{ kind: 'order-received', orderId: 'mail:kioskly:KX-2' }]);
    expect(the('KX-2')).toMatchObject({ needsReview: true });
    expect(at.rung).toEqual(['mail:kioskly:KX-2']);
  });

  it('is heard there when it cancels that order', async () => {
    approve('sales@kioskly.example', 'kioskly');
    await receive(sale('KX-1'));
    at.gmail.deliver(kioskly('Order KX-1 was cancelled', 'Order KX-1 was cancelled by the customer.'));
    await takeOver();
    expect(the('KX-1')?.status).toBe('cancelled');
    expect(orders()).toHaveLength(1);
  });

  it('is read there by the recipe that was taught here', async () => {
    approve('sales@kioskly.example', 'kioskly');
    await receive(sale('KX-1'));
    createTemplateStore({ ledger: at.ledger, clock: at.clock }).save(kiosklyTemplate(), 'Anna');
    at.gmail.deliver(unread('KX-2'));
    await takeOver();
    expect(the('KX-2')).toMatchObject({ needsReview: false, content: { total: { minor: 800 } } });
    expect(at.ledger.entries.list().at(-1)).toMatchObject({ data: { readBy: 'kioskly@1' } });
  });
});
