import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyLedger } from '../../../src/main/ledger/repair/copy-ledger.ts';
import { isMarkedSound } from '../../../src/main/ledger/repair/file-mark.ts';
import { placesOf } from '../../../src/main/ledger/repair/places.ts';
import type { Mover } from '../../../src/main/ledger/repair/put-in-place.ts';
import { finishPutting, realMover } from '../../../src/main/ledger/repair/put-in-place.ts';
import { repairLedger } from '../../../src/main/ledger/repair/repair-ledger.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import { overwritePages, somePages } from '../../support/broken-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { openFull, ownDesk, write } from '../../support/full-ledger.ts';

let dir: string;
let orders: readonly string[];
let inCopy: readonly string[];
/** Random events may contain only an update of an order. */
let received: ReadonlySet<unknown>;
const clock = fakeClock();
const deskId = workstationIdSchema.parse(ownDesk);

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-repair-'));
  mkdirSync(join(dir, 'base'));
  const file = join(dir, 'base', 'ledger.db');
  const ledger = openFull(file, clock);
  write(ledger, [1, 40], 1);
  inCopy = [...ledger.orders.each()].map(({ order: { id } }) => id);
  copyLedger(placesOf(file), 1);
  write(ledger, [40, 60], 2);
  orders = [...ledger.orders.each()].map(({ order: { id } }) => id).toSorted();
  const entries = [...ledger.entries.each()];
  received = new Set(entries.flatMap((entry) => (entry.kind === 'order-received' ? [entry.orderId] : [])));
  // like a killed app: events since the copy are only in the write-ahead log
  const broken = join(dir, 'broken');
  mkdirSync(broken);
  for (const name of ['ledger.db', 'ledger.db-wal', 'ledger-copy.db', 'ledger-copy.json']) {
    copyFileSync(join(dir, 'base', name), join(broken, name));
  }
  ledger.close();
  overwritePages(join(broken, 'ledger.db'), somePages(join(broken, 'ledger.db'), 20, 5), 5);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

let runs = 0;
function brokenFolder(): string {
  runs += 1;
  const folder = join(dir, `run-${runs}`);
  mkdirSync(folder);
  for (const name of readdirSync(join(dir, 'broken')))
    copyFileSync(join(dir, 'broken', name), join(folder, name));
  return join(folder, 'ledger.db');
}

/** Dies at one of its steps, before or after the effect. */
function dying(step: number, when: 'before' | 'after'): Mover & { steps(): number } {
  let steps = 0;
  const at =
    <A extends readonly unknown[]>(work: (...args: A) => void) =>
    (...args: A): void => {
      steps += 1;
      if (steps > step) throw new Error('the process is dead');
      if (steps < step || when === 'after') work(...args);
      if (steps === step) throw new Error('the process died');
    };
  return {
    rename: at(realMover.rename),
    remove: at(realMover.remove),
    write: at(realMover.write),
    steps: () => steps,
  };
}

/** Repairs like an app after a restart. */
function startAgain(file: string): void {
  finishPutting(placesOf(file));
  if (!isMarkedSound(placesOf(file))) repairLedger({ file, now: 8, deskId });
}

function assertRepaired(file: string): void {
  const ledger = openFull(file, clock);
  expect(ledger.verify()).toEqual([]);
  expect([...ledger.orders.each()].map(({ order: { id } }) => id).toSorted()).toEqual(orders);
  ledger.close();
  const places = placesOf(file);
  for (const gone of [places.plan, places.repairing, `${places.repairing}-wal`, places.copying]) {
    expect(existsSync(gone)).toBe(false);
  }
  const before = readFileSync(join(dir, 'broken', 'ledger.db'));
  const aside = readdirSync(places.damaged).filter((name) => name.endsWith('.db'));
  expect(aside.map((name) => readFileSync(join(places.damaged, name)).equals(before))).toContain(true);
  const logs = readdirSync(places.damaged).filter((name) => name.endsWith('-wal'));
  const log = readFileSync(join(dir, 'broken', 'ledger.db-wal'));
  expect(logs.map((name) => readFileSync(join(places.damaged, name)).equals(log))).toContain(true);
}

describe('a repair', () => {
  it('restores the copy, the broken file and its log, and keeps backups', () => {
    const file = brokenFolder();
    const story = repairLedger({ file, now: 7, deskId });
    const shown = orders.filter((id) => !inCopy.includes(id) && received.has(id));
    expect(story).toMatchObject({ copiedAt: 1, orders: shown.length });
    assertRepaired(file);
  });

  it('resumes after a crash at each of its steps', { timeout: 120_000 }, () => {
    const whole = dying(Number.MAX_SAFE_INTEGER, 'before');
    repairLedger({ file: brokenFolder(), now: 7, deskId, mover: whole });
    expect(whole.steps()).toBeGreaterThan(6);
    for (let step = 1; step <= whole.steps(); step += 1) {
      for (const when of ['before', 'after'] as const) {
        const file = brokenFolder();
        expect(() => repairLedger({ file, now: 7, deskId, mover: dying(step, when) })).toThrow('died');
        startAgain(file);
        assertRepaired(file);
      }
    }
  });

  it('resumes after a second crash during its resumption', { timeout: 120_000 }, () => {
    for (let step = 1; step <= 6; step += 1) {
      const file = brokenFolder();
      expect(() => repairLedger({ file, now: 7, deskId, mover: dying(2, 'after') })).toThrow('died');
      try {
        finishPutting(placesOf(file), dying(step, 'after'));
      } catch (error) {
        expect(String(error)).toMatch(/died|dead/);
      }
      startAgain(file);
      assertRepaired(file);
    }
  });

  it('ignores a file that was put in place of the broken one', () => {
    const file = brokenFolder();
    expect(() => repairLedger({ file, now: 7, deskId, mover: dying(1, 'after') })).toThrow('died');
    copyFileSync(join(dir, 'base', 'ledger.db'), file);
    rmSync(`${file}-wal`);
    expect(finishPutting(placesOf(file))).toBe(false);
    expect(readFileSync(file).equals(readFileSync(join(dir, 'base', 'ledger.db')))).toBe(true);
    expect(existsSync(placesOf(file).repairing)).toBe(false);
  });
});

describe('a rebuilt ledger', () => {
  it('uses the readable rows when there is no copy', () => {
    const file = brokenFolder();
    rmSync(placesOf(file).copy);
    const story = repairLedger({ file, now: 7, deskId });
    expect(story.copiedAt).toBeNull();
    expect(story.orders).toBeGreaterThan(20);
    const ledger = openFull(file, clock);
    expect(ledger.verify()).toEqual([]);
    ledger.close();
  });

  it('uses only the copy when the file is unreadable', () => {
    const file = brokenFolder();
    rmSync(`${file}-wal`);
    overwritePages(
      file,
      Array.from({ length: readFileSync(file).length / 4096 }, (_, index) => index + 1),
    );
    expect(repairLedger({ file, now: 7, deskId })).toMatchObject({ copiedAt: 1, orders: 0 });
    const ledger = openFull(file, clock);
    expect(ledger.verify()).toEqual([]);
    // no other computer has seen the lost sequence numbers
    expect(ledger.deskId).toBe(ownDesk);
    expect([...ledger.orders.each()].length).toBeGreaterThan(38);
    ledger.close();
  });

  it('is empty when there is no data', () => {
    const file = brokenFolder();
    for (const name of ['ledger.db', 'ledger.db-wal', 'ledger-copy.db']) {
      overwritePages(
        join(file, '..', name),
        Array.from({ length: 400 }, (_, index) => index + 1),
      );
    }
    expect(repairLedger({ file, now: 7, deskId })).toMatchObject({ copiedAt: null, orders: 0 });
    const ledger = openFull(file, clock);
    expect(ledger.verify()).toEqual([]);
    expect([...ledger.orders.each()]).toEqual([]);
    ledger.close();
  });
});
