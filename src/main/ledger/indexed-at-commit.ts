import type { Database } from './database.ts';

/** Told each row whose words have changed. */
export type Stale = { readonly add: (row: number) => void };

/** Indexes rows whose words have changed, once a transaction: FTS5 flushes its index to the file at every savepoint. */
export function indexedAtCommit(database: Database, index: (database: Database, row: number) => void): Stale {
  // one that was undone meanwhile does no harm
  const stale = new Set<number>();
  database.beforeCommit(() => {
    for (const row of stale) index(database, row);
    stale.clear();
  });
  return stale;
}
