import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StatementSync } from 'node:sqlite';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import { messageOf } from '../../../src/shared/problem.ts';
import { prove } from '../../guarantees/prove.ts';
import { fakeClock } from '../../support/clock.ts';
import { connectionsOf } from '../../support/connections.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-ledger-'));
});
const { prepare } = DatabaseSync.prototype;
const own = ['platform', 'versions'].map(
  (name) => [name, Object.getOwnPropertyDescriptor(process, name) ?? {}] as const,
);
afterEach(() => {
  DatabaseSync.prototype.prepare = prepare;
  for (const [name, as] of own) Object.defineProperty(process, name, as);
  rmSync(dir, { recursive: true, force: true });
});

const open = (): Ledger =>
  openLedger({
    file: join(dir, 'ledger.db'),
    clock: fakeClock(),
    deskId: workstationIdSchema.parse('desk-1'),
  });

type Sabotage = {
  readonly setting: string;
  /** The drifted value, as a pragma and as read back. */
  readonly to: string;
  readonly reads: unknown;
  /** The required value. */
  readonly wanted: string | number;
  readonly platform?: 'darwin';
};

const sabotages: readonly (readonly [words: string, Sabotage])[] = [
  ['the log is not written ahead', { setting: 'journal_mode', to: 'DELETE', reads: 'delete', wanted: 'wal' }],
  ['a commit does not wait for the disk', { setting: 'synchronous', to: 'NORMAL', reads: 1, wanted: 2 }],
  ['references are not held', { setting: 'foreign_keys', to: 'OFF', reads: 0, wanted: 1 }],
  ['a busy file is an error at once', { setting: 'busy_timeout', to: '0', reads: 0, wanted: 5000 }],
  ['the schema may run what it likes', { setting: 'trusted_schema', to: 'ON', reads: 1, wanted: 0 }],
  [
    'fsync stops at the drive of a Mac',
    { setting: 'fullfsync', to: 'OFF', reads: 0, wanted: 1, platform: 'darwin' },
  ],
];

/**
 * Opens a ledger, as the app does, on a driver that lets one setting drift before it can be read back.
 * @param how a blind driver always answers the wanted value, like a missing check
 * @returns why it was refused; or what the setting is on the ledger that was opened
 */
async function openedOn(
  { setting, to, wanted, platform }: Sabotage,
  how: 'seeing' | 'blind',
): Promise<{ readonly refusal: string } | { readonly is: unknown }> {
  if (platform !== undefined) Object.defineProperty(process, 'platform', { value: platform });
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string): StatementSync {
    if (sql !== `PRAGMA ${setting}`) return prepare.call(this, sql);
    this.exec(`PRAGMA ${setting} = ${to}`);
    return prepare.call(
      this,
      how === 'blind' ? `SELECT ${JSON.stringify(wanted).replaceAll('"', "'")}` : sql,
    );
  };
  try {
    const [ledger, [connection]] = await connectionsOf(open);
    const row = connection && prepare.call(connection, `PRAGMA ${setting}`).get();
    ledger.close();
    return { is: Object.values(row ?? {})[0] };
  } catch (error) {
    return { refusal: messageOf(error) };
  }
}

let refused = 0;

describe('a ledger is opened', () => {
  it('with every setting that keeps an acknowledged order through a power cut', async () => {
    const [ledger, [connection]] = await connectionsOf(open);
    const found = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'trusted_schema'].map(
      (name) => Object.values(connection?.prepare(`PRAGMA ${name}`).get() ?? {})[0],
    );
    expect(found).toEqual(['wal', 2, 1, 5000, 0]);
    ledger.close();
  });

  it.each(sabotages)('never while %s', async (_, sabotage) => {
    const { setting, reads, wanted } = sabotage;
    expect(await openedOn(sabotage, 'seeing')).toEqual({
      refusal: `the ledger's ${setting} is ${String(reads)}, not ${String(wanted)}`,
    });
    refused += 1;
  });

  it.each(sabotages)('would be seen to be opened while %s, without the check', async (_, sabotage) => {
    expect(await openedOn(sabotage, 'blind')).toEqual({ is: sabotage.reads });
  });

  it('is refused whichever setting is sabotaged', () => {
    prove(3, 'settings sabotaged', refused);
  });
});

describe('a ledger is opened by SQLite', () => {
  const openedBy = (sqlite: string): void => {
    Object.defineProperty(process, 'versions', { value: { ...process.versions, sqlite } });
    open().close();
  };

  it.each(['3.51.2', '3.45.1', '2.99.9', '0'])('%s never', (sqlite) => {
    expect(() => openedBy(sqlite)).toThrow(/can damage a ledger; 3\.51\.3 or newer/);
  });

  it.each(['3.51.3', '3.52.0', '4.0.0', '3.100.0'])('%s', (sqlite) => {
    expect(() => openedBy(sqlite)).not.toThrow();
  });
});
