import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../src/main/ledger/database.ts';
import type { CarriedTable } from '../../../../src/main/ledger/repair/broken-ledger.ts';
import { openBroken } from '../../../../src/main/ledger/repair/broken-ledger.ts';
import { overwritePages } from '../../../support/broken-file.ts';
import { fakeClock } from '../../../support/clock.ts';
import { openFull, write } from '../../../support/full-ledger.ts';

let folder: string;
const file = (): string => join(folder, 'ledger.db');
/** What a killed app leaves: the newest rows are in the log alone. */
const killed = (): string => join(folder, 'killed.db');
let clean: Buffer;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'orderbell-broken-'));
  const ledger = openFull(file(), fakeClock());
  write(ledger, [1, 150], 1);
  ledger.transaction(() => {
    for (let n = 0; n < 600; n += 1) ledger.settings.set(`some.setting.${1000 + n}`, 'x'.repeat(60));
  });
  for (const side of ['', '-wal']) copyFileSync(`${file()}${side}`, `${killed()}${side}`);
  ledger.close();
  clean = readFileSync(file());
});
beforeEach(() => writeFileSync(file(), clean));
afterAll(() => rmSync(folder, { recursive: true }));

/** The readable rows as JSON, and whether they are all. */
function read(
  table: CarriedTable,
  path = file(),
): { readonly rows: readonly string[]; readonly isWhole: boolean } {
  const broken = openBroken(path);
  const rows: string[] = [];
  const isWhole = broken.each(table, (row) => void rows.push(JSON.stringify(row)));
  broken.close();
  return { rows, isWhole };
}

/** The pages of a table that hold rows, in the order of their keys. */
function leavesOf(table: string, kind = 'leaf'): readonly number[] {
  const database = openDatabase(file(), { readOnly: true });
  const pages = database
    .all('SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ? ORDER BY path', table, kind)
    .map(({ pageno }) => Number(pageno));
  database.close();
  return pages;
}
const pick = (pages: readonly number[], ...places: readonly number[]): readonly number[] =>
  places.map((place) => pages.at(place) ?? 0);

describe('the rows of a broken ledger', () => {
  it('are all read, and once each, when nothing is broken', () => {
    const { rows, isWhole } = read('entries');
    expect(isWhole).toBe(true);
    expect(new Set(rows).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(300);
  });

  it('are all read except for those on overwritten pages', () => {
    const before = read('entries').rows;
    const leaves = leavesOf('entries');
    overwritePages(file(), pick(leaves, 0, 3, 4, 9, -1), 2);
    const { rows, isWhole } = read('entries');
    expect(isWhole).toBe(false);
    expect(before).toEqual(expect.arrayContaining([...rows]));
    const share = (leaves.length - 5) / leaves.length;
    expect(rows.length).toBeGreaterThan(before.length * share * 0.9);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('are read from both ends when their key is a text', () => {
    const before = read('settings').rows;
    const leaves = leavesOf('settings');
    overwritePages(file(), pick(leaves, Math.floor(leaves.length / 2)), 2);
    const { rows, isWhole } = read('settings');
    expect(isWhole).toBe(false);
    expect(rows).toEqual(expect.arrayContaining([before.at(0), before.at(-1)]));
    expect(rows.length).toBeGreaterThan(before.length * 0.8);
  });

  it('are never noise', () => {
    const before = new Set(read('messages').rows);
    const pages = leavesOf('messages');
    for (let seed = 1; seed <= 100; seed += 1) {
      writeFileSync(file(), clean);
      overwritePages(file(), pick(pages, seed % pages.length), seed);
      for (const row of read('messages').rows) expect(before).toContain(row);
    }
  });

  it('are passed over when a page of a long value is overwritten', () => {
    const before = new Set(read('documents').rows);
    for (const page of leavesOf('documents', 'overflow').slice(0, 12)) {
      writeFileSync(file(), clean);
      overwritePages(file(), [page], page);
      const { rows, isWhole } = read('documents');
      expect(isWhole).toBe(false);
      for (const row of rows) expect(before).toContain(row);
    }
  });

  it('are none when the first page or the whole file is gone', () => {
    overwritePages(file(), [1]);
    expect(read('entries')).toEqual({ rows: [], isWhole: false });
    writeFileSync(file(), '');
    expect(read('settings')).toEqual({ rows: [], isWhole: false });
  });

  it('include those in a killed app’s log, but never count as complete', () => {
    const { rows, isWhole } = read('entries', killed());
    expect([...rows].toSorted()).toEqual([...read('entries').rows].toSorted());
    expect(isWhole).toBe(false);
  });

  it('are left as they are: neither the file nor its log changes', () => {
    const bytes = () => ['', '-wal'].map((side) => readFileSync(`${killed()}${side}`).toString('base64'));
    const before = bytes();
    read('entries', killed());
    expect(bytes()).toEqual(before);
  });
});
