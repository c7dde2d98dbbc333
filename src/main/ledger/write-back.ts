import type { Clock } from '../ports.ts';
import type { Database } from './database.ts';

/** What follows an order at once, its notices and what a page asks for, is over by then. */
const quietMs = 100;
/** Two or three orders' worth: a page that changes in each of them is written back once. */
const fewestCommits = 8;

/**
 * Writes what stands in SQLite's log back into the file once no commit has come for a moment. Left to SQLite, the commit that fills
 * the log writes all of it back, and whoever waits for that order waits for the disk.
 * https://www.sqlite.org/wal.html#checkpointing
 * @returns what ends it; call it before the database is closed
 */
export function writeBackInQuiet(database: Database, clock: Pick<Clock, 'uptime' | 'after'>): () => void {
  let commits = 0;
  let lastAt = 0;
  let cancel: (() => void) | null = null;

  function look(): void {
    const left = lastAt + quietMs - clock.uptime();
    if (left > 0) {
      cancel = clock.after(left, look);
      return;
    }
    cancel = null;
    commits = 0;
    try {
      // takes as much as it can without waiting for anybody
      database.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // all of it is safe in the log; a commit that the disk refuses is told of by itself
    }
  }

  database.onCommit(() => {
    commits += 1;
    lastAt = clock.uptime();
    if (commits >= fewestCommits) cancel ??= clock.after(quietMs, look);
  });
  return () => cancel?.();
}
