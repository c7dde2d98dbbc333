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
import { askTwice, decisions } from './decisions.ts';

let dir: string;
let clock: FakeClock;
let fake: FakeBigQuery;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-copied-'));
  clock = fakeClock('2025-03-04T10:00:00Z');
  fake = await startFakeBigQuery(clock);
});
afterEach(async () => {
  await fake.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A computer with a data directory, that can be switched off, and whose directory can be copied meanwhile. */
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
  return {
    ledger: () => ledger,
    /** How often it was noticed that something else writes under its name. */
    noticed: () => copied,
    restart,
    off,
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
      let again = false;
      const desk = listeningDesk(ledger, clock, fake.config, {
        concludes: false,
        onCopied: () => {
          again = true;
        },
      });
      await desk.sync?.now();
      await desk.stop();
      if (!again) return;
      copied += 1;
      restart();
    },
  };
}
type Computer = ReturnType<typeof computer>;

const idsIn = (ledger: Ledger) => [...ledger.entries.each()].map(({ id }) => id).sort();

/** Everybody loads what is new and hears of the rest, until nothing moves any more. */
async function settle(...all: readonly Computer[]): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    for (const one of all) {
      await clock.advance(60_000);
      await one.load();
      await one.look();
    }
  }
}

async function agree(all: readonly Computer[], facts: readonly string[]): Promise<void> {
  const fresh = memoryLedger({ clock, deskId: 'desk-ffffffffffff' });
  const desk = listeningDesk(fresh, clock, fake.config, { concludes: false });
  await desk.sync?.now();
  await desk.stop();
  for (const ledger of [fresh, ...all.map((one) => one.ledger())]) {
    expect(ledger.verify()).toEqual([]);
    expect(idsIn(ledger)).toEqual([...facts].sort());
    expect(projectionOf(ledger)).toEqual(projectionOf(fresh));
  }
  fresh.close();
}

/** One computer, and another that was set up from a copy of its directory after it had loaded an order. */
async function copied() {
  const one = computer('one');
  one.order(1);
  await one.load();
  one.off();
  const two = computer('two', 'one');
  one.restart();
  return { one, two };
}

describe('a data directory that runs on two computers', () => {
  it('is noticed by both, each then has a name of its own, and nothing either wrote is lost to anybody', async () => {
    const one = computer('one');
    one.order(1);
    one.note('before');
    await one.load();
    one.note('owed by both');
    one.off();
    const two = computer('two', 'one');
    one.restart();
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
    await agree(
      [one, two],
      [
        ...['1', '10', '11', '12', '20', '21'].map((id) => `received:shopify:${id}`),
        ...['before', 'owed by both', 'one', 'two'].map((text) => `note:${text}`),
      ],
    );
    for (const { ledger } of [one, two]) {
      expect(ledger().copied.story()).toMatchObject({ desk: 'desk-aaaaaaaaaaaa', first: 4 });
      expect(ledger().warehouse.counts().waiting).toBe(0);
    }
    one.off();
    two.off();
  });

  it('is noticed though both have loaded other entries under the same numbers, and one is gone for good', async () => {
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
    await agree([two], ['note:one', 'note:two', ...['1', '10', '20'].map((id) => `received:shopify:${id}`)]);
    two.off();
  });

  it('is noticed by what another computer sends of it, before BigQuery has it', async () => {
    const { one, two } = await copied();
    one.order(10);
    two.order(20);
    const sent = one.ledger().entries.ofNumbers(one.ledger().deskId, 1, 2);
    expect(two.ledger().entries.importRemote(sent)).toEqual([]);
    expect(two.ledger().copied.shownByLink()).toBe(2);
    await two.look();
    expect(two.noticed()).toBe(1);
    await settle(one, two);
    await agree(
      [one, two],
      ['1', '10', '20'].map((id) => `received:shopify:${id}`),
    );
    one.off();
    two.off();
  });
});

describe('a data directory that was put back from a backup', () => {
  it('takes back what it wrote after the backup, and goes on under another name', async () => {
    const one = computer('one');
    one.order(1);
    await one.load();
    one.off();
    copyFileSync(join(dir, 'one.db'), join(dir, 'backup.db'));
    one.restart();
    one.order(2);
    one.note('after the backup');
    await one.load();
    one.off();
    const restored = computer('restored', 'backup');
    await restored.look();
    expect(restored.noticed()).toBe(1);
    restored.order(3);
    await settle(restored);
    expect(restored.noticed()).toBe(1);
    await agree(
      [restored],
      ['note:after the backup', ...['1', '2', '3'].map((id) => `received:shopify:${id}`)],
    );
    restored.off();
  });

  it('does not bring back its old name, which was forgotten meanwhile', async () => {
    const one = computer('one');
    one.order(1);
    await one.load();
    const old = one.ledger().deskId;
    one.off();
    copyFileSync(join(dir, 'one.db'), join(dir, 'backup.db'));
    one.restart();
    one.order(2);
    await one.load();
    one.off();
    const other = memoryLedger({ clock, deskId: 'desk-bbbbbbbbbbbb' });
    noteForgotten(other, clock, old, 'Borys');
    await loadInto(fake.config, clock, other);
    const restored = computer('restored', 'backup');
    await settle(restored);
    expect(restored.noticed()).toBe(1);
    expect(forgottenOf(restored.ledger()).get(old)?.data.forgotten).toBe(true);
    restored.off();
    other.close();
  });
});

describe('what is decided between putting a backup back and hearing what had been decided since it was made', () => {
  it.each(decisions)(
    'is another %s beside the one that was lost, on every computer',
    async (kind, decide) => {
      const one = computer('one');
      askTwice(one.ledger());
      await one.load();
      one.off();
      copyFileSync(join(dir, 'one.db'), join(dir, 'backup.db'));
      one.restart();
      decide(one.ledger(), clock, 1);
      await one.load();
      one.off();
      await clock.advance(60_000);
      const restored = computer('restored', 'backup');
      decide(restored.ledger(), clock, 2);
      const decided = () => [...restored.ledger().entries.each()].filter((entry) => entry.kind === kind);
      const [last] = decided();
      await settle(restored);
      expect(restored.noticed()).toBe(1);
      expect(decided()).toHaveLength(2);
      expect(decided()).toContainEqual({ ...last, desk: restored.ledger().deskId, seq: 1 });
      await agree([restored], idsIn(restored.ledger()));
      restored.off();
    },
  );
});

describe('a ledger that was put back from a backup', () => {
  it('tells nothing that may have been told since, until it has heard what was, and who took the order', async () => {
    const one = computer('one');
    one.order(1);
    const key = noticeKey(orderIdSchema.parse('shopify:1'), 'Anna');
    const payload = { manager: 'Anna', subscriberId: '7' };
    const orderId = orderIdSchema.parse('shopify:1');
    const id = one.ledger().outbox.put({ kind: noticeKind, key, orderId, payload });
    await one.load();
    one.off();
    copyFileSync(join(dir, 'one.db'), join(dir, 'backup.db'));
    one.restart();
    const told = { manager: 'Anna', channel: 'messenger', state: 'sent' };
    one.ledger().entries.append(fact({ id: 'told', kind: 'notified', orderId, data: told }));
    one
      .ledger()
      .entries.append(fact({ id: 't', kind: 'taken', orderId, data: { manager: 'Anna', decision: 1 } }));
    await one.load();
    one.off();
    await clock.advance(3 * 60 * 60_000);

    const restored = computer('restored', 'backup');
    noteBackupRestored(restored.ledger().settings, clock.now());
    const asks = async (ledger: Ledger) => {
      const desk = listeningDesk(ledger, clock, fake.config, { concludes: false });
      const message = id === null ? null : ledger.outbox.get(id);
      const order = ledger.orders.get(orderId);
      if (!message || !order) throw new Error('nothing is owed');
      const may = await desk.maySend(message, order);
      await desk.stop();
      return { may, mayBeDone: desk.past.covers(order) };
    };
    const waits = { may: { waitMs: 30_000 }, mayBeDone: true };
    expect(await asks(restored.ledger())).toEqual(waits);
    await restored.look();
    // it has another name by now, and has to hear the rest under it
    expect(await asks(restored.ledger())).toEqual(waits);
    await restored.look();
    expect(restored.ledger().orders.get(orderId)).toMatchObject({
      takenBy: 'Anna',
      notifications: [{ manager: 'Anna', state: 'sent' }],
    });
    expect(backupRestoredAt(restored.ledger().settings)).toBeNull();
    restored.off();
  });
});

describe('a data directory that runs on one computer', () => {
  it('keeps its name, whatever it loads twice and however often it is started', async () => {
    const one = computer('one');
    const other = memoryLedger({ clock, deskId: 'desk-bbbbbbbbbbbb' });
    other.entries.append(received(incomingOrder({ sourceId: '7' })));
    await loadInto(fake.config, clock, other);
    one.order(1);
    one.order(2);
    await one.load();
    await one.look();
    await loadInto(fake.config, clock, one.ledger(), [2, 2]);
    await one.look();
    one.restart();
    await one.look();
    expect(one.noticed()).toBe(0);
    expect(one.ledger().deskId).toBe('desk-aaaaaaaaaaaa');
    expect(one.ledger().copied.story()).toBeNull();
    one.off();
    other.close();
  });
});
