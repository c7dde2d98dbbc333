import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../../src/main/ledger/database.ts';
import { purge } from '../../../../src/main/ledger/erasure.ts';
import { copyLedger } from '../../../../src/main/ledger/repair/copy-ledger.ts';
import { placesOf } from '../../../../src/main/ledger/repair/places.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import { fill, first } from './zoryana.ts';
import { clock, eachWithFile, erase, file, inFile, open } from './zoryanas-file.ts';

eachWithFile();

const raise = (error: Error): never => {
  throw error;
};

it('postpones compacting while a reader has the file open', () => {
  const ledger = open();
  fill(ledger, clock);
  copyLedger(placesOf(file), 1);
  const reader = openDatabase(file, { readOnly: true });
  reader.exec('BEGIN');
  reader.get('SELECT count(*) FROM entries');
  expect(erase(ledger)).toEqual({ orders: 1, purged: false });
  expect(inFile().length).toBeGreaterThan(5);
  expect(existsSync(placesOf(file).copy)).toBe(false);
  reader.close();
  expect(ledger.purge()).toBe(true);
  expect(inFile()).toEqual([]);
  ledger.close();
});

it('erases also while another program has the ledger’s copy open', () => {
  const ledger = open();
  fill(ledger, clock);
  const held = {
    ...ledger,
    purge: () => raise(Object.assign(new Error('resource busy'), { code: 'EBUSY' })),
  };
  expect(erase(held)).toEqual({ orders: 1, purged: false });
  expect(ledger.orders.get(first)).toMatchObject({ erased: true });
  ledger.close();
});

it('replaces its copy by the compacted file on a full disk', () => {
  const ledger = open();
  fill(ledger, clock);
  erase({ ...ledger, purge: () => raise(new Problem('unreachable', 'the disk is full')) });
  ledger.close();
  copyLedger(placesOf(file), 1);
  const database = openDatabase(file);
  const isFull = () => existsSync(placesOf(file).copy);
  const crowded = {
    ...database,
    exec: (sql: string) =>
      sql === 'VACUUM' && isFull()
        ? raise(new Problem('unreachable', 'the disk is full'))
        : database.exec(sql),
  };
  expect(purge(crowded, file)).toBe('done');
  database.close();
  expect(inFile()).toEqual([]);
});
