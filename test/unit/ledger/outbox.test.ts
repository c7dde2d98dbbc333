import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate } from '../../../src/main/ledger/migrate.ts';
import { createOutbox } from '../../../src/main/ledger/outbox.ts';
import { copyOf } from '../../../src/main/ledger/related-orders.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { messageIdSchema, orderIdSchema } from '../../../src/shared/ids.ts';
import { type FakeClock, fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { heard, wholeReads } from '../../support/plans.ts';

let clock: FakeClock;
let ledger: Ledger;
beforeEach(() => {
  clock = fakeClock('2025-03-04T10:00:00Z');
  ledger = memoryLedger({ clock });
});

const orderId = orderIdSchema.parse('shopify:1');
const put = (key: string, options: { kind?: string; notBefore?: number } = {}) =>
  messageIdSchema.parse(ledger.outbox.put({ kind: 'notify', key, orderId, payload: { key }, ...options }));
const lease = (kind = 'notify', limit = 10) =>
  ledger.outbox.lease(kind, { now: clock.now(), leaseMs: 1000, limit }).map(({ key }) => key);

describe('a message', () => {
  it('is enqueued once for its key', () => {
    const id = put('a');
    expect(ledger.outbox.put({ kind: 'notify', key: 'a', payload: 'other' })).toBeNull();
    expect(ledger.outbox.get(id)).toEqual({
      id,
      kind: 'notify',
      key: 'a',
      orderId,
      payload: { key: 'a' },
      attempts: 0,
      createdAt: clock.now(),
      notBefore: clock.now(),
      state: 'waiting',
      reason: null,
    });
  });

  it('is not enqueued again after it was done', () => {
    ledger.outbox.done(put('a'));
    expect(ledger.outbox.put({ kind: 'notify', key: 'a', payload: 1 })).toBeNull();
    expect(lease()).toEqual([]);
  });

  it('is enqueued again only on request, after it is done', async () => {
    const again = {
      kind: 'late',
      key: 'a',
      orderId,
      payload: 'other',
      notBefore: clock.now() + 1,
      again: true,
    };
    const id = put('a');
    expect(ledger.outbox.put(again)).toBeNull();
    ledger.outbox.park(id, 'refused');
    expect(ledger.outbox.put(again)).toBeNull();
    ledger.outbox.done(id);
    expect(ledger.outbox.put(again)).toBe(id);
    expect(lease()).toEqual([]);
    expect(ledger.outbox.get(id)).toMatchObject({
      kind: 'late',
      payload: 'other',
      state: 'waiting',
      attempts: 0,
    });
    await clock.advance(1);
    expect(lease('late')).toEqual(['a']);
  });

  it('may be about no order and carry nothing', () => {
    const id = messageIdSchema.parse(ledger.outbox.put({ kind: 'k', key: 'k', payload: undefined }));
    expect(ledger.outbox.get(id)).toMatchObject({ orderId: null, payload: null });
  });
});

describe('a lease', () => {
  it('gives each message to one performer, oldest first, up to a limit', () => {
    for (const key of ['a', 'b', 'c']) put(key);
    expect([lease('notify', 2), lease(), lease()]).toEqual([['a', 'b'], ['c'], []]);
  });

  it('is of one kind', () => {
    put('a', { kind: 'load' });
    put('b');
    expect([lease('load'), lease()]).toEqual([['a'], ['b']]);
  });

  it('is counted before the attempt, so that crashes count too', () => {
    const id = put('a');
    expect(ledger.outbox.lease('notify', { now: clock.now(), leaseMs: 9, limit: 1 })[0]).toMatchObject({
      state: 'leased',
      attempts: 1,
    });
    expect(ledger.outbox.get(id)).toMatchObject({ state: 'leased', attempts: 1 });
  });

  it('that ran out is given to the next, and not before', async () => {
    put('a');
    lease();
    await clock.advance(999);
    expect(lease()).toEqual([]);
    await clock.advance(1);
    expect(lease()).toEqual(['a']);
  });

  it('waits for its time', async () => {
    put('a', { notBefore: clock.now() + 50 });
    expect(lease()).toEqual([]);
    expect(ledger.outbox.nextDue('notify')).toBe(clock.now() + 50);
    await clock.advance(50);
    expect(lease()).toEqual(['a']);
  });

  it('is the next due time, so that a crash is noticed', () => {
    put('a');
    lease();
    expect(ledger.outbox.nextDue('notify')).toBe(clock.now() + 1000);
    expect(ledger.outbox.nextDue('load')).toBeNull();
  });
});

describe('after an attempt', () => {
  it('a message is done for good', async () => {
    const id = put('a');
    lease();
    ledger.outbox.done(id);
    await clock.advance(5000);
    expect(lease()).toEqual([]);
    expect(ledger.outbox.get(id)?.state).toBe('done');
    expect(ledger.outbox.nextDue('notify')).toBeNull();
  });

  it('a message is delayed until a time, with the reason', async () => {
    const id = put('a');
    lease();
    ledger.outbox.retryAt(id, clock.now() + 50, 'unreachable');
    expect(ledger.outbox.get(id)).toMatchObject({ state: 'waiting', attempts: 1, reason: 'unreachable' });
    expect(lease()).toEqual([]);
    await clock.advance(50);
    expect(lease()).toEqual(['a']);
  });

  it('a message is parked until a person gives it back', async () => {
    const id = put('a');
    lease();
    ledger.outbox.park(id, 'no such subscriber');
    await clock.advance(5000);
    expect(lease()).toEqual([]);
    expect(ledger.outbox.parked()).toEqual([expect.objectContaining({ id, reason: 'no such subscriber' })]);
    ledger.outbox.unpark(id, clock.now());
    expect(ledger.outbox.parked()).toEqual([]);
    expect(lease()).toEqual(['a']);
    expect(ledger.outbox.get(id)?.attempts).toBe(2);
  });

  it('what is not parked is not given back', () => {
    const id = put('a');
    ledger.outbox.done(id);
    ledger.outbox.unpark(id, clock.now());
    expect(lease()).toEqual([]);
  });

  it('an unknown message does not exist', () => {
    const none = messageIdSchema.parse('m99');
    expect(ledger.outbox.get(none)).toBeNull();
    expect(ledger.outbox.get(messageIdSchema.parse('other'))).toBeNull();
    expect(() => ledger.outbox.done(none)).toThrow('no message m99');
    expect(() => ledger.outbox.unpark(none, 0)).toThrow('no message m99');
  });
});

describe('a release', () => {
  it('makes pending messages of an order and kind due now', () => {
    const later = clock.now() + 60_000;
    put('a', { notBefore: later });
    put('b', { notBefore: later, kind: 'load' });
    ledger.outbox.put({
      kind: 'notify',
      key: 'c',
      orderId: orderIdSchema.parse('shopify:2'),
      payload: 1,
      notBefore: later,
    });
    const leased = put('d');
    lease();
    ledger.outbox.release('notify', orderId, clock.now());
    expect(lease()).toEqual(['a']);
    expect(lease('load')).toEqual([]);
    expect(ledger.outbox.get(leased)?.state).toBe('leased');
  });

  it('does not delay a message that was due before', async () => {
    put('a');
    const since = clock.now();
    await clock.advance(50);
    ledger.outbox.release('notify', orderId, clock.now());
    expect(ledger.outbox.nextDue('notify')).toBe(since);
  });
});

describe('a look at what is not done', () => {
  it('lists pending, leased and parked messages of a kind in order', async () => {
    const [parked, done] = [put('parked'), put('done')];
    put('leased');
    put('other', { kind: 'load' });
    ledger.outbox.done(done);
    ledger.outbox.park(parked, 'no such subscriber');
    lease();
    await clock.advance(1);
    put('waiting');
    expect(ledger.outbox.open('notify').map(({ key, state }) => [key, state])).toEqual([
      ['parked', 'parked'],
      ['leased', 'leased'],
      ['waiting', 'waiting'],
    ]);
  });

  it('reads no message that is done, as those stay for ever', () => {
    const database = openDatabase(':memory:');
    migrate(database);
    const { asked, database: listening } = heard(database);
    const outbox = createOutbox({ database: listening, clock, onUnparked: () => {} });
    outbox.open('notify');
    outbox.parked();
    outbox.nextDue('notify');
    outbox.lease('notify', { now: clock.now(), leaseMs: 1, limit: 1 });
    copyOf(listening, { id: orderId, copy: { tag: 'ob-1' }, status: 'new' });
    expect(asked.length).toBeGreaterThanOrEqual(5);
    expect(wholeReads(database, asked)).toEqual([]);
    database.close();
  });
});
