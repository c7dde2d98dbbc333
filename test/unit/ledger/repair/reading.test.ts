import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Value } from '../../../../src/main/ledger/database.ts';
import { openDatabase } from '../../../../src/main/ledger/database.ts';
import { openPages } from '../../../../src/main/ledger/repair/file-pages.ts';
import type { StoredRow } from '../../../../src/main/ledger/repair/trees.ts';
import { looseRows, markFree, readTree } from '../../../../src/main/ledger/repair/trees.ts';
import { overwritePages } from '../../../support/broken-file.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-pages-'));
  file = join(dir, 'any.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const anyValue = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -(2 ** 47), max: 2 ** 52 }),
  fc.constantFrom(0, 1, 127, 128, -128, 32_767, 2 ** 31 - 1, Number.MAX_SAFE_INTEGER),
  fc.double({ noNaN: true, noInteger: true }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.integer({ min: 1, max: 14_000 }).map((length) => 'довгий '.repeat(length / 7 + 1)),
  fc.uint8Array({ maxLength: 200 }),
);

function fill(rows: readonly (readonly Value[])[]): void {
  const database = openDatabase(file);
  database.exec('CREATE TABLE things (row INTEGER PRIMARY KEY, a, b, c)');
  database.transaction(() => {
    for (const row of rows) database.run('INSERT INTO things (a, b, c) VALUES (?, ?, ?)', ...row);
  });
  database.close();
}

const rootOf = (name: string): number => {
  const database = openDatabase(file, { readOnly: true });
  const row = database.get('SELECT rootpage AS root FROM sqlite_schema WHERE name = ?', name);
  database.close();
  return Number(row?.root);
};

function read(root: number): { readonly rows: readonly StoredRow[]; readonly isWhole: boolean } {
  const pages = openPages(file);
  const rows: StoredRow[] = [];
  const isWhole = readTree(pages, root, (row) => void rows.push(row));
  pages.close();
  return { rows, isWhole: isWhole && pages.isLogWhole };
}

describe('a file that is read without SQLite', () => {
  it('tells every row as SQLite does, of whatever it is made', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyValue, anyValue, anyValue), { minLength: 1, maxLength: 120 }),
        (rows) => {
          rmSync(file, { force: true });
          fill(rows);
          const { rows: found, isWhole } = read(rootOf('things'));
          expect(isWhole).toBe(true);
          const database = openDatabase(file, { readOnly: true });
          const wanted = database
            .all('SELECT * FROM things ORDER BY row')
            .map(({ row, a, b, c }) => ({ row, fields: [null, a, b, c] }));
          database.close();
          expect(found).toEqual(wanted);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('tells what was committed to its log, and nothing that was not', () => {
    const database = openDatabase(file);
    database.exec('PRAGMA journal_mode = WAL; CREATE TABLE things (row INTEGER PRIMARY KEY, a, b, c)');
    database.run('INSERT INTO things (a) VALUES (?)', 'kept');
    const copy = join(dir, 'copy.db');
    const root = Number(database.get("SELECT rootpage AS n FROM sqlite_schema WHERE name = 'things'")?.n);
    database.exec('PRAGMA cache_spill = 1; PRAGMA cache_size = 10');
    expect(() =>
      database.transaction(() => {
        for (let n = 0; n < 500; n += 1) database.run('INSERT INTO things (a) VALUES (?)', 'x'.repeat(500));
        for (const side of ['', '-wal']) writeFileSync(`${copy}${side}`, readFileSync(`${file}${side}`));
        throw new Error('undone');
      }),
    ).toThrow('undone');
    database.close();
    // the log holds pages of what was never committed
    expect(statSync(`${copy}-wal`).size).toBeGreaterThan(100_000);
    file = copy;
    const { rows, isWhole } = read(root);
    expect(rows.map(({ fields }) => fields[1])).toEqual(['kept']);
    expect(isWhole).toBe(true);
  });

  it('goes on behind a frame of its log that is damaged, and says that something is missing', () => {
    const database = openDatabase(file);
    database.exec('PRAGMA journal_mode = WAL; CREATE TABLE things (row INTEGER PRIMARY KEY, a, b, c)');
    for (let n = 0; n < 9; n += 1) database.run('INSERT INTO things (a) VALUES (?)', `row ${n}`);
    const root = Number(database.get("SELECT rootpage AS n FROM sqlite_schema WHERE name = 'things'")?.n);
    const copy = join(dir, 'copy.db');
    for (const side of ['', '-wal']) writeFileSync(`${copy}${side}`, readFileSync(`${file}${side}`));
    database.close();
    const log = readFileSync(`${copy}-wal`);
    const frame = 24 + 4096;
    log.fill(7, 32 + 4 * frame + 100, 32 + 4 * frame + 900);
    writeFileSync(`${copy}-wal`, log);
    file = copy;
    const { rows, isWhole } = read(root);
    expect(rows.map(({ fields }) => fields[1])).toContain('row 8');
    expect(isWhole).toBe(false);
  });

  it('loses of a table what stood on a damaged page and nothing else, and finds what no page leads to any more', () => {
    fill(Array.from({ length: 3_000 }, (_, n) => [`name ${n}`, n, 'x'.repeat(90)]));
    const root = rootOf('things');
    const whole = read(root).rows.length;
    overwritePages(file, [root + 5], 3);
    const { rows, isWhole } = read(root);
    expect(isWhole).toBe(false);
    expect(whole - rows.length).toBeGreaterThan(0);
    expect(whole - rows.length).toBeLessThan(60);

    overwritePages(file, [root], 4);
    expect(read(root).rows).toEqual([]);
    const pages = openPages(file);
    const found = Array.from({ length: pages.count }, (_, index) => looseRows(pages, index + 1)).flat();
    pages.close();
    expect(found).toHaveLength(rows.length);
  });

  it('takes no noise for a row', () => {
    fill(Array.from({ length: 200 }, (_, n) => [`name ${n}`, n, null]));
    const before = new Set(read(rootOf('things')).rows.map((row) => JSON.stringify(row)));
    const root = rootOf('things');
    const clean = readFileSync(file);
    for (let seed = 1; seed <= 200; seed += 1) {
      writeFileSync(file, clean);
      overwritePages(file, [2 + (seed % 3)], seed);
      for (const row of read(root).rows) expect(before).toContain(JSON.stringify(row));
    }
  });

  it('passes over a text that goes on, on a page which was overwritten or emptied', () => {
    fill([
      ['short', 1, null],
      ['long '.repeat(3_000), 2, null],
    ]);
    const root = rootOf('things');
    const clean = readFileSync(file);
    const last = clean.length / 4096;
    for (const noise of [Buffer.alloc(4096), Buffer.alloc(4096, 0xff), Buffer.alloc(4096, 'a')]) {
      writeFileSync(file, Buffer.concat([clean.subarray(0, (last - 1) * 4096), noise]));
      expect(read(root).rows.map(({ fields }) => fields[1])).toEqual(['short']);
      expect(read(root).isWhole).toBe(false);
    }
  });

  it('knows which pages are in no use', () => {
    fill(Array.from({ length: 3_000 }, (_, n) => [`name ${n}`, n, 'x'.repeat(90)]));
    const database = openDatabase(file);
    database.exec('DELETE FROM things WHERE row > 100');
    const wanted = Number(database.pragma('freelist_count'));
    database.close();
    const pages = openPages(file);
    const free = new Set<number>();
    expect(markFree(pages, free)).toBe(true);
    pages.close();
    expect(free.size).toBe(wanted);
    overwritePages(file, [1]);
    const broken = openPages(file);
    expect(markFree(broken, new Set())).toBe(false);
    broken.close();
  });

  it('reads a file that ends in the middle of a page', () => {
    fill([['kept', 1, null]]);
    const root = rootOf('things');
    appendFileSync(file, 'not a whole page');
    expect(read(root).rows.map(({ fields }) => fields[1])).toEqual(['kept']);
  });
});
