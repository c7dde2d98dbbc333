import { beforeEach, expect, it } from 'vitest';
import { cachedUntilWrite } from '../../../src/main/ledger/cached-until-write.ts';
import type { Database } from '../../../src/main/ledger/database.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';

let database: Database;
let reads: number;
let read: (key: string) => number;
const put = (): number => database.run("UPDATE words SET n = n + 1 WHERE word = 'a'");

beforeEach(() => {
  database = openDatabase(':memory:');
  database.exec("CREATE TABLE words (word TEXT, n INTEGER); INSERT INTO words VALUES ('a', 1)");
  reads = 0;
  read = cachedUntilWrite(database, (key: string) => {
    reads += 1;
    return Number(database.get('SELECT n FROM words WHERE word = ?', key)?.n ?? 0);
  });
});

it('reads once what is asked for again, also where there is nothing', () => {
  expect([read('a'), read('a'), read('b'), read('b')]).toEqual([1, 1, 0, 0]);
  expect(reads).toBe(2);
});

it('sees each write, in a transaction and after it', () => {
  read('a');
  put();
  expect(read('a')).toBe(2);
  database.transaction(() => {
    put();
    expect(read('a')).toBe(3);
    database.exec('UPDATE words SET n = 9');
    expect(read('a')).toBe(9);
  });
  expect(read('a')).toBe(9);
});

it('forgets what was read in a transaction that is rolled back', () => {
  const fails = (work: () => void) => () => {
    work();
    throw new Error('no');
  };
  expect(() => database.transaction(fails(() => put() && expect(read('a')).toBe(2)))).toThrow('no');
  expect(read('a')).toBe(1);
  database.transaction(() => {
    expect(() => database.transaction(fails(() => put() && expect(read('a')).toBe(2)))).toThrow('no');
    expect(read('a')).toBe(1);
  });
});

it('forgets what was read in steps that are left half-way', () => {
  const steps = database.inSteps(function* () {
    put();
    yield read('a');
  });
  for (const n of steps) {
    expect(n).toBe(2);
    break;
  }
  expect(read('a')).toBe(1);
});

it('keeps no more than a hundred', () => {
  for (let n = 0; n < 1_000; n += 1) read(String(n));
  for (let n = 0; n < 1_000; n += 1) read(String(n));
  expect(reads).toBe(2_000);
});
