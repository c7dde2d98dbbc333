import { Problem } from '../../shared/problem.ts';
import { int } from './columns.ts';
import type { Database } from './database.ts';
import { baseline } from './migrations/0001-baseline.ts';
import type { Migration } from './migrations/migration.ts';

/** In order, without a gap; one that shipped is never edited. */
export const migrations: readonly Migration[] = [baseline];
export const newestVersion = (known: readonly Migration[] = migrations): number => known.at(-1)?.version ?? 0;

/** Marks a SQLite file as one of ours: "OBEL". */
export const applicationId = 0x4f42454c;

/**
 * Brings a ledger to the newest version, each step whole or not at all.
 * @throws Problem `refused` when the ledger is newer than this app, or the file is someone else's
 */
export function migrate(database: Database, known: readonly Migration[] = migrations): void {
  const current = assertKnown(database, known);
  for (const { version, up } of known) {
    if (version <= current) continue;
    database.transaction(() => {
      up(database);
      database.exec(`PRAGMA user_version = ${version}; PRAGMA application_id = ${applicationId}`);
    });
  }
}

/**
 * Looks without writing. @returns the version the ledger is at, 0 when it is not begun
 * @throws Problem `refused` when the ledger is newer than this app, or the file is someone else's
 */
export function assertKnown(database: Database, known: readonly Migration[] = migrations): number {
  const current = versionOf(database);
  if (current <= newestVersion(known)) return current;
  const words = `ledger is at version ${current}, this app knows up to ${newestVersion(known)}; update Orderbell`;
  throw new Problem('refused', words);
}

/** @throws Problem when a reader of this app's version cannot make sense of the ledger */
export function assertCurrent(database: Database, known: readonly Migration[] = migrations): void {
  const current = assertKnown(database, known);
  if (current < newestVersion(known)) {
    throw new Problem(
      'refused',
      `ledger is at version ${current}, older than this app's ${newestVersion(known)}`,
      { fix: 'Start Orderbell once, which brings the ledger up to date' },
    );
  }
}

function versionOf(database: Database): number {
  const version = Number(database.pragma('user_version'));
  const owner = Number(database.pragma('application_id'));
  const tables = int(database.get('SELECT count(*) AS n FROM sqlite_schema') ?? { n: 0 }, 'n');
  if (tables > 0 && owner !== applicationId)
    throw new Problem('refused', 'the file is not a ledger of Orderbell');
  return version;
}
