import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/main/ledger/database.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate } from '../../../src/main/ledger/migrate.ts';
import { createNoticeLog } from '../../../src/main/ledger/notice-log.ts';
import { createNoticeProjector, noticeColumns } from '../../../src/main/ledger/notices.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { alertIdSchema } from '../../../src/shared/alert-rules/alert.ts';
import type { EntryData } from '../../../src/shared/entry.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { entryIdSchema, orderIdOf } from '../../../src/shared/ids.ts';
import type { NoticeFilter } from '../../../src/shared/notices.ts';
import { orderSchema } from '../../../src/shared/order.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';
import { heard, planOf, wholeReads } from '../../support/plans.ts';

let clock: FakeClock;
let ledger: Ledger;
beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
});
afterEach(() => ledger.close());

const all: NoticeFilter = { view: 'all', text: '', offset: 0, limit: 100 };
const page = (filter: Partial<NoticeFilter> = {}) => ledger.notices.page({ ...all, ...filter }, clock.now());

function order(number: string): OrderId {
  const incoming = incomingOrder({ sourceId: number, number });
  ledger.entries.append(received(incoming));
  return orderIdOf(incoming.source, incoming.sourceId);
}

let ends = 0;
function notify(
  id: OrderId,
  data: Omit<EntryData<'notified'>, 'channel'> & Partial<Pick<EntryData<'notified'>, 'channel'>>,
): void {
  ends += 1;
  ledger.entries.append({
    id: entryIdSchema.parse(`notified:${id}:${data.manager}:${ends}`),
    orderId: id,
    at: clock.now(),
    by: 'orderbell',
    kind: 'notified',
    data: { at: clock.now(), queuedAt: clock.now() - 1_000, channel: 'messenger', ...data },
  });
}

const enqueue = (id: OrderId, manager: string) =>
  ledger.outbox.put({
    kind: 'notify.newOrder',
    key: `new-order:${id}:${manager}:messenger`,
    orderId: id,
    payload: { manager, subscriberId: '7' },
  });

describe('the log of notices', () => {
  it('lists pending first, then ended by newest, with the current manager', async () => {
    const [first, second] = [order('1'), order('2')];
    notify(first, { manager: 'Anna', state: 'sent', releasedBy: 'committed' });
    await clock.advance(5_000);
    ledger.entries.append({
      id: entryIdSchema.parse('deed:1'),
      orderId: first,
      at: clock.now(),
      by: 'Anna',
      kind: 'taken',
      data: { manager: 'Anna', decision: 1, via: 'messenger' },
    });
    notify(second, { manager: 'Anna', state: 'refused', reason: 'window closed', releasedBy: 'waited' });
    enqueue(second, 'Taras');
    const { rows, total, managers } = page();
    expect(rows).toMatchObject([
      { manager: 'Taras', state: 'waiting', order: { number: '2' }, endedAt: null, taken: null },
      { manager: 'Anna', state: 'refused', reason: 'window closed', releasedBy: 'waited', taken: null },
      {
        manager: 'Anna',
        occasion: 'new-order',
        state: 'sent',
        releasedBy: 'committed',
        endedAt: clock.now() - 5_000,
        queuedAt: clock.now() - 6_000,
        taken: { by: 'Anna', at: clock.now(), via: 'messenger' },
      },
    ]);
    expect([total, managers]).toEqual([3, ['Anna', 'Taras']]);
  });

  it('is searched by number, manager and reason, with filters', () => {
    const [first, second] = [order('DS-1042'), order('DS-7')];
    notify(first, { manager: 'Anna', state: 'sent' });
    notify(first, { manager: 'Taras', state: 'unknown', reason: 'ManyChat did not answer' });
    notify(second, { manager: 'Anna', state: 'refused', reason: 'the page is blocked' });
    const found = (filter: Partial<NoticeFilter>) =>
      page(filter).rows.map((row) => `${row.order?.number} ${row.manager}`);
    expect(found({ text: 'ds1042' })).toEqual(['DS-1042 Taras', 'DS-1042 Anna']);
    expect(found({ text: '1042 tar' })).toEqual(['DS-1042 Taras']);
    expect(found({ text: 'blocked' })).toEqual(['DS-7 Anna']);
    expect(found({ text: 'anna', view: 'sent' })).toEqual(['DS-1042 Anna']);
    expect(found({ view: 'unknown' })).toEqual(['DS-1042 Taras']);
    expect(found({ view: 'look' })).toEqual(['DS-7 Anna', 'DS-1042 Taras']);
    expect(found({ manager: 'Anna', view: 'refused' })).toEqual(['DS-7 Anna']);
    expect(found({ channel: 'desktop' })).toEqual([]);
    expect(found({ text: '"*) OR' })).toEqual([]);
    expect(page({ text: 'anna' }).total).toBe(2);
  });

  it('needs no attention when one channel refused and another succeeded', () => {
    const [first, second] = [order('"1"'), order('Їжак 2')];
    for (const id of [first, second])
      notify(id, { manager: 'Anna', state: 'refused', reason: 'window closed' });
    notify(second, { manager: 'Anna', state: 'sent', channel: 'email' });
    notify(first, { manager: 'Taras', state: 'sent', channel: 'email' });
    expect(page({ view: 'look' }).rows.map((row) => row.order?.number)).toEqual(['"1"']);
    expect(ledger.notices.countToLook(clock.now())).toBe(1);
    const counted = (state: string) =>
      ledger.notices.states(0, clock.now()).find((one) => one.state === state)?.count;
    expect([counted('refused'), counted('sent')]).toEqual([1, 2]);
  });

  it('needs no attention while the next channel is still to be tried', () => {
    const id = order('1');
    const payload = { manager: 'Anna', email: 'anna@kvitka.example' };
    const message = ledger.outbox.put({ kind: 'notify.email', key: 'e', orderId: id, payload });
    if (message === null) throw new Error('not pending');
    notify(id, { manager: 'Anna', state: 'refused', reason: 'window closed' });
    notify(id, { manager: 'Taras', state: 'refused', reason: 'window closed' });
    expect(page({ view: 'look' }).rows.map(({ manager }) => manager)).toEqual(['Taras']);
    expect(ledger.notices.countToLook(clock.now())).toBe(1);
    expect(page({ view: 'refused' }).total).toBe(2);
    notify(id, { manager: 'Anna', state: 'refused', channel: 'email', reason: 'no such mailbox' });
    ledger.outbox.done(message);
    expect(ledger.notices.countToLook(clock.now())).toBe(3);
  });

  it('sums equal orders of a period for a digest, without tests', () => {
    const from = clock.now();
    const [first] = ['1', '2', '3', '4'].map(order);
    ledger.entries.append(received(incomingOrder({ sourceId: '5', test: true })));
    ledger.entries.append(received(incomingOrder({ sourceId: '6', total: undefined })));
    const append = (id: string, orderId: string, kind: 'copy-of' | 'taken', data: object) =>
      ledger.entries.append(fact({ id, orderId, kind, data, at: from + 60_000 }));
    append('copy', 'shopify:4', 'copy-of', { of: first, tag: 't' });
    append('taken', 'shopify:3', 'taken', { manager: 'Anna', decision: 1 });
    clock.sleep(60_000);
    order('7');
    const known = { source: 'shopify', needsReview: false, quarantined: false };
    const { alike, waits } = ledger.notices.digestOrders(from, clock.now());
    expect(alike).toHaveLength(3);
    expect(alike).toEqual(
      expect.arrayContaining([
        { ...known, status: 'new', takenBy: null, count: 2, total: { minor: 248_000, currency: 'UAH' } },
        { ...known, status: 'new', takenBy: null, count: 1, total: null },
        { ...known, status: 'taken', takenBy: 'Anna', count: 1, total: { minor: 124_000, currency: 'UAH' } },
      ]),
    );
    expect(waits).toEqual([60_000]);
  });

  it('pages a long list across pending and ended ones', () => {
    const ids = ['1', '2', '3', '4'].map(order);
    for (const id of ids.slice(0, 2)) notify(id, { manager: 'Anna', state: 'sent' });
    for (const id of ids.slice(2)) enqueue(id, 'Anna');
    const numbers = (offset: number, limit: number) =>
      page({ offset, limit }).rows.map((row) => row.order?.number);
    expect(numbers(0, 9)).toEqual(['4', '3', '2', '1']);
    expect([numbers(1, 2), numbers(2, 2), numbers(3, 5), numbers(4, 5)]).toEqual([
      ['3', '2'],
      ['2', '1'],
      ['1'],
      [],
    ]);
  });

  it('lists a notification once with its last state, or as requeued', () => {
    const id = order('1');
    const message = enqueue(id, 'Anna');
    if (message === null) throw new Error('not pending');
    notify(id, { manager: 'Anna', state: 'unknown', reason: 'the answer was lost' });
    ledger.outbox.park(message, 'the answer was lost');
    expect(page().rows).toMatchObject([{ state: 'unknown', messageId: message }]);
    expect(ledger.notices.countToLook(clock.now())).toBe(1);
    ledger.outbox.unpark(message, clock.now());
    expect(page().rows).toMatchObject([{ state: 'waiting', messageId: null }]);
    expect(ledger.notices.countToLook(clock.now())).toBe(0);
    notify(id, { manager: 'Anna', state: 'sent' });
    ledger.outbox.done(message);
    expect(page().rows).toMatchObject([{ state: 'sent' }]);
  });

  it('lists pending e-mails, alone or grouped, and requeues parked ones', () => {
    for (const kind of ['notify.email', 'notify.lateEmail']) {
      const id = order(kind);
      const payload = { manager: 'Anna', email: 'anna@kvitka.example' };
      const message = ledger.outbox.put({ kind, key: kind, orderId: id, payload });
      if (message === null) throw new Error('it is pending already');
      expect(ledger.notices.ofOrder(id)).toMatchObject([{ channel: 'email', state: 'waiting' }]);
      notify(id, { manager: 'Anna', channel: 'email', state: 'unknown' });
      ledger.outbox.park(message, 'not among the sent mails');
      expect(ledger.notices.ofOrder(id)).toMatchObject([
        { channel: 'email', state: 'unknown', messageId: message },
      ]);
    }
  });

  it('is looked at for a day', async () => {
    notify(order('1'), { manager: 'Anna', state: 'refused', reason: 'blocked' });
    expect(ledger.notices.countToLook(clock.now())).toBe(1);
    await clock.advance(24 * 60 * 60_000);
    expect(ledger.notices.countToLook(clock.now())).toBe(0);
    expect(page({ view: 'look' }).total).toBe(0);
    expect(page({ view: 'refused' }).total).toBe(1);
  });

  it('follows a changed order number, and drops orders of a test run', () => {
    const id = order('1');
    notify(id, { manager: 'Anna', state: 'sent' });
    const renamed = incomingOrder({ sourceId: '1', number: 'X-99', version: 2 });
    ledger.entries.append({ ...received(renamed), id: entryIdSchema.parse('updated:1') });
    expect(page({ text: 'x99' }).rows).toMatchObject([{ order: { number: 'X-99' } }]);
    expect(ledger.verify()).toEqual([]);
    ledger.entries.append({
      id: entryIdSchema.parse('drill:1'),
      orderId: id,
      at: clock.now(),
      by: 'Anna',
      kind: 'drill-marked',
      data: { drill: 'd' },
    });
    expect(page().total).toBe(0);
    expect(page({ text: 'x99' }).total).toBe(0);
    expect(ledger.verify()).toEqual([]);
  });

  it('is exported from the beginning or since a time, oldest first', async () => {
    notify(order('1'), { manager: 'Anna', state: 'sent' });
    await clock.advance(60_000);
    const since = clock.now() - 30_000;
    notify(order('2'), { manager: 'Anna', state: 'sent' });
    const numbers = (from: number) => [...ledger.notices.each(from)].map((row) => row.order?.number);
    expect([numbers(0), numbers(since)]).toEqual([['1', '2'], ['2']]);
  });
});

describe('a query of the log', () => {
  it.each([
    ['everything', {}],
    ['a state', { view: 'refused' }],
    ['what is to be looked at', { view: 'look' }],
    ['a manager', { manager: 'Anna' }],
    ['a manager and a state', { manager: 'Anna', view: 'sent' }],
    ['a way', { channel: 'messenger' }],
    ['words', { text: '1042' }],
    ['words of a state', { text: 'anna', view: 'sent' }],
  ] as const)('for %s uses an index, and reads only the shown rows', (_, wanted) => {
    const database = openDatabase(':memory:');
    migrate(database);
    fill(database, 2_000);
    database.exec('ANALYZE');
    const { asked, database: listening } = heard(database);
    createNoticeLog(listening).page({ ...all, ...wanted }, 2_000_000);
    const whole = asked
      .flatMap((one) => planOf(database, one))
      .filter((step) => /^SCAN (n|notices|o|b|m|orders|order_bodies|messages)\b(?!.*USING)/.test(step));
    expect(whole).toEqual([]);
    database.close();
  });

  it('for a digest reads the bodies of taken orders only', () => {
    const database = openDatabase(':memory:');
    migrate(database);
    const { asked, database: listening } = heard(database);
    createNoticeLog(listening).digestOrders(0, 1);
    const ofBodies = asked.filter(([sql]) => sql.includes('order_bodies'));
    expect(ofBodies.map(([sql]) => sql.includes('o.taken_by IS NOT NULL'))).toEqual([true]);
    expect(wholeReads(database, asked)).toEqual([]);
    database.close();
  });

  it('for parked messages of an order reads no done ones', () => {
    const database = openDatabase(':memory:');
    migrate(database);
    const { asked, database: listening } = heard(database);
    const log = createNoticeLog(listening);
    expect(log.parkedOf(orderIdOf('shopify', '1'))).toEqual([]);
    expect(log.parkedOfAlert(alertIdSchema.parse('cancelled:shopify:1'))).toEqual([]);
    expect(asked).toHaveLength(2);
    expect(wholeReads(database, asked)).toEqual([]);
    database.close();
  });

  it('finds a requeued notification by its key, without a scan', () => {
    const database = openDatabase(':memory:');
    migrate(database);
    fill(database, 2_000);
    database.run(
      `INSERT INTO messages (kind, key, order_id, payload, created_at, not_before, due_at)
       VALUES ('notify.newOrder', 'k', 'shopify:0', '{"manager":"Anna"}', 1, 1, 1)`,
    );
    database.exec('ANALYZE');
    const { asked, database: listening } = heard(database);
    expect(createNoticeLog(listening).page({ ...all, view: 'sent' }, 2_000_000).total).toBe(1_999);
    const ofManager = asked
      .flatMap((one) => planOf(database, one))
      .filter((step) => /^SEARCH n.*\(manager=\?\)/.test(step));
    expect(ofManager).toEqual([]);
    database.close();
  });

  function fill(database: Database, count: number): void {
    const notices = createNoticeProjector(database);
    database.transaction(() => {
      for (let number = 0; number < count; number += 1) {
        const { source, sourceId, version, content } = incomingOrder({ sourceId: String(number) });
        const parsed = orderSchema.parse({
          id: orderIdOf(source, sourceId),
          source,
          sourceId,
          version,
          content: { ...content, number: `DS-${number}` },
          status: 'new',
          paymentStatus: 'paid',
          needsReview: false,
          quarantined: false,
          receivedAt: number * 1_000,
          changedAt: number * 1_000,
          notes: [],
          notifications: [
            { manager: number % 2 === 0 ? 'Anna' : 'Taras', channel: 'messenger', state: 'sent', at: number },
          ],
          decisions: 0,
        });
        expect(noticeColumns(parsed)).toHaveLength(1);
        notices.ofOrder(parsed);
      }
    });
  }
});
