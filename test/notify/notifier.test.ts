import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Notifier } from '../../src/main/notify/notifier.ts';
import { createNotifier } from '../../src/main/notify/notifier.ts';
import { noticeKey } from '../../src/main/notify/owing.ts';
import { createRelay } from '../../src/main/outbox/relay.ts';
import type { Ledger, OutboxMessage } from '../../src/main/ports.ts';
import type { ManychatConfig } from '../../src/main/settings/config.ts';
import type { EntryDraft } from '../../src/shared/entry.ts';
import { entryIdSchema, messageIdSchema, orderIdOf, subscriberIdSchema } from '../../src/shared/ids.ts';
import type { IncomingOrder } from '../../src/shared/order.ts';
import { incomingOrderSchema } from '../../src/shared/order.ts';
import type { FakeClock } from '../support/clock.ts';
import { fakeClock } from '../support/clock.ts';
import { dyingLedger } from '../support/crash.ts';
import { memoryLedger } from '../support/ledger.ts';
import { quietLog } from '../support/log.ts';
import type { FakeManychat } from './fake-manychat.ts';
import { refusal, startFakeManychat } from './fake-manychat.ts';

const order: IncomingOrder = incomingOrderSchema.parse({
  source: 'manual',
  sourceId: '1',
  version: 1,
  content: {
    number: '1',
    total: { minor: 1240, currency: 'UAH' },
    paymentStatus: 'paid',
    customer: { name: 'Olha' },
    items: [{ title: 'Mug', quantity: 1, options: [] }],
  },
});
const orderId = orderIdOf(order.source, order.sourceId);
const olena = { name: 'Olena', subscriberId: subscriberIdSchema.parse('7') };
const taras = { name: 'Taras', subscriberId: subscriberIdSchema.parse('8') };

let clock: FakeClock;
let ledger: Ledger;
let fake: FakeManychat;
let config: ManychatConfig | null;
let warehouseOn: boolean;
let managers = [olena];
const running: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  fake = await startFakeManychat();
  config = { token: fake.token, apiBase: fake.url, callbackKey: null };
  warehouseOn = false;
  managers = [olena];
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((relay) => relay.stop()));
  ledger.close();
  await fake.close();
});

const notifierOver = (over: Ledger): Notifier =>
  createNotifier({
    ledger: over,
    clock,
    log: quietLog(),
    config: () => config,
    managers: () => managers,
    warehouseOn: () => warehouseOn,
    language: () => 'en',
    random: () => 0.5,
  });

/** A process: relay and notifier over a ledger, alive until it is stopped or dies. */
function run(over: Ledger = ledger): Notifier {
  const notifier = notifierOver(over);
  const relay = createRelay({ ledger: over, clock, log: quietLog(), performers: notifier.performers });
  relay.start();
  running.push(relay);
  return notifier;
}

/** The same, for a process that may die as early as at its start. */
function runUntilItDies(over: Ledger): void {
  try {
    run(over);
  } catch (error) {
    expect(error).toMatchObject({ message: 'the process died' });
  }
}

/** What the recorder does: the order and the notices it owes, together. */
function record(notifier: Notifier = notifierOver(ledger)): void {
  ledger.transaction(() => {
    const id = entryIdSchema.parse(`received:${orderId}`);
    ledger.entries.append({
      id,
      orderId,
      kind: 'order-received',
      at: clock.now(),
      by: 'manual',
      data: { order },
    });
    notifier.oweNotices(orderId, order);
  });
}

const messages = (): readonly OutboxMessage[] =>
  [1, 2, 3].flatMap((row) => ledger.outbox.get(messageIdSchema.parse(`m${row}`)) ?? []);
const notices = () => ledger.orders.get(orderId)?.notifications ?? [];
/** Lets real answers arrive while the clock moves on. */
const until = (done: () => void) =>
  vi.waitFor(
    async () => {
      await clock.advance(1_000);
      done();
    },
    { interval: 5, timeout: 5_000 },
  );
const ended = () =>
  until(() => expect(messages().every(({ state }) => state === 'done' || state === 'parked')).toBe(true));

describe('notices', () => {
  it('ring every manager once, and say so on the order', async () => {
    managers = [olena, taras];
    record();
    run();
    await ended();
    expect(fake.delivered.map((sent) => sent.subscriber_id).sort()).toEqual(['7', '8']);
    // they are told side by side, and whoever is told first stands first
    expect(notices().toSorted((one, other) => one.manager.localeCompare(other.manager))).toMatchObject([
      { manager: 'Olena', channel: 'messenger', state: 'sent' },
      { manager: 'Taras', channel: 'messenger', state: 'sent' },
    ]);
    expect(JSON.stringify(fake.delivered)).toContain('BigQuery is not connected');
  });

  it('are owed once, however often the order comes', () => {
    record();
    notifierOver(ledger).oweNotices(orderId, order);
    expect(messages()).toHaveLength(1);
  });

  it('are not owed where nobody could be told', () => {
    managers = [];
    record();
    managers = [olena];
    config = null;
    notifierOver(ledger).oweNotices(orderId, order);
    expect(messages()).toEqual([]);
  });

  it.each<[string, Pick<EntryDraft, 'kind' | 'data'>, string]>([
    ['taken', { kind: 'taken', data: { manager: 'Taras', decision: 1 } }, 'Taras has taken the order'],
    [
      'cancelled',
      { kind: 'status-set', data: { status: 'cancelled', decision: 1 } },
      'The order was cancelled meanwhile',
    ],
    [
      'put to work',
      { kind: 'status-set', data: { status: 'preparing', decision: 1 } },
      'The order is being worked on',
    ],
  ])('are not sent for an order that was %s meanwhile: the order says so', async (_, fact, reason) => {
    warehouseOn = true;
    record();
    run();
    const head = { id: entryIdSchema.parse('decision'), orderId, at: clock.now(), by: 'Taras' };
    ledger.entries.append({ ...head, ...fact } as EntryDraft); // kind and data come in pairs above
    await ended();
    expect(fake.delivered).toEqual([]);
    expect(notices()).toMatchObject([{ manager: 'Olena', state: 'off', reason }]);
    expect(ledger.outbox.parked()).toEqual([]);
  });

  it('are not sent for an order that is taken while the contact is looked up', async () => {
    fake.onContact = () => {
      ledger.entries.append({
        id: entryIdSchema.parse('decision'),
        orderId,
        at: clock.now(),
        by: 'Taras',
        kind: 'taken',
        data: { manager: 'Taras', decision: 1 },
      });
    };
    record();
    run();
    await ended();
    expect(fake.delivered).toEqual([]);
    expect(notices()).toMatchObject([{ state: 'off', reason: 'Taras has taken the order' }]);
  });

  it('are not sent for an order that was merged into another while they waited', async () => {
    record();
    ledger.entries.append({
      id: entryIdSchema.parse('merged'),
      orderId,
      at: clock.now(),
      by: 'Taras',
      kind: 'same-decided',
      data: { other: orderIdOf('shopify', '9'), verdict: 'merged', decision: 1 },
    });
    run();
    await ended();
    expect(fake.delivered).toEqual([]);
    expect(notices()).toMatchObject([{ state: 'off', reason: 'Another order tells of it' }]);
  });

  it('wait for the warehouse, and go at once when it has the order', async () => {
    warehouseOn = true;
    ledger.warehouse.setConnected(true);
    record();
    run();
    await clock.advance(5_000);
    expect(fake.delivered).toEqual([]);
    ledger.transaction(() => {
      ledger.warehouse.committed([entryIdSchema.parse(`received:${orderId}`)], 'job', clock.now());
      ledger.outbox.release('notify.newOrder', orderId, clock.now());
    });
    await ended();
    expect(fake.delivered).toHaveLength(1);
    expect(JSON.stringify(fake.delivered)).not.toContain('BigQuery');
    expect(notices()).toMatchObject([{ releasedBy: 'committed' }]);
  });

  it('wait a minute for the warehouse and no longer, and then say that it is late', async () => {
    warehouseOn = true;
    ledger.warehouse.setConnected(true);
    const owedAt = clock.now();
    record();
    run();
    await clock.advance(59_000);
    expect(fake.delivered).toEqual([]);
    await ended();
    expect(JSON.stringify(fake.delivered)).toContain('Not yet in BigQuery');
    expect(notices()).toMatchObject([{ releasedBy: 'waited', queuedAt: owedAt }]);
  });

  it('say of themselves when they were owed and what let them go, where there is no warehouse too', async () => {
    const owedAt = clock.now();
    record();
    await clock.advance(5_000);
    run();
    await ended();
    expect(notices()).toMatchObject([{ state: 'sent', releasedBy: 'no-warehouse', queuedAt: owedAt }]);
  });

  it('are not sent outside the Messenger window: the order says when it opens', async () => {
    fake.lastInteraction = '2025-03-03T09:00:00+00:00';
    record();
    run();
    await ended();
    expect(fake.delivered).toEqual([]);
    expect(notices()).toMatchObject([
      {
        state: 'refused',
        reason: expect.stringMatching(/window closed.*when the manager writes to the page/),
      },
    ]);
  });

  it('hear a refusal of ManyChat, and can be given back by a person', async () => {
    fake.sending = [refusal('Subscriber has blocked the page', undefined, 200)];
    fake.lastInteraction = undefined;
    record();
    run();
    await ended();
    expect(notices()).toMatchObject([{ state: 'refused', reason: expect.stringContaining('blocked') }]);
    const [message] = ledger.outbox.parked();
    if (!message) throw new Error('nothing is parked');
    ledger.outbox.unpark(message.id, clock.now());
    await until(() => expect(notices()).toMatchObject([{ state: 'sent' }]));
  });

  it('are tried again while ManyChat is away or busy, and arrive once', async () => {
    fake.contacts = [{ status: 503, body: '' }];
    fake.sending = [{ status: 429, body: '', headers: { 'retry-after': '2' } }];
    record();
    run();
    await until(() => expect(notices()).toMatchObject([{ state: 'sent' }]));
    expect(fake.delivered).toHaveLength(1);
    expect(ledger.settings.get(`notify.sending:${noticeKey(orderId, 'Olena')}`)).toBeNull();
  });

  it('are parked as unknown when the answer is lost, and repeated only by a person', async () => {
    fake.sending = ['cut'];
    record();
    run();
    await ended();
    await clock.advance(600_000);
    expect(fake.delivered).toHaveLength(1);
    expect(notices()).toMatchObject([{ state: 'unknown' }]);
    const [message] = ledger.outbox.parked();
    if (!message) throw new Error('nothing is parked');
    ledger.outbox.unpark(message.id, clock.now());
    await until(() => expect(notices()).toMatchObject([{ state: 'sent' }]));
    expect(fake.delivered).toHaveLength(2);
  });

  it('tell each end, though a person gives the same notice back again and again', async () => {
    const refused = refusal('Subscriber has blocked the page');
    fake.sending = ['cut', refused, 'cut', refused];
    record();
    run();
    const seen: unknown[] = [];
    for (const _ of fake.sending.slice()) {
      await until(() => expect(ledger.outbox.parked()).toHaveLength(1));
      seen.push(notices()[0]?.state);
      const [message] = ledger.outbox.parked();
      if (message) ledger.outbox.unpark(message.id, clock.now());
    }
    expect(seen).toEqual(['unknown', 'refused', 'unknown', 'refused']);
  });

  it('go nowhere when ManyChat was disconnected meanwhile, and the order says so', async () => {
    record();
    config = null;
    run();
    await ended();
    expect(notices()).toMatchObject([{ state: 'off' }]);
  });
});

describe('a notice whose process dies', () => {
  it('is sent at most once and never forgotten, whichever call was the last', async () => {
    const outcomes = new Map<string, number>();
    let points = 0;
    for (let call = 1; ; call += 1) {
      let reached = false;
      for (const when of ['before', 'after'] as const) {
        ledger.close();
        ledger = memoryLedger({ clock });
        const before = fake.delivered.length;
        fake.lastInteraction = new Date(clock.now()).toISOString();
        record();
        const dying = dyingLedger(ledger, { call, when });
        runUntilItDies(dying.ledger);
        await until(() => expect(dying.died() || messages()[0]?.state === 'done').toBe(true));
        const dead = dying.died();
        await Promise.all(
          running.splice(0).map((relay) => Promise.race([relay.stop(), clock.advance(5_000)])),
        );

        run();
        await until(() => expect(['done', 'parked']).toContain(messages()[0]?.state));
        await Promise.all(running.splice(0).map((relay) => relay.stop()));
        const [notice] = notices();
        const delivered = fake.delivered.length - before;
        expect(delivered, `${when} call ${call}`).toBeLessThanOrEqual(1);
        expect(notice?.state, `${when} call ${call}`).toBe(
          messages()[0]?.state === 'done' ? 'sent' : 'unknown',
        );
        if (notice?.state === 'sent') expect(delivered).toBe(1);
        const outcome = `${delivered} delivered, ${notice?.state}`;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        reached ||= dead;
        points += 1;
      }
      if (!reached || call > 60) break;
    }
    expect(points).toBeGreaterThan(24);
    // each way it can end was met: before the mark, between mark and message, between message and record
    expect([...outcomes.keys()].sort()).toEqual([
      '0 delivered, unknown',
      '1 delivered, sent',
      '1 delivered, unknown',
    ]);
  }, 60_000);
});

describe('connection', () => {
  it('is off without an account, tells after a check who can be reached, and when the key is refused', async () => {
    config = null;
    expect(notifierOver(ledger).connection.status().state).toBe('off');
    config = { token: fake.token, apiBase: fake.url, callbackKey: null };
    const { connection } = notifierOver(ledger);
    expect(await connection.check()).toMatchObject({ state: 'working', account: 'Kvitka', problem: null });
    expect(connection.status().facts).toContainEqual({ label: 'Olena', value: 'reachable' });
    fake.lastInteraction = null;
    await connection.check();
    expect(connection.status().facts).toContainEqual({
      label: 'Olena',
      value: expect.stringContaining('window closed'),
    });
    fake.token = '1:new';
    expect(await connection.check()).toMatchObject({
      state: 'signed-out',
      fix: expect.stringContaining('Settings, API'),
    });
  });

  it('tells how many notices of the last day reached nobody, whom, and what helps, while it works', async () => {
    fake.lastInteraction = null;
    record();
    const { connection } = run();
    await until(() => expect(messages()[0]?.state).toBe('parked'));
    expect(connection.status()).toMatchObject({
      state: 'working',
      problem: '1 notice of the last 24 hours did not reach Olena',
      fix: expect.stringContaining('opens when the manager writes'),
      facts: expect.arrayContaining([{ label: 'Notices parked', value: '1' }]),
    });
    await clock.advance(24 * 60 * 60_000);
    expect(connection.status()).toMatchObject({ problem: null, fix: null });
  });
});
