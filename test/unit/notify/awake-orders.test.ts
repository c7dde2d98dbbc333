import { expect, it } from 'vitest';
import type { Toast } from '../../../src/main/host.ts';
import { createAwakeOrders } from '../../../src/main/notify/awake-orders.ts';
import { createBatches } from '../../../src/main/order-actions/batches.ts';
import type { AppEvent } from '../../../src/shared/app-event.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { fullDisk } from '../../support/full-disk.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { incomingOrder, received } from '../../support/orders.ts';

const hour = 3_600_000;

function desk() {
  const clock = fakeClock('2026-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const events: AppEvent[] = [];
  const shown: Toast[] = [];
  const batchesOf = (name: string) =>
    createBatches({ ledger, clock, events: { emit: () => {} }, manager: () => name });
  const batches = batchesOf('Anna');
  const quiet = { now: false };
  let isReadable = true;
  const read = <T>(work: () => T): T => {
    if (!isReadable) throw fullDisk();
    return work();
  };
  const loop = createAwakeOrders({
    ledger: {
      entries: ledger.entries,
      orders: {
        ...ledger.orders,
        get: (id) => read(() => ledger.orders.get(id)),
        nextAwake: (now) => read(() => ledger.orders.nextAwake(now)),
      },
    },
    clock,
    log: quietLog(),
    manager: () => 'Anna',
    mayRing: () => !quiet.now,
    language: () => 'en',
    emit: (event) => void events.push(event),
    toast: (notice) => void shown.push(notice),
  });
  for (const sourceId of ['1', '2', '3']) ledger.entries.append(received(incomingOrder({ sourceId })));
  const ids = ['1', '2', '3'].map((sourceId) => orderIdOf('shopify', sourceId));
  const snooze = (id: number, until: number | null) =>
    batches.run(ids.slice(id, id + 1), { kind: 'snooze', until }, `b${id}${until}`);
  const disk = (gives: boolean): void => {
    isReadable = gives;
  };
  return { clock, ledger, events, shown, batches, batchesOf, quiet, loop, ids, snooze, disk };
}

it('brings an order back at its time, to the minute, and tells who works on it once', async () => {
  const { clock, events, shown, loop, ids, snooze } = desk();
  loop.start();
  await snooze(0, clock.now() + hour);
  await clock.advance(hour - 1);
  expect(shown).toEqual([]);
  await clock.advance(1);
  expect(shown).toEqual([{ title: '#1', body: 'Snoozed until now', orderId: ids[0] }]);
  expect(events).toEqual([
    { kind: 'orders-changed', ids: [ids[0]], newIds: [] },
    { kind: 'alert-once', sound: 'knock' },
  ]);
  await clock.advance(hour);
  expect(shown).toHaveLength(1);
  await loop.stop();
});

it('knocks in the quiet hours of whoever works on an order only for what they put off themselves', async () => {
  const { clock, events, shown, batches, batchesOf, quiet, loop, ids, snooze } = desk();
  const knocks = () => events.filter(({ kind }) => kind === 'alert-once').length;
  loop.start();
  await batches.run(ids, { kind: 'take' }, 'taken');
  const until = clock.now() + hour;
  await batchesOf('Taras').run(ids.slice(0, 1), { kind: 'snooze', until }, 'by Taras');
  await snooze(1, until + hour);
  quiet.now = true;
  await clock.advance(hour);
  expect([shown, knocks()]).toMatchObject([[{ title: '#1' }], 0]);
  await clock.advance(hour);
  expect([shown, knocks()]).toMatchObject([[{ title: '#1' }, { title: '#2' }], 1]);
  await loop.stop();
});

it('tells several that come back together in one notice', async () => {
  const { clock, shown, loop, snooze } = desk();
  loop.start();
  const until = clock.now() + hour;
  await snooze(0, until);
  await snooze(1, until);
  await snooze(2, until + hour);
  await clock.advance(hour);
  expect(shown).toMatchObject([{ title: '2 snoozed orders are back', body: '#1, #2' }]);
  await loop.stop();
});

it('brings back without a notice what is somebody else’s work, and tells nothing of what was brought back before', async () => {
  const { clock, events, shown, batches, loop, ids, snooze } = desk();
  loop.start();
  await snooze(0, clock.now() + hour);
  await batches.run(ids.slice(0, 1), { kind: 'assign', manager: 'Taras' }, 'given');
  await snooze(1, clock.now() + hour);
  await snooze(1, null);
  await clock.advance(2 * hour);
  expect(shown).toEqual([]);
  expect(events).toEqual([{ kind: 'orders-changed', ids: [ids[0]], newIds: [] }]);
  await loop.stop();
});

it('brings back once, when the disk gives it again, what could not be read at its time', async () => {
  const { clock, shown, loop, snooze, disk } = desk();
  loop.start();
  await snooze(0, clock.now() + hour);
  disk(false);
  await clock.advance(hour + 120_000);
  expect(shown).toEqual([]);
  disk(true);
  await clock.advance(60_000);
  expect(shown).toMatchObject([{ title: '#1' }]);
  await clock.advance(hour);
  expect(shown).toHaveLength(1);
  await loop.stop();
  expect(clock.waiting).toBe(0);
});

it('waits for what is put off while the disk does not say when it is back', async () => {
  const { clock, shown, loop, snooze, disk } = desk();
  disk(false);
  loop.start();
  await snooze(0, clock.now() + hour);
  disk(true);
  await clock.advance(hour);
  expect(shown).toMatchObject([{ title: '#1' }]);
  await loop.stop();
});

it('brings an order back at its time after the clock was ahead for a while, the next one too', async () => {
  const { clock, events, loop, snooze } = desk();
  const knocks = () => events.filter(({ kind }) => kind === 'alert-once').length;
  loop.start();
  await snooze(0, clock.now() + 48 * hour);
  clock.set(24 * hour);
  await clock.advance(60_000);
  clock.set(-24 * hour);
  await snooze(1, clock.now() + hour / 6);
  await clock.advance(hour / 6);
  expect(knocks()).toBe(1);
  await snooze(2, clock.now() + 30_000);
  await clock.advance(30_000);
  expect(knocks()).toBe(2);
  await loop.stop();
});

it('brings an order back at its time, though a clock that was ahead had brought it back before', async () => {
  const { clock, shown, loop, snooze } = desk();
  loop.start();
  await snooze(0, clock.now() + hour);
  clock.set(24 * hour);
  await clock.advance(60_000);
  expect(shown).toHaveLength(1);
  clock.set(-24 * hour);
  await clock.advance(hour - 60_000);
  expect(shown).toHaveLength(2);
  await loop.stop();
});

it('brings back what was due in the hours that a clock leaps over as it is put right', async () => {
  const { clock, shown, loop, snooze } = desk();
  loop.start();
  await snooze(0, clock.now() + hour);
  clock.set(3 * hour);
  await clock.advance(60_000);
  expect(shown).toMatchObject([{ title: '#1' }]);
  await clock.advance(24 * hour);
  expect(shown).toHaveLength(1);
  await loop.stop();
});
