import { int } from './columns.ts';
import type { Database } from './database.ts';

/** So many are read in a few milliseconds. */
const few = 20_000;

/**
 * No order that was received since then has a smaller row. They are numbered as they arrive here, so of a large ledger this
 * leaves its end; where that is most of it, looking on would take longer than it spares.
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
