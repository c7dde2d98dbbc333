import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgottenOf, noteForgotten } from '../../../src/main/cluster/forgotten.ts';
import { backupRestoredAt, noteBackupRestored } from '../../../src/main/ledger/backup-restored.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { noticeKey } from '../../../src/main/notice-key.ts';
import { noticeKind } from '../../../src/main/notice-kinds.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { orderIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { projectionOf } from '../../support/desks.ts';
import type { FakeBigQuery } from '../../support/fake-bigquery.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';
import { listeningDesk, loadInto } from './dataset-desk.ts';

let dir: string;
let clock: FakeClock;
let fake: FakeBigQuery;
const running: { off(): void }[] = [];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-copied-'));
  clock = fakeClock('2025-03-04T10:00:00Z');
  fake = await startFakeBigQuery(clock);
});
afterEach(async () => {
  for (const { off } of running.splice(0)) off();
  await fake.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A computer with a data directory, or with a copy of one. */
function computer(name: string, from?: string) {
  const file = join(dir, `${name}.db`);
  if (from !== undefined) copyFileSync(join(dir, `${from}.db`), file);
  const open = (): Ledger =>
    openLedger({ file, clock, deskId: workstationIdSchema.parse('desk-aaaaaaaaaaaa') });
  let ledger = open();
  let isOn = true;
  let copied = 0;
  const off = (): void => {
    if (isOn) ledger.close();
    isOn = false;
  };
  const restart = (): void => {
    off();
    ledger = open();
    isOn = true;
  };
  const one = {
    ledger: () => ledger,
    /** How often it was noticed that something else writes under its id. */
    noticed: () => copied,
    off,
    restart,
    /** Copies its data directory while it is off. */
    copyTo(copy: string): void {
      off();
      copyFileSync(file, join(dir, `${copy}.db`));
      restart();
    },
    order: (number: number) =>
      void ledger.entries.append(
        received(incomingOrder({ sourceId: String(number), number: `#${name}-${number}` }), clock.now()),
      ),
    note: (text: string) =>
      void ledger.entries.append(
        fact({
          id: `note:${text}`,
          kind: 'note-added',
          orderId: 'shopify:1',
          at: clock.now(),
          data: { text },
        }),
      ),
    async load(): Promise<void> {
      const done = ledger.warehouse.counts().committed;
      await loadInto(fake.config, clock, ledger, [done + 1, Number.MAX_SAFE_INTEGER]);
    },
    /** Looks once into the dataset, and is opened again as the app does it where that is asked for. */
    async look(): Promise<void> {
      const before = copied;
      const onCopied = () => {
        copied += 1;
      };
      const desk = listeningDesk(ledger, clock, fake.config, { concludes: false, onCopied });
      await desk.sync?.now();
      await desk.stop();
      if (copied > before) restart();
    },
  };
  running.push(one);
  return one;
}
type Computer = ReturnType<typeof computer>;

/** Everybody loads what is new and imports the rest, until nothing moves any more. */
async function settle(...all: readonly Computer[]): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    for (const one of all) {
      await clock.advance(60_000);
      await one.load();
      await one.look();
    }
  }
}

/** All computers, and a new one, have the same events and show the same. */
async function agree(all: readonly Computer[], orders: readonly number[], ...more: readonly string[]) {
  const fresh = memoryLedger({ clock, deskId: 'desk-ffffffffffff' });
  const desk = listeningDesk(fresh, clock, fake.config, { concludes: false });
  await desk.sync?.now();
  await desk.stop();
  const facts = [...orders.map((number) => `received:shopify:${number}`), ...more];
  for (const ledger of [fresh, ...all.map((one) => one.ledger())]) {
    expect(ledger.verify()).toEqual([]);
    expect([...ledger.entries.each()].map(({ id }) => id).sort()).toEqual(facts.toSorted());
    expect(projectionOf(ledger)).toEqual(projectionOf(fresh));
  }
  fresh.close();
}

/** A computer that has loaded an order, and one with a copy of its directory. */
async function copied() {
  const one = computer('one');
  one.order(1);
  await one.load();
  one.copyTo('two');
  return { one, two: computer('two') };
}

describe('a data directory that runs on two computers', () => {
  it('is noticed by both: each gets its own id, and nothing is lost', async () => {
    const one = computer('one');
    one.order(1);
    one.note('before');
    await one.load();
    one.note('not loaded yet');
    one.copyTo('two');
    const two = computer('two');
    await clock.advance(1_000);
    for (const number of [10, 11, 12]) one.order(number);
    one.note('one');
    await clock.advance(1_000);
    for (const number of [20, 21]) two.order(number);
    two.note('two');
    await settle(one, two);
    expect([one.noticed(), two.noticed()]).toEqual([1, 1]);
    const names = [one.ledger().deskId, two.ledger().deskId];
    expect(new Set([...names, 'desk-aaaaaaaaaaaa']).size).toBe(3);
    const notes = ['before', 'not loaded yet', 'one', 'two'].map((text) => `note:${text}`);
    await agree([one, two], [1, 10, 11, 12, 20, 21], ...notes);
    for (const { ledger } of [one, two]) {
      expect(ledger().copied.story()).toMatchObject({ desk: 'desk-aaaaaaaaaaaa', first: 4 });
      expect(ledger().warehouse.counts().waiting).toBe(0);
    }
  });

  it('is noticed though both loaded the same sequences, and one is gone', async () => {
    const { one, two } = await copied();
    one.order(10);
    one.note('one');
    await one.load();
    one.off();
    two.order(20);
    two.note('two');
    await two.load();
    await settle(two);
    expect(two.noticed()).toBe(1);
    await agree([two], [1, 10, 20], 'note:one', 'note:two');
  });

  it('is noticed by what Pub/Sub brings, before BigQuery has it', async () => {
    const { one, two } = await copied();
    one.order(10);
    two.order(20);
    const sent = one.ledger().entries.ofNumbers(one.ledger().deskId, 1, 2);
    expect(two.ledger().entries.importRemote(sent)).toEqual([]);
    expect(two.ledger().copied.shownByLink()).toBe(2);
    await two.look();
    expect(two.noticed()).toBe(1);
    await settle(one, two);
    await agree([one, two], [1, 10, 20]);
  });

  it('is not suspected where one computer loads twice and restarts', async () => {
    const one = computer('one');
    const other = memoryLedger({ clock, deskId: 'desk-bbbbbbbbbbbb' });
    other.entries.append(received(incomingOrder({ sourceId: '7' })));
    await loadInto(fake.config, clock, other);
    other.close();
    for (const number of [1, 2]) one.order(number);
    await one.load();
    await one.look();
    await loadInto(fake.config, clock, one.ledger(), [2, 2]);
    await one.look();
    one.restart();
    await one.look();
    expect(one.noticed()).toBe(0);
    expect(one.ledger().deskId).toBe('desk-aaaaaaaaaaaa');
    expect(one.ledger().copied.story()).toBeNull();
  });
});

describe('a ledger restored from a backup', () => {
  it('imports what it wrote since, and its old id stays forgotten', async () => {
    const one = computer('one');
    one.order(1);
    await one.load();
    one.copyTo('backup');
    const old = one.ledger().deskId;
    one.order(2);
    one.note('after the backup');
    await one.load();
    one.off();
    const other = memoryLedger({ clock, deskId: 'desk-bbbbbbbbbbbb' });
    noteForgotten(other, clock, old, 'Borys');
    await loadInto(fake.config, clock, other);
    other.close();
    const restored = computer('restored', 'backup');
    await restored.look();
    expect(restored.noticed()).toBe(1);
    restored.order(3);
    await settle(restored);
    expect(restored.noticed()).toBe(1);
    expect(forgottenOf(restored.ledger()).get(old)?.data.forgotten).toBe(true);
    const forgotten = `desk-forgotten:${old}:1:desk-bbbbbbbbbbbb`;
    await agree([restored], [1, 2, 3], 'note:after the backup', forgotten);
  });

  it('sends no old notification before it has imported what was sent', async () => {
    const one = computer('one');
    one.order(1);
    const orderId = orderIdSchema.parse('shopify:1');
    const key = noticeKey(orderId, 'Anna');
    const payload = { manager: 'Anna', subscriberId: '7' };
    one.ledger().outbox.put({ kind: noticeKind, key, orderId, payload });
    await one.load();
    one.copyTo('backup');
    const sent = { manager: 'Anna', channel: 'messenger', state: 'sent' };
    one.ledger().entries.append(fact({ id: 'sent', kind: 'notified', orderId, data: sent }));
    const taken = { manager: 'Anna', decision: 1 };
    one.ledger().entries.append(fact({ id: 'taken', kind: 'taken', orderId, data: taken }));
    await one.load();
    one.off();
    await clock.advance(3 * 60 * 60_000);

    const restored = computer('restored', 'backup');
    noteBackupRestored(restored.ledger().settings, clock.now());
    // the first look gives it another id, under which it has yet to import the rest
    for (const _ of ['before', 'between']) {
      const ledger = restored.ledger();
      const desk = listeningDesk(ledger, clock, fake.config, { concludes: false });
      const message = ledger.outbox.byKey(key);
      const order = ledger.orders.get(orderId);
      if (!message || !order) throw new Error('nothing is enqueued');
      expect(await desk.maySend(message, order)).toEqual({ waitMs: 30_000 });
      expect(desk.past.covers(order)).toBe(true);
      await desk.stop();
      await restored.look();
    }
    expect(restored.ledger().orders.get(orderId)).toMatchObject({
      takenBy: 'Anna',
      notifications: [{ manager: 'Anna', state: 'sent' }],
    });
    expect(backupRestoredAt(restored.ledger().settings)).toBeNull();
  });
});
