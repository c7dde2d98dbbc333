import type { Clock } from '../ports.ts';
import type { Database } from './database.ts';
import { isLedgerRefusal } from './database.ts';

/** What follows an order at once, its notices and what a page asks for, is over when none has come for so long. */
const quietMs = 100;
/** Two or three orders' worth: a page that changes in each of them is written back once. */
const fewestCommits = 8;

/**
 * Writes what stands in SQLite's log back into the file once no commit has come for a moment. Left to SQLite, the commit that fills
 * the log writes all of it back, and whoever waits for that order waits for the disk.
 * https://www.sqlite.org/wal.html#checkpointing
 * @returns what ends it; call it before the database is closed
 */
export function writeBackInQuiet(database: Database, clock: Pick<Clock, 'after'>): () => void {
  let commits = 0;
  /** How many there were when it was looked last. */
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
      // takes as much as it can without waiting for anybody
      database.pragma('wal_checkpoint(PASSIVE)');
    } catch (error) {
      // all of it is safe in the log; a commit that the disk refuses is told of by itself
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
