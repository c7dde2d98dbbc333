import { describe, expect, it } from 'vitest';
import { noticeKey } from '../../../src/main/notice-key.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { EntryDraft } from '../../../src/shared/entry.ts';
import { entryIdSchema, orderIdOf } from '../../../src/shared/ids.ts';
import { fullDisk } from '../../support/full-disk.ts';
import { refusal } from './fake-manychat.ts';
import {
  account,
  clock,
  eachWithManychat,
  ended,
  fake,
  ledger,
  messages,
  notices,
  notifierOver,
  olena,
  orderId,
  record,
  run,
  taras,
  until,
  world,
} from './notice-desk.ts';

eachWithManychat();

describe('notices', () => {
  it('ring every manager once, and say so on the order', async () => {
    world.managers = [olena, taras];
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
    notifierOver(ledger).enqueueNotices(orderId);
    expect(messages()).toHaveLength(1);
  });

  it('are not owed where nobody could be told', () => {
    world.managers = [];
    record();
    world.managers = [olena];
    world.config = null;
    notifierOver(ledger).enqueueNotices(orderId);
    expect(messages()).toEqual([]);
  });

  it.each<[string, Pick<EntryDraft, 'kind' | 'data'>, string]>([
    ['taken', { kind: 'taken', data: { manager: 'Taras', decision: 1 } }, 'Taras has taken the order'],
    [
      'cancelled',
      { kind: 'status-set', data: { status: 'cancelled', decision: 1 } },
      'The order was cancelled in the meantime',
    ],
    [
      'put to work',
      { kind: 'status-set', data: { status: 'preparing', decision: 1 } },
      'The order is being worked on',
    ],
  ])('are not sent for an order that was %s meanwhile: the order says so', async (_, fact, reason) => {
    world.warehouseOn = true;
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
    expect(notices()).toMatchObject([{ state: 'off', reason: 'It is merged into another order' }]);
  });

  it('wait for the warehouse, and go at once when it has the order', async () => {
    world.warehouseOn = true;
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
    world.warehouseOn = true;
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

  it('are tried again when the disk refuses as they are about to leave, and arrive once', async () => {
    let isFull = true;
    const settings: Ledger['settings'] = {
      ...ledger.settings,
      set(name, value) {
        if (isFull && name.startsWith('notify.sending:')) {
          isFull = false;
          throw fullDisk();
        }
        ledger.settings.set(name, value);
      },
    };
    record();
    run({ ...ledger, settings });
    await ended();
    expect(isFull).toBe(false);
    expect(fake.delivered).toHaveLength(1);
    expect(notices()).toMatchObject([{ manager: 'Olena', state: 'sent' }]);
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
    world.config = null;
    run();
    await ended();
    expect(notices()).toMatchObject([{ state: 'off' }]);
  });
});

describe('connection', () => {
  it('is off without an account, tells after a check who can be reached, and when the key is refused', async () => {
    world.config = null;
    expect(notifierOver(ledger).connection.status().state).toBe('off');
    world.config = account();
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
      fix: expect.stringContaining('Settings → API'),
    });
  });

  it('tells how many notices of the last day reached nobody, whom, and what helps, while it works', async () => {
    fake.lastInteraction = null;
    record();
    const { connection } = run();
    await until(() => expect(messages()[0]?.state).toBe('parked'));
    expect(connection.status()).toMatchObject({
      state: 'working',
      problem: '1 notification of the last 24 hours did not reach Olena',
      fix: expect.stringContaining('opens when the manager writes'),
      facts: expect.arrayContaining([{ label: 'Notifications parked', value: '1' }]),
    });
    await clock.advance(24 * 60 * 60_000);
    expect(connection.status()).toMatchObject({ problem: null, fix: null });
  });
});
