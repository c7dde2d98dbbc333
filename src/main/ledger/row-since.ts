import { int } from './columns.ts';
import type { Database } from './database.ts';

/** So many are read in a few milliseconds. */
const few = 20_000;

/**
 * Returns a lower bound for the rows of orders received since then. Rows are numbered by arrival, so this limits a scan to the
 * end of a large ledger. If that is most of it, the search stops and returns 0, as it would cost more than it saves.
 */
export function rowSince(database: Database, since: number): number {
  if (since <= 0) return 0;
  // without this condition, SQLite scans from the first row until one matches
  const row = database.get(
    `SELECT coalesce(min(row), 9e15) AS first, count(*) AS n FROM
       (SELECT row FROM orders INDEXED BY orders_received WHERE received_at >= ? LIMIT ${few})`,
    since,
  );
  return row === undefined || int(row, 'n') === few ? 0 : int(row, 'first');
}
