import { describe, expect, it } from 'vitest';
import { memoryLedger } from '../../../support/ledger.ts';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder, genuine, plainMail } from './order-mails.ts';

const hour = 3_600_000;
const { state: at, orders, receive, poller, setStatus } = gmailDesk();

const number = 'BD-42';
const first = bloomdashOrder(number);
/** Another order of the same number, days later. */
const second = (day: string, name = 'Taras Melnyk', time = '09:30') =>
  bloomdashOrder(number, {
    customerName: name,
    phone: '+380 50 555 77 88',
    placedAt: `${day}T${time}`,
    messageId: `<${day}-${name}@bloomdash.example>`,
  });
const mail = (subject: string, text: string): string =>
  genuine('bloomdash.example') + plainMail('orders@bloomdash.example', subject, text);
const cancelled = mail(`Order ${number} was cancelled`, 'See the app.');
/** An order by number, goods and total alone. */
const short = mail(
  `New sale ${number}`,
  `Order number: ${number}\r\n1 x Margherita   €10.00\r\nDelivery fee: €2.50\r\nOrder total: €12.50`,
);
/** The same by one who does not say that it is a new order, as in a reminder or a receipt. */
const repeated = short.replace('New sale', 'For your kitchen:');
const named = (raw: string, messageId: string): string =>
  raw.replace(/^Message-ID: .*$/m, `Message-ID: <${messageId}@bloomdash.example>`);
const told = () => orders().map(({ sourceId, status, content }) => [sourceId, status, content.customer.name]);
const days = (count: number) => at.clock.advance(count * 24 * hour);

describe('a number that a service uses again', () => {
  it('brings another order once the one before is done with, which rings, and leaves that as it was', async () => {
    await receive(first);
    setStatus(`mail:bloomdash:${number}`, 'handed-over');
    const before = orders()[0];
    await days(2);
    await receive(second('2025-03-06'));

    expect(told()).toEqual([
      [number, 'handed-over', 'Olena Hnatiuk'],
      [`${number}@2025-03-06`, 'new', 'Taras Melnyk'],
    ]);
    expect(orders()[0]).toEqual(before);
    expect(at.rung).toEqual([`mail:bloomdash:${number}`, `mail:bloomdash:${number}@2025-03-06`]);
  });

  it('brings another order the next day, though nobody has marked the one before as done', async () => {
    await receive(first);
    await days(1);
    await receive(second('2025-03-05'));
    expect(told()).toHaveLength(2);
    expect(at.rung).toHaveLength(2);
  });

  it('brings another order half a day later, where both mails tell that they were placed on two days', async () => {
    await receive(first);
    setStatus(`mail:bloomdash:${number}`, 'taken');
    await days(11.5 / 24);
    await receive(second('2025-03-05', 'Taras Melnyk', '09:00'));
    expect(told()).toEqual([
      [number, 'taken', 'Olena Hnatiuk'],
      [`${number}@2025-03-04`, 'new', 'Taras Melnyk'],
    ]);
    expect(at.rung).toHaveLength(2);
  });

  it('brings another order, though the one of days before was for the same goods and no mail tells more', async () => {
    await receive(short);
    setStatus(`mail:bloomdash:${number}`, 'handed-over');
    await days(5);
    await receive(short);
    expect(orders()).toHaveLength(1);
    await receive(named(short, 'another'));
    expect(told()).toEqual([
      [number, 'handed-over', undefined],
      [`${number}@2025-03-09`, 'new', undefined],
    ]);
    expect(at.rung).toHaveLength(2);
  });

  it('brings the older of two orders, though its mail comes after that of the newer one, which stays the one later mails mean', async () => {
    await receive(second('2025-03-04'));
    const before = orders()[0];
    at.gmail.deliver(first, { at: at.clock.now() - 48 * hour });
    await poller().now();
    expect(told()).toEqual([
      [number, 'new', 'Taras Melnyk'],
      [`${number}@2025-03-02`, 'new', 'Olena Hnatiuk'],
    ]);
    expect(orders()[0]).toEqual(before);
    await receive(cancelled);
    expect(told().map(([, status]) => status)).toEqual(['cancelled', 'new']);
  });

  it('fills in no order that is for review with one of two days before', async () => {
    const changed = `We made this mail nicer. Order number: ${number}. Order total: €40.00`;
    await receive(mail(`New sale ${number}`, changed));
    const before = orders()[0];
    expect(before).toMatchObject({ sourceId: number, needsReview: true, content: { items: [] } });
    at.gmail.deliver(first, { at: at.clock.now() - 48 * hour });
    await poller().now();
    expect(orders()[0]).toEqual(before);
    expect(told()).toHaveLength(2);
  });

  it('brings a third one of the same day, once the second is done with', async () => {
    await receive(first);
    await days(2);
    await receive(second('2025-03-06'));
    setStatus(`mail:bloomdash:${number}@2025-03-06`, 'handed-over');
    await at.clock.advance(hour);
    await receive(second('2025-03-06', 'Iryna Bondar', '10:30'));
    expect(told().map(([id]) => id)).toEqual([number, `${number}@2025-03-06`, `${number}@2025-03-06.2`]);
  });

  it('means the newest order to each later mail', async () => {
    await receive(first);
    await days(2);
    await receive(second('2025-03-06'), cancelled);
    expect(told().map(([, status]) => status)).toEqual(['new', 'cancelled']);
  });

  const cancelledByLabel = mail(
    `Order ${number} was cancelled`,
    `Order number: ${number}\r\nThe order ${number} was cancelled. See the app.`,
  );
  it.each([
    ['names it in its words', cancelled],
    ['tells its number', cancelledByLabel],
  ])(
    'cancels the order that was there when its cancellation came, though that %s and is fetched after the next order',
    async (_, late) => {
      await receive(first);
      const then = at.clock.now();
      await days(1);
      await receive(second('2025-03-05'));
      at.gmail.deliver(late, { at: then });
      await poller().now();
      expect(told().map(([, status]) => status)).toEqual(['cancelled', 'new']);
      expect(orders()[1]?.notes).toEqual([]);
    },
  );

  it('says on the order that is done with that it was cancelled, though that is fetched after the next order', async () => {
    await receive(first);
    setStatus(`mail:bloomdash:${number}`, 'handed-over');
    const then = at.clock.now();
    await days(1);
    await receive(second('2025-03-05'));
    at.gmail.deliver(cancelled, { at: then });
    await poller().now();
    expect(orders()).toMatchObject([
      { status: 'handed-over', content: { cancelledAt: expect.any(String) } },
      { status: 'new', notes: [] },
    ]);
  });

  it('is not used again by a reminder, nor by the same announcement sent again', async () => {
    await receive(first, second('2025-03-04'));
    expect(orders()).toHaveLength(1);
    setStatus(`mail:bloomdash:${number}`, 'handed-over');
    await days(3);
    await receive(first, bloomdashOrder(number, { messageId: '<reminder@bloomdash.example>' }));
    expect(orders()).toMatchObject([{ sourceId: number, status: 'handed-over' }]);
    expect(at.rung).toHaveLength(1);
  });

  it('is not used again by a reminder of the next day that tells no date and does not announce an order', async () => {
    await receive(short);
    setStatus(`mail:bloomdash:${number}`, 'handed-over');
    await days(1);
    await receive(named(repeated, 'receipt'));
    expect(told()).toEqual([[number, 'handed-over', undefined]]);
    expect(at.rung).toHaveLength(1);
  });

  it('is not used again by an order that is told anew, paid past midnight, with the time of that alone', async () => {
    const goods = short.slice(short.indexOf('1 x'));
    const announced = (time: string) =>
      mail(`New sale ${number}`, `Order number: ${number}\r\n${time}\r\n${goods}`);
    await receive(announced('Order placed: 04.03.2025 23:50'));
    setStatus(`mail:bloomdash:${number}`, 'handed-over');
    await at.clock.advance(hour / 3);
    await receive(named(announced('Paid on: 05.03.2025 00:10'), 'paid'));
    expect(told()).toEqual([[number, 'handed-over', undefined]]);
    expect(orders()[0]?.content.placedAt).toBe('2025-03-05T00:10');
    expect(at.rung).toHaveLength(1);
  });

  it('brings another order though it does not say that it is new, where the one alike was told three days before', async () => {
    await receive(short);
    setStatus(`mail:bloomdash:${number}`, 'handed-over');
    await days(3);
    await receive(named(repeated, 'another'));
    expect(told().map(([id]) => id)).toEqual([number, `${number}@2025-03-07`]);
    expect(at.rung).toHaveLength(2);
  });

  it('is not used again by a reminder of an order that was paid past midnight, whichever of both days it tells', async () => {
    const goods = short.slice(short.indexOf('1 x'));
    const tells = (subject: string, words: string) =>
      mail(`${subject} ${number}`, `Order number: ${number}\r\n${words}\r\n${goods}`);
    await receive(tells('New sale', 'Order placed: 04.03.2025'));
    await at.clock.advance(hour / 3);
    await receive(named(tells('New sale', 'Paid on: 05.03.2025'), 'paid'));
    await at.clock.advance(8 * hour);
    await receive(named(tells('For your kitchen:', 'Order placed: 04.03.2025'), 'reminder'));
    await receive(named(tells('For your kitchen:', 'Order placed: 05.03.2025'), 'reminder-2'));
    expect(told()).toHaveLength(1);
    expect(at.rung).toHaveLength(1);
  });

  it('brings another order of a service that never says that an order is new, though the one of days before was the same', async () => {
    await receive(repeated);
    await days(5);
    await receive(named(repeated, 'another'));
    expect(told().map(([id]) => id)).toEqual([number, `${number}@2025-03-09`]);
    expect(at.rung).toHaveLength(2);
  });

  it('finds the first order again by its own mail, after another one has come', async () => {
    await receive(first);
    await days(2);
    await receive(second('2025-03-06'), first);
    expect(told().map(([id]) => id)).toEqual([number, `${number}@2025-03-06`]);
  });

  it('brings an order that is no part of a cancellation of days before', async () => {
    await receive(cancelled);
    await days(2);
    await receive(second('2025-03-06'));
    expect(told()).toMatchObject([
      [number, 'cancelled', undefined],
      [`${number}@2025-03-06`, 'new', 'Taras Melnyk'],
    ]);
    expect(at.rung).toHaveLength(1);
  });

  it('brings an order that rings, after the one before was cancelled', async () => {
    await receive(first);
    await days(1);
    await receive(cancelled);
    await receive(second('2025-03-05'));
    expect(told().map(([, status]) => status)).toEqual(['cancelled', 'new']);
    expect(at.rung).toHaveLength(2);
  });

  it('has one id on each desk that reads the same mails', async () => {
    at.gmail.deliver(first, { at: at.clock.now() - 40 * hour });
    at.gmail.deliver(second('2025-03-06'), { at: at.clock.now() - hour });
    await poller().now();
    const here = told().map(([id]) => id);
    at.ledger = memoryLedger({ clock: at.clock });
    await days(0.2);
    await poller().now();
    expect(told().map(([id]) => id)).toEqual(here);
    expect(here).toHaveLength(2);
  });
});
