import { describe, expect, it } from 'vitest';
import { announcedOf } from '../../../src/main/intake/gmail/reused-number.ts';
import type { OrderContent } from '../../../src/shared/order.ts';
import { memoryLedger } from '../../support/ledger.ts';
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
    const cancelled = plainMail('orders@bloomdash.example', `Order ${number} was cancelled`, 'See the app.');
    await receive(second('2025-03-06'), genuine('bloomdash.example') + cancelled);
    expect(told().map(([, status]) => status)).toEqual(['new', 'cancelled']);
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

  it('finds the first order again by its own mail, after another one has come', async () => {
    await receive(first);
    await days(2);
    await receive(second('2025-03-06'), first);
    expect(told().map(([id]) => id)).toEqual([number, `${number}@2025-03-06`]);
  });

  it('brings an order that is no part of a cancellation of days before', async () => {
    const cancelled = plainMail('orders@bloomdash.example', `Order ${number} was cancelled`, 'See the app.');
    await receive(genuine('bloomdash.example') + cancelled);
    await days(2);
    await receive(second('2025-03-06'));
    expect(told()).toMatchObject([
      [number, 'cancelled', undefined],
      [`${number}@2025-03-06`, 'new', 'Taras Melnyk'],
    ]);
    expect(at.rung).toHaveLength(1);
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

const uah = (minor: number) => ({ minor, currency: 'UAH' });
const content = (changes: Partial<OrderContent> = {}): OrderContent => ({
  number,
  paymentStatus: 'unknown',
  customer: { phone: '+380 67 555 01 43' },
  total: uah(12_400),
  items: [{ title: 'Peony', quantity: 1, options: [] }],
  ...changes,
});
const known = (changes: Partial<OrderContent> = {}) => ({
  status: 'handed-over' as const,
  content: content(changes),
  told: [{ version: 0, content: content(changes) }],
});

describe('an announcement of a number whose order is done with', () => {
  it.each([
    [
      'of the same minute',
      { placedAt: '2025-03-04T11:58', total: uah(1) },
      { placedAt: '2025-03-04T11:58:00' },
    ],
    ['that tells no time, and the rest alike', { placedAt: '2025-03-04T11:58' }, {}],
    [
      'of one moment told in two zones',
      { placedAt: '2025-03-04T11:58+02:00' },
      { placedAt: '2025-03-04T09:58Z' },
    ],
    ['whose phone is written otherwise', {}, { customer: { phone: '067 555-01-43' } }],
  ])('%s is of that order', (_, before, now) => {
    expect(announcedOf([known(before)], { version: 1, content: content(now) })).not.toBeNull();
  });

  it.each([
    ['of another day', { placedAt: '2025-03-04T11:58' }, { placedAt: '2025-03-05T11:58' }],
    ['of other goods', {}, { items: [{ title: 'Tulips', quantity: 1, options: [] }] }],
    ['of another phone', {}, { customer: { phone: '+380 50 555 77 88' } }],
    ['of another total', {}, { total: uah(1) }],
    ['of an order of which nothing was read', { customer: {}, total: undefined, items: [] }, {}],
  ])('%s is of another one', (_, before, now) => {
    expect(announcedOf([known(before)], { version: 1, content: content(now) })).toBeNull();
  });

  it('that is older than all that is known is of that order', () => {
    expect(announcedOf([known()], { version: -1, content: content({ total: uah(1) }) })).not.toBeNull();
  });
});
