import { beforeEach, describe, expect, it } from 'vitest';
import { mailDocumentId } from '../../../../src/main/intake/gmail/mail-intake.ts';
import type { MailReader } from '../../../../src/main/intake/mail/create-mail-reader.ts';
import { createMailReader } from '../../../../src/main/intake/mail/create-mail-reader.ts';
import { bloomdash } from '../../../../src/sample-shop/mail-templates/bloomdash.ts';
import { quietLog } from '../../../support/log.ts';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder, genuine, plainMail } from './order-mails.ts';
import { starvedReader } from './starved-reader.ts';

const { state: at, orders, poller, refuseRaw, holdBack, approve, asked } = gmailDesk();
beforeEach(() => approve('orders@gourmet.example'));
const script = new URL('../../../../src/main/intake/mail/mail-worker.ts', import.meta.url);

const from = (address: string, subject: string, text: string): string =>
  genuine(address.slice(address.indexOf('@') + 1)) + plainMail(address, subject, text);
const gourmet = (subject: string, text: string): string => from('orders@gourmet.example', subject, text);

const order =
  'New order\r\nOrder number: 8001\r\n2 x Tulips   €10.00\r\nDelivery fee: €2.50\r\nOrder total: €12.50';
const announced = gourmet('New order 8001', order);
const unread = gourmet('New order 8002', 'We made this mail nicer. Order number: 8002. Order total: €40.00');
const holidays = gourmet('Our holidays', 'Closed on Monday.');
const cancelled = gourmet('Order 8001 was cancelled', 'Order 8001 was cancelled by the customer.');
const courierOf = (number: string): string =>
  gourmet('The courier is on the way', `The courier of ${number} leaves now.`);

/** A second apart, the last one now. @returns their ids */
const deliver = (...mails: readonly string[]): readonly string[] =>
  mails.map(
    (raw, index) => at.gmail.deliver(raw, { at: at.clock.now() - 1000 * (mails.length - 1 - index) }).id,
  );

const shown = () =>
  orders()
    .toSorted((one, other) => one.sourceId.localeCompare(other.sourceId))
    .map(({ sourceId, status, needsReview }) => [sourceId, status, needsReview]);
const notes = () => orders().flatMap((each) => each.notes.map(({ text }) => text));
const timesFetched = (id: string | undefined) =>
  at.gmail.calls.filter((path) => path.endsWith(`/messages/${id}`)).length;

/** A desk that has followed the mailbox while nothing was in it. */
async function listening(reader?: MailReader) {
  const desk = poller(reader);
  await desk.now();
  return desk;
}

describe('mails that are fetched together with the first order of their sender', () => {
  it('are of a known one, in whichever order they came', async () => {
    const desk = await listening();
    deliver(unread, announced, holidays, cancelled);
    await desk.now();
    expect(shown()).toEqual([
      ['8001', 'cancelled', false],
      ['8002', 'new', true],
    ]);
    expect(desk.isRead()).toBe(true);
    expect(desk.status().facts).toContainEqual({ label: 'Mails to fetch', value: '0' });
  });

  it('are so at the first connection too', async () => {
    deliver(unread, announced);
    await poller().now();
    expect(shown()).toEqual([
      ['8001', 'new', false],
      ['8002', 'new', true],
    ]);
  });

  it('are so after a crash before the order was read', async () => {
    const real = createMailReader({ script, log: quietLog(), limitMs: 20_000 });
    let reads = 0;
    const dying: MailReader = {
      ...real,
      async read(raw, recipes) {
        if (Buffer.from(raw).includes('New order 8001')) reads += 1;
        if (reads > 1) throw new Error('killed');
        return real.read(raw, recipes);
      },
    };
    const desk = await listening(dying);
    deliver(announced, cancelled);
    await desk.now();
    await real.stop();
    expect(orders()).toEqual([]);

    await poller().now();

    expect(shown()).toEqual([['8001', 'cancelled', false]]);
  });

  it.each([1, 3])('are so where that one fails in %d polls before it comes', async (polls) => {
    const desk = await listening();
    const [first] = deliver(announced, cancelled);
    const giveOut = holdBack(first);
    for (let nth = 0; nth < polls; nth += 1) {
      await desk.now();
      await at.clock.advance(600_000);
    }
    giveOut();
    await desk.now();
    expect(shown()).toEqual([['8001', 'cancelled', false]]);
  });

  it('are so where that one was refused at first', async () => {
    const desk = await listening();
    const [id = ''] = deliver(announced, cancelled);
    refuseRaw({ id });
    await desk.now();
    at.gmail.fail = () => null;
    await at.clock.advance(600_000);
    await desk.now();
    expect(shown()).toEqual([['8001', 'cancelled', false]]);
  });

  it('are so where the reader had no time for that one when it was on disk', async () => {
    let reads = 0;
    const busy = starvedReader((raw) => {
      if (raw.includes('New order 8001')) reads += 1;
      return raw.includes('New order 8001') && reads === 2;
    });
    const desk = await listening(busy);
    deliver(announced, cancelled);
    await desk.now();
    await desk.now();
    await busy.stop();
    expect(shown()).toEqual([['8001', 'cancelled', false]]);
  });

  it('are kept where their sender is taught before all of them have come', async () => {
    const desk = poller(undefined, []);
    await desk.now();
    deliver(bloomdashOrder('BD-1'));
    await desk.now();
    const news = from('orders@bloomdash.example', 'Winter hours', 'Closed on Monday.');
    const [first, id = ''] = deliver(announced, news);
    const giveOut = holdBack(first);
    await desk.now();
    expect(at.ledger.documents.has(mailDocumentId(id))).toBe(false);

    at.ledger.recipes.save({ recipe: bloomdash, savedAt: at.clock.now(), savedBy: 'Anna' });
    giveOut();
    await desk.now();
    expect(at.ledger.documents.has(mailDocumentId(id))).toBe(true);
  });
});

describe('a mail that only names an order', () => {
  it('is laid beside the one that came with it', async () => {
    const desk = await listening();
    deliver(announced, courierOf('8001'));
    await desk.now();
    expect(notes()).toEqual(['Another mail about this order: The courier is on the way']);
  });

  it('is laid beside the one that another address of the service announced', async () => {
    approve('noreply@bloomdash.example', 'bloomdash');
    const desk = await listening();
    deliver(
      bloomdashOrder('BD-1'),
      from('noreply@bloomdash.example', 'The courier is on the way', 'The courier of BD-1 leaves now.'),
    );
    await desk.now();
    expect(notes()).toEqual(['Another mail about this order: The courier is on the way']);
  });

  it('is laid beside one that is for review, and came with it', async () => {
    const desk = await listening();
    deliver(announced, unread, courierOf('8002'));
    await desk.now();
    expect(notes()).toEqual(['Another mail about this order: The courier is on the way']);
    expect(desk.isRead()).toBe(true);
  });
});

it('fetches a private mail once, though it came with the first order of a sender', async () => {
  const desk = await listening();
  const ids = deliver(from('ann@friend.example', 'Lunch?', 'At 13:00.'), announced, holidays);
  await desk.now();
  await desk.now();
  expect(ids.map(timesFetched)).toEqual([1, 1, 1]);
});

it('looks anew at what a person took out of spam while others could not be fetched', async () => {
  const desk = await listening();
  const ofStranger = announced.replaceAll('gourmet.example', 'petals.example');
  const spam = at.gmail.deliver(ofStranger, { labelIds: ['SPAM', 'UNREAD'] });
  const [other] = deliver(bloomdashOrder('BD-1'));
  const giveOut = holdBack(other);
  await desk.now();
  expect([orders(), asked()]).toEqual([[], []]);

  giveOut();
  at.gmail.unlabel(spam.id, 'SPAM');
  await desk.now();

  expect(shown()).toEqual([['BD-1', 'new', false]]);
  expect(asked()).toEqual(['orders@petals.example']);
});
