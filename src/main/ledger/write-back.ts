import type { Clock } from '../ports.ts';
import type { Database } from './database.ts';
import { isLedgerRefusal } from './database.ts';

/** The writes that follow a new order, such as notifications, are over after this time without a commit. */
const quietMs = 100;
/** About two or three orders: a page that changes with each of them is then written back once. */
const fewestCommits = 8;

/**
 * Checkpoints the WAL when no commit has come for a moment. Otherwise the commit that fills it writes everything back, and its
 * order waits for the disk.
 * https://www.sqlite.org/wal.html#checkpointing
 * @returns a function that stops it; call it before the database is closed
 */
export function writeBackInQuiet(database: Database, clock: Pick<Clock, 'after'>): () => void {
  let commits = 0;
  /** The number of commits at the last check. */
  let seen = 0;
  let cancel: (() => void) | null = null;

  function look(): void {
    if (commits > seen) {
      lookLater();
      return;
    }
    cancel = null;
    commits = 0;
    try {
      // PASSIVE writes back as much as it can without waiting for other connections
      database.pragma('wal_checkpoint(PASSIVE)');
    } catch (error) {
      // the data is safe in the WAL; a commit that the disk refuses reports the error itself
      if (!isLedgerRefusal(error)) throw error;
    }
  }
  function lookLater(): void {
    seen = commits;
    cancel = clock.after(quietMs, look);
  }

  database.onCommit(() => {
    commits += 1;
    if (commits >= fewestCommits && cancel === null) lookLater();
  });
  return () => cancel?.();
}
