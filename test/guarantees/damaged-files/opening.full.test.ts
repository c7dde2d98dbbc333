import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupRestoredAt } from '../../../src/main/ledger/backup-restored.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { crashFault } from '../../../src/main/ledger/repair/check-in-process.ts';
import { copyLedger } from '../../../src/main/ledger/repair/copy-ledger.ts';
import { noteDamage, wasDamageMet } from '../../../src/main/ledger/repair/damage-note.ts';
import { closeNoted, noteClosed } from '../../../src/main/ledger/repair/file-mark.ts';
import { openOrRepair } from '../../../src/main/ledger/repair/open-or-repair.ts';
import { placesOf } from '../../../src/main/ledger/repair/places.ts';
import type { RepairProcess } from '../../../src/main/ledger/repair/repair-process.ts';
import { createRepairProcess } from '../../../src/main/ledger/repair/repair-process.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { forkProcess } from '../../../src/main/shell/headless/fork-process.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { misspell, overwritePages } from '../../support/broken-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { wallClock } from '../../support/fake-bigquery.ts';
import { openFull, ownDesk, write } from '../../support/full-ledger.ts';
import { quietLog } from '../../support/log.ts';
import { fact } from '../../support/orders.ts';

const script = new URL('../../../src/main/ledger/repair/ledger-worker.ts', import.meta.url);
const process = new URL('../../../src/main/ledger/repair/check-process.ts', import.meta.url);
const beside = () => forkProcess(process, [], {});
const clock = fakeClock();
let dir: string;
let file: string;
let asked: string[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-open-'));
  file = join(dir, 'ledger.db');
  asked = [];
  const ledger = openFull(file, clock);
  write(ledger, [1, 30], 1);
  copyLedger(placesOf(file), clock.now());
  ledger.close();
  noteClosed(file, true);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** The real one, with a record of its calls. */
const keeper = (part: Partial<RepairProcess> = {}): RepairProcess => {
  const real = { ...createRepairProcess({ script, beside, clock: wallClock, log: quietLog() }), ...part };
  return {
    copy: real.copy,
    check: (one, by) => {
      asked.push(by === 'quick_check' ? 'check' : by);
      return real.check(one, by);
    },
    repair: (one, parts) => {
      asked.push('repair');
      return real.repair(one, parts);
    },
  };
};
const open = (part: Partial<RepairProcess> = {}) =>
  openOrRepair({
    file,
    deskId: workstationIdSchema.parse(ownDesk),
    managers: [],
    clock: wallClock,
    log: quietLog(),
    keeper: keeper(part),
    onDamage: () => void asked.push('damage'),
    onProgress: () => {},
  });
async function ordersOnOpening(part: Partial<RepairProcess> = {}): Promise<number> {
  const { ledger, repaired } = await open(part);
  expect(ledger.verify()).toEqual([]);
  const orders = [...ledger.orders.each()].length;
  ledger.close();
  expect(repaired !== null).toBe(asked.includes('repair'));
  return orders;
}

function rootOf(table: string): number {
  const database = openDatabase(file, { readOnly: true });
  const row = database.get('SELECT rootpage AS page FROM sqlite_schema WHERE name = ?', table);
  database.close();
  return Number(row?.page);
}

it('a ledger unchanged since its close is not checked', async () => {
  const orders = await ordersOnOpening();
  expect(orders).toBeGreaterThan(28);
  expect(asked).toEqual([]);
});

it('a ledger that was not closed or was touched is checked', async () => {
  rmSync(placesOf(file).mark);
  await ordersOnOpening();
  expect(asked).toEqual(['check']);
  noteClosed(file, true);
  writeFileSync(file, readFileSync(file));
  await ordersOnOpening();
  expect(asked).toEqual(['check', 'check']);
});

it('a restored ledger is remembered until BigQuery answers, across restarts', async () => {
  const known = async (): Promise<boolean> => {
    const { ledger } = await open();
    const at = backupRestoredAt(ledger.settings);
    ledger.close();
    noteClosed(file, true);
    return at !== null;
  };
  expect(await known()).toBe(false);
  writeFileSync(file, readFileSync(placesOf(file).copy));
  expect(await known()).toBe(true);
  expect(await known()).toBe(true);
});

it('a restored ledger with its mark and times is checked and recognised', async () => {
  const { mark } = placesOf(file);
  // whole seconds, which every copy tool keeps
  const closedAt = new Date('2025-03-04T10:00:00Z');
  utimesSync(file, closedAt, closedAt);
  noteClosed(file, true);
  for (const one of [file, mark]) copyFileSync(one, `${one}.backup`);
  const { ledger } = await open();
  ledger.settings.set('some', 'word');
  ledger.close();
  noteClosed(file, true);
  expect(asked).toEqual([]);
  for (const one of [file, mark]) copyFileSync(`${one}.backup`, one);
  utimesSync(file, closedAt, closedAt);
  const again = await open();
  expect(asked).toEqual(['check']);
  expect(backupRestoredAt(again.ledger.settings)).not.toBeNull();
  again.ledger.close();
});

it('a ledger of a crashed app is not mistaken for a restored one', async () => {
  const { ledger } = await open();
  ledger.settings.set('some', 'word');
  // a crash leaves the file and its write-ahead log
  for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${file}.dead${end}`);
  ledger.close();
  for (const end of ['', '-wal']) copyFileSync(`${file}.dead${end}`, `${file}${end}`);
  const again = await open();
  expect(asked).toEqual(['check']);
  expect(backupRestoredAt(again.ledger.settings)).toBeNull();
  again.ledger.close();
});

it('a damaged ledger is repaired and the repair is reported', async () => {
  const before = await ordersOnOpening();
  overwritePages(file, [rootOf('orders'), rootOf('contacts')], 2);
  const { ledger, repaired } = await open();
  expect(repaired).toMatchObject({ copiedAt: clock.now(), inDoubt: 0, isWhole: true });
  expect([...ledger.orders.each()]).toHaveLength(before);
  ledger.close();
  expect(asked).toEqual(['check', 'repair']);
  noteClosed(file, true);
  // not reported again
  expect((await open()).repaired).toBeNull();
});

it('a file on which SQLite crashes is restored from its copy, unread', async () => {
  const before = await ordersOnOpening();
  rmSync(placesOf(file).mark);
  const given: unknown[] = [];
  const real = keeper();
  const orders = await ordersOnOpening({
    check: async () => [crashFault],
    repair(one, parts) {
      given.push(parts.isReadable);
      return real.repair(one, parts);
    },
  });
  expect(orders).toBe(before);
  expect(given).toEqual([false]);
});

it('damage that shows only at opening is repaired too', async () => {
  overwritePages(file, [1], 2);
  noteClosed(file, true);
  await ordersOnOpening();
  expect(asked).toContain('repair');
  expect(asked).not.toContain('check');
});

it('damage during the rewrite after an erasure is repaired from the copy', async () => {
  const before = openFull(file, clock);
  const erased = { id: 'erased', kind: 'customer-erased', orderId: 'mail:wolt:1', data: {} } as const;
  before.entries.append(fact(erased));
  before.close();
  overwritePages(file, [rootOf('documents')], 2);
  noteClosed(file, true);
  let hadCopy = false;
  const real = keeper();
  await ordersOnOpening({
    repair(one, parts) {
      hadCopy = existsSync(placesOf(file).copy);
      return real.repair(one, parts);
    },
  });
  expect(asked).not.toContain('check');
  expect(hadCopy).toBe(true);
});

it('damage while open is reported once', async () => {
  const { ledger } = await open();
  const all = Array.from({ length: readFileSync(file).length / 4096 - 1 }, (_, index) => index + 2);
  // larger than the page cache, so a read has to reach the disk
  overwritePages(file, all);
  for (const look of [
    () => [...ledger.entries.each()],
    () => ledger.recipes.list(),
    () => [...ledger.orders.each()],
  ]) {
    try {
      look();
    } catch (error) {
      expect(String(error)).toMatch(/damaged/);
    }
  }
  ledger.close();
  expect(asked).toEqual(['damage']);
});

it('damage found by others is reported and noted like SQLite errors', async () => {
  const { ledger, meet } = await open();
  meet('page 7 is used twice');
  expect(asked).toEqual(['damage']);
  expect(wasDamageMet(placesOf(file))).toBe(true);
  expect(ledger.glance()).toEqual(['The file is damaged: page 7 is used twice.']);
  expect(ledger.isDamaged()).toBe(true);
  ledger.close();
});

it('a missing or empty ledger is restored from its copy', async () => {
  const before = await ordersOnOpening();
  rmSync(file);
  expect(await ordersOnOpening()).toBe(before);
  writeFileSync(file, '');
  asked = [];
  expect(await ordersOnOpening()).toBe(before);
  expect(asked).toEqual(['check', 'repair']);
});

it('a new ledger starts when there is neither ledger nor copy', async () => {
  for (const name of readdirSync(dir)) rmSync(join(dir, name), { recursive: true });
  expect(await ordersOnOpening()).toBe(0);
  expect(asked).toEqual([]);
});

it('a ledger of a newer app is refused and unchanged', async () => {
  const database = openDatabase(file);
  database.exec('PRAGMA user_version = 999');
  database.close();
  const before = readFileSync(file);
  await expect(open()).rejects.toThrow(/version 999/);
  expect(asked).toEqual(['check']);
  expect(readFileSync(file).equals(before)).toBe(true);
});

it('a ledger that cannot be repaired now is unchanged', async () => {
  overwritePages(file, [1, 40, 60], 2);
  const before = readFileSync(file);
  const full = () => Promise.reject(new Problem('unreachable', 'the ledger cannot grow: the disk is full'));
  await expect(open({ repair: full })).rejects.toThrow('the disk is full');
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(existsSync(placesOf(file).damaged)).toBe(false);
});

describe('an index that differs from its table, unseen by a quick check', () => {
  const spoil = (): void => {
    misspell(file, 'messages_of_order', 'notify.newOrder');
    noteClosed(file, true);
  };
  const settleAll = (ledger: Ledger): void => {
    for (const { id } of ledger.outbox.open('notify.newOrder')) ledger.outbox.done(id);
  };
  function closeAsApp(ledger: Ledger): void {
    closeNoted({ ledger, file, isDamaged: false, log: quietLog() });
  }
  async function meet(): Promise<void> {
    const { ledger } = await open();
    expect(ledger.glance()).toEqual([]);
    expect(() => settleAll(ledger)).toThrow(/damaged/);
    expect(ledger.glance()).toEqual([expect.stringMatching(/^The file is damaged: .*malformed/)]);
    closeAsApp(ledger);
    expect(asked.splice(0)).toEqual(['damage']);
  }
  async function expectMended(): Promise<void> {
    const { ledger, repaired } = await open();
    // including what only the copy may contain
    expect(repaired?.copiedAt).toBe(clock.now());
    expect(ledger.verify()).toEqual([]);
    settleAll(ledger);
    expect(ledger.outbox.open('notify.newOrder')).toEqual([]);
    expect(ledger.glance()).toEqual([]);
    closeAsApp(ledger);
    expect(asked.splice(0)).toEqual(['integrity_check', 'repair']);
  }

  it('is repaired once it was met, and the failed work is repeated', async () => {
    spoil();
    await meet();
    await expectMended();
    // and it is not checked again
    closeAsApp((await open()).ledger);
    expect(asked).toEqual([]);
  });

  it('is repaired although the copy has it too', async () => {
    spoil();
    copyLedger(placesOf(file), clock.now());
    noteClosed(file, true);
    await meet();
    await expectMended();
  });

  it('is repaired at the next start after the app crashed on it', async () => {
    spoil();
    const { ledger } = await open();
    expect(() => settleAll(ledger)).toThrow(/damaged/);
    ledger.close();
    noteClosed(file, true);
    asked = [];
    await expectMended();
  });

  it('does not keep a shop closed whose disk cannot store the note', async () => {
    spoil();
    mkdirSync(`${placesOf(file).met}.new`);
    const { ledger } = await open();
    expect(() => settleAll(ledger)).toThrow(/damaged/);
    closeAsApp(ledger);
    expect(asked).toEqual(['damage']);
  });

  it('does not keep a shop closed when its note cannot be removed', async () => {
    mkdirSync(placesOf(file).met);
    for (let start = 0; start < 2; start += 1) closeAsApp((await open()).ledger);
    expect(asked).toEqual(['integrity_check', 'integrity_check']);
  });

  it('is searched once when the damage was not in the file', async () => {
    noteDamage(placesOf(file), 'bad memory');
    for (let start = 0; start < 2; start += 1) closeAsApp((await open()).ledger);
    expect(asked).toEqual(['integrity_check']);
  });
});
