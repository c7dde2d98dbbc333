import type { Database } from './database.ts';

/** Collects the rows whose words have changed. */
export type Stale = { readonly add: (row: number) => void };

/** Indexes changed rows once per transaction: FTS5 flushes its index to the file at every savepoint. */
export function indexedAtCommit(database: Database, index: (database: Database, row: number) => void): Stale {
  // a row whose change was rolled back is indexed again without harm
  const stale = new Set<number>();
  database.beforeCommit(() => {
    for (const row of stale) index(database, row);
    stale.clear();
  });
  return stale;
}
