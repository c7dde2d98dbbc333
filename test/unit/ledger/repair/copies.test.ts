import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultsOf } from '../../../../src/main/ledger/repair/check-file.ts';
import type { LedgerCopiesParts } from '../../../../src/main/ledger/repair/copies-of-ledger.ts';
import { createLedgerCopies } from '../../../../src/main/ledger/repair/copies-of-ledger.ts';
import { copyLedger } from '../../../../src/main/ledger/repair/copy-ledger.ts';
import { placesOf } from '../../../../src/main/ledger/repair/places.ts';
import { realMover } from '../../../../src/main/ledger/repair/put-in-place.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { overwritePages } from '../../../support/broken-file.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { openFull, write } from '../../../support/full-ledger.ts';
import { quietLog } from '../../../support/log.ts';
import { fact, incomingOrder, received } from '../../../support/orders.ts';

const minute = 60_000;
let dir: string;
let file: string;
let clock: FakeClock;
let ledger: Ledger;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-copies-'));
  file = join(dir, 'ledger.db');
  clock = fakeClock();
  ledger = openFull(file, clock);
  write(ledger, [1, 10], 1);
});
afterEach(() => {
  ledger.close();
  rmSync(dir, { recursive: true, force: true });
});

function copies(part: Partial<LedgerCopiesParts> = {}) {
  const log = quietLog();
  const made: number[] = [];
  const damage: string[] = [];
  const loop = createLedgerCopies({
    places: placesOf(file),
    deskId: ledger.deskId,
    keeper: {
      copy: async (_file, now) => {
        const copied = copyLedger(placesOf(file), now);
        if (copied.length === 0) made.push(now);
        return copied;
      },
    },
    clock,
    log,
    onDamage: (fault) => void damage.push(fault),
    freeBytes: async () => 1e12,
    ...part,
  });
  loop.start();
  return { loop, made, damage, log };
}
/** @param minutes pass, with what they wake */
async function pass(minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 5) {
    await clock.advance(5 * minute);
    // asking for the free space is no work of the clock's
    await pause(1);
  }
}
let notes = 0;
function writeMore(): void {
  notes += 1;
  ledger.entries.append(
    fact({ id: `note-${notes}`, kind: 'note-added', orderId: 'mail:wolt:1', data: { text: 'call' } }),
  );
}

describe('a copy of the database', () => {
  it('is made some minutes after the start, then each hour while something changes', async () => {
    const { loop, made } = copies();
    await pass(5);
    expect(made).toHaveLength(1);
    expect(loop.status()).toMatchObject({ at: made[0], problem: null });
    await pass(120);
    expect(made).toHaveLength(1);
    writeMore();
    await pass(10);
    expect(made).toHaveLength(2);
    writeMore();
    await pass(50);
    expect(made).toHaveLength(2);
    await pass(15);
    expect(made).toHaveLength(3);
    await loop.stop();
    writeMore();
    await pass(120);
    expect(made).toHaveLength(3);
  });

  it('has what was written until then, though others write meanwhile', async () => {
    const { loop } = copies();
    await pass(5);
    await loop.stop();
    expect(faultsOf(placesOf(file).copy)).toEqual([]);
    const copy = openFull(placesOf(file).copy, clock);
    expect([...copy.orders.each()].length).toBe([...ledger.orders.each()].length);
    copy.close();
  });

  it('is not begun where there is no room for it, which is told once and shown as long as it lasts', async () => {
    let free = 1_000;
    const { loop, made, log } = copies({ freeBytes: async () => free });
    await pass(120);
    expect(made).toEqual([]);
    expect(loop.status().problem).toMatch(/not enough disk space/);
    expect(log.lines.filter(({ message }) => message === 'the ledger could not be copied')).toHaveLength(1);
    free = 1e12;
    await pass(5);
    expect(made).toHaveLength(1);
    expect(loop.status().problem).toBeNull();
    await loop.stop();
  });

  it('is not replaced by one of a ledger that is damaged, which is told, once', async () => {
    const { loop, made, damage } = copies();
    await pass(5);
    const before = readFileSync(placesOf(file).copy);
    writeMore();
    ledger.close();
    overwritePages(file, [40, 60], 2);
    await pass(70);
    expect(made).toHaveLength(1);
    expect(damage).toHaveLength(1);
    await pass(120);
    expect(damage).toHaveLength(1);
    expect(readFileSync(placesOf(file).copy).equals(before)).toBe(true);
    await loop.stop();
    rmSync(file);
    ledger = openFull(file, clock);
  });

  it('leaves nothing of one that was not finished', async () => {
    writeFileSync(placesOf(file).copying, 'half a copy');
    copyLedger(placesOf(file), 1);
    expect(existsSync(placesOf(file).copying)).toBe(false);
    expect(faultsOf(placesOf(file).copy)).toEqual([]);
  });

  it('goes once something was erased from the ledger, which is still in it', async () => {
    copyLedger(placesOf(file), 1);
    ledger.entries.append(
      fact({ id: 'erased:mail:wolt:1', kind: 'customer-erased', orderId: 'mail:wolt:1', data: {} }),
    );
    expect(ledger.purge()).toBe(true);
    expect(existsSync(placesOf(file).copy)).toBe(false);
    const { loop, made } = copies();
    await pass(5);
    expect(made).toHaveLength(1);
    await loop.stop();
  });

  it('names nobody who was erased while it was made, and is made again soon', async () => {
    const customer = { name: 'Zoryana Vyshyvana' };
    ledger.entries.append(received(incomingOrder({ sourceId: '77', customer })));
    const naming = () =>
      readdirSync(dir).filter((name) => readFileSync(join(dir, name)).includes('Vyshyvana'));
    copyLedger(placesOf(file), clock.now(), {
      ...realMover,
      rename(from, to) {
        ledger.entries.append(
          fact({ id: 'erased:shopify:77', kind: 'customer-erased', orderId: 'shopify:77', data: {} }),
        );
        expect(ledger.purge()).toBe(true);
        expect(naming()).toEqual(['ledger-copying.db']);
        realMover.rename(from, to);
      },
    });
    expect(naming()).toEqual([]);
    const { loop, made } = copies();
    await pass(5);
    expect(made).toHaveLength(1);
    expect(naming()).toEqual([]);
    await loop.stop();
  });
});
