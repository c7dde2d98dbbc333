import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/main/ledger/database.ts';
import { makeDurable, type Settable } from '../../src/main/ledger/durability.ts';
import { prove } from '../proof/prove.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-ledger-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A real database whose driver answers some settings in its own way. */
function settable(
  answers: { readonly [pragma: string]: unknown } = {},
  rest: Partial<Settable> = {},
): Settable {
  const database = openDatabase(join(dir, 'ledger.db'));
  return {
    inMemory: false,
    platform: 'linux',
    sqliteVersion: process.versions.sqlite ?? '',
    pragma: (text) => (text in answers ? answers[text] : database.pragma(text)),
    ...rest,
  };
}

const sabotages = [
  ['the log is not written ahead', { journal_mode: 'delete' }],
  ['a commit does not wait for the disk', { synchronous: 1 }],
  ['references are not held', { foreign_keys: 0 }],
  ['a busy file is an error at once', { busy_timeout: 0 }],
  ['the schema may run what it likes', { trusted_schema: 1 }],
] as const;

describe('a ledger is opened', () => {
  it('with every setting that keeps an acknowledged order through a power cut', () => {
    const real = settable();
    makeDurable(real);
    const found = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'trusted_schema'].map(
      real.pragma,
    );
    expect(found).toEqual(['wal', 2, 1, 5000, 0]);
  });

  it.each(sabotages)('never while %s', (_, answers) => {
    const [name] = Object.keys(answers);
    expect(() => makeDurable(settable(answers))).toThrow(new RegExp(`^the ledger's ${name} is `));
  });

  it('never on a Mac whose fsync stops at the drive', () => {
    expect(() => makeDurable(settable({ fullfsync: 0 }, { platform: 'darwin' }))).toThrow(
      "the ledger's fullfsync is 0",
    );
    expect(() => makeDurable(settable({ fullfsync: 1 }, { platform: 'darwin' }))).not.toThrow();
    prove(3, 'settings sabotaged', sabotages.length + 1);
  });

  it.each(['3.51.2', '3.45.1', '2.99.9', '0'])('never by SQLite %s', (sqliteVersion) => {
    expect(() => makeDurable(settable({}, { sqliteVersion }))).toThrow(
      /can damage a ledger; 3\.51\.3 or newer/,
    );
  });

  it.each(['3.51.3', '3.52.0', '4.0.0', '3.100.0'])('by SQLite %s', (sqliteVersion) => {
    expect(() => makeDurable(settable({}, { sqliteVersion }))).not.toThrow();
  });
});
