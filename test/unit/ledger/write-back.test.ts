import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';

let dir: string;
let clock: FakeClock;
let ledger: Ledger;
const file = (): string => join(dir, 'ledger.db');

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-write-back-'));
  clock = fakeClock();
  ledger = openLedger({ file: file(), clock, deskId: workstationIdSchema.parse('desk-1') });
});
afterEach(() => {
  ledger.close();
  rmSync(dir, { recursive: true, force: true });
});

const commit = (word: string, times = 1): void => {
  for (let nth = 0; nth < times; nth += 1) ledger.transaction(() => ledger.settings.set('word', word));
};

/** The content of the file itself, without its log. */
function written(): unknown {
  const alone = join(dir, 'alone.db');
  for (const end of ['', '-wal', '-shm']) rmSync(`${alone}${end}`, { force: true });
  copyFileSync(file(), alone);
  const database = openDatabase(alone);
  const hasTable = database.get("SELECT 1 FROM sqlite_schema WHERE name = 'settings'") !== undefined;
  const word = hasTable ? database.get("SELECT value FROM settings WHERE name = 'word'")?.value : undefined;
  database.close();
  return word;
}

it('is in the file after a moment without a commit, not before', async () => {
  commit('first', 20);
  await clock.advance(60);
  commit('second');
  await clock.advance(60);
  expect(written()).toBeUndefined();
  await clock.advance(140);
  expect(written()).toBe('second');
  expect(clock.waiting).toBe(0);
});

it('waits for some commits before it writes them back', async () => {
  commit('few', 3);
  await clock.advance(60_000);
  expect(written()).toBeUndefined();
  commit('enough', 5);
  await clock.advance(100);
  expect(written()).toBe('enough');
});

it('lets go of the ledger when that is closed', async () => {
  commit('last', 20);
  ledger.close();
  expect(clock.waiting).toBe(0);
  ledger = openLedger({ file: file(), clock, deskId: workstationIdSchema.parse('desk-1') });
  expect(ledger.settings.get('word')).toBe('last');
});
