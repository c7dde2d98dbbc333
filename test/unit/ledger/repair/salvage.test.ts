import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSalvage } from '../../../../src/main/ledger/repair/salvage.ts';
import { fakeClock } from '../../../support/clock.ts';
import { openFull, write } from '../../../support/full-ledger.ts';

let folder: string;
let killed: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'orderbell-salvage-'));
  const file = join(folder, 'ledger.db');
  const ledger = openFull(file, fakeClock());
  write(ledger, [1, 12], 1);
  killed = join(folder, 'killed.db');
  for (const side of ['', '-wal']) copyFileSync(`${file}${side}`, `${killed}${side}`);
  ledger.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** @returns how many entries are read, and whether the file vouches for their being all */
function readEntries(): { readonly count: number; readonly isAll: boolean } {
  const salvage = openSalvage(killed, {});
  let count = 0;
  const isAll = salvage.each('entries', () => {
    count += 1;
  });
  salvage.close();
  return { count, isAll };
}

it('reads every entry of a killed app, log included', () => {
  const { count, isAll } = readEntries();
  expect(isAll).toBe(true);
  expect(count).toBeGreaterThan(11);
});

it('never calls what it read complete when the log is damaged', () => {
  const whole = readEntries().count;
  const log = readFileSync(`${killed}-wal`);
  const frame = 24 + log.readUInt32BE(8);
  const last = Math.floor((log.length - 32) / frame) - 1;
  const middle = Math.floor(last / 2);
  log.fill(7, 32 + middle * frame + 100, 32 + middle * frame + 900);
  writeFileSync(`${killed}-wal`, log);
  const { count, isAll } = readEntries();
  expect(isAll).toBe(false);
  expect(count).toBeLessThanOrEqual(whole);
});
