import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { applicationId, migrate, migrations, newestVersion } from '../../../src/main/ledger/migrate.ts';
import type { Migration } from '../../../src/main/ledger/migrations/migration.ts';
import { openLedger, openLedgerForReading } from '../../../src/main/ledger/open.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import { changeFile } from '../../support/change-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { incomingOrder, received } from '../../support/orders.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-ledger-'));
  file = join(dir, 'ledger.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = (desk = 'desk-1') =>
  openLedger({ file, clock: fakeClock(), deskId: workstationIdSchema.parse(desk) });
const setVersion = (version: number): void => changeFile(file, `PRAGMA user_version = ${version}`);

describe('a ledger', () => {
  it('has its orders again after it was closed', () => {
    const first = open();
    first.entries.append(received(incomingOrder()));
    first.close();
    const again = open();
    expect([...again.orders.each()].map(({ order }) => order.sourceId)).toEqual(['1001']);
    expect(again.verify()).toEqual([]);
    again.close();
  });

  it('keeps the workstation id it began with, so no event is lost', () => {
    const first = open();
    first.entries.append(received(incomingOrder()));
    first.warehouse.batched({ firstSeq: 1, lastSeq: 1 });
    first.close();
    const again = open('desk-2');
    again.entries.append(received(incomingOrder({ sourceId: '1002' })));
    expect(again.deskId).toBe('desk-1');
    expect(again.warehouse.unbatched()).toEqual({ firstSeq: 2, lastSeq: 2 });
    expect(again.warehouse.counts()).toMatchObject({ waiting: 2 });
    again.close();
  });

  it('of a newer app is refused and left as it is', () => {
    open().close();
    setVersion(99);
    expect(() => open()).toThrow(
      `ledger is at version 99, this app knows up to ${newestVersion()}; update Orderbell`,
    );
    expect(() => openLedgerForReading({ file })).toThrow('ledger is at version 99');
    expect(Number(openDatabase(file).pragma('user_version'))).toBe(99);
  });

  it('is not made out of a file of another program', () => {
    changeFile(file, 'CREATE TABLE bookmarks (url)');
    const before = readFileSync(file);
    expect(() => open()).toThrow('the file is not a ledger of Orderbell');
    expect(readFileSync(file)).toEqual(before);
  });

  it('is not made out of a file that is no database', () => {
    writeFileSync(file, 'Dear diary, '.repeat(1000));
    expect(() => open()).toThrow(/^the ledger is not a ledger/);
  });

  it('cannot be made where there is no directory', () => {
    file = join(dir, 'missing', 'ledger.db');
    expect(() => open()).toThrow(/^the ledger cannot be opened/);
  });
});

describe('a reader', () => {
  it('sees what the running app wrote, and writes nothing itself', () => {
    const app = open();
    app.entries.append(received(incomingOrder()));
    const reader = openLedgerForReading({ file });
    expect([...reader.orders.each()]).toHaveLength(1);
    expect(reader.deskId).toBe('desk-1');
    expect(reader.verify()).toEqual([]);
    expect(() => reader.settings.set('a', 'b')).toThrow(/cannot be written/);
    app.entries.append(received(incomingOrder({ sourceId: '1002' })));
    expect([...reader.orders.each()]).toHaveLength(2);
    reader.close();
    app.close();
  });

  it('is refused plainly when there is no ledger', () => {
    expect(() => openLedgerForReading({ file })).toThrow(`no ledger at ${file}`);
  });

  it('does not upgrade an older ledger', () => {
    open().close();
    setVersion(0);
    expect(() => openLedgerForReading({ file })).toThrow(`ledger is at version 0, older than this app's`);
  });
});

describe('migrations', () => {
  const step = (version: number, up: Migration['up']): Migration => ({ version, up });

  it('are numbered from 1 without a gap', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('leave a new ledger at the newest version, marked as ours', () => {
    open().close();
    const database = openDatabase(file);
    expect(database.pragma('user_version')).toBe(newestVersion());
    expect(database.pragma('application_id')).toBe(applicationId);
    database.close();
  });

  it('run once each, in order', () => {
    const database = openDatabase(file);
    const ran: number[] = [];
    const known = [1, 2, 3].map((version) =>
      step(version, (db) => {
        db.exec(`CREATE TABLE t${version} (a)`);
        ran.push(version);
      }),
    );
    migrate(database, known.slice(0, 2));
    migrate(database, known);
    migrate(database, known);
    expect(ran).toEqual([1, 2, 3]);
    database.close();
  });

  it('that stop half-way leave the schema before them', () => {
    const database = openDatabase(file);
    const good = step(1, (db) => db.exec('CREATE TABLE orders (a)'));
    const stops = step(2, (db) => {
      db.exec('CREATE TABLE half (a)');
      throw new Error('power cut');
    });
    expect(() => migrate(database, [good, stops])).toThrow('power cut');
    expect(database.pragma('user_version')).toBe(1);
    expect(database.all('SELECT name FROM sqlite_schema').map(({ name }) => name)).toEqual(['orders']);
    migrate(database, [good, step(2, (db) => db.exec('CREATE TABLE whole (a)'))]);
    expect(database.pragma('user_version')).toBe(2);
    database.close();
  });
});
