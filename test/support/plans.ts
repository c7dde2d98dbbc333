import type { Database, Row, Value } from '../../src/main/ledger/database.ts';

type Asked = readonly [sql: string, values: readonly Value[]];

/** A database that records its queries with their values. */
export function heard(database: Database) {
  const asked: Asked[] = [];
  const hear =
    <T>(ask: (sql: string, ...values: readonly Value[]) => T) =>
    (sql: string, ...values: readonly Value[]): T => {
      asked.push([sql, values]);
      return ask(sql, ...values);
    };
  return { asked, database: { ...database, all: hear(database.all), get: hear(database.get) } };
}

/** SQLite's query plan. */
export const planOf = (database: Database, [sql, values]: Asked): readonly string[] =>
  database.all(`EXPLAIN QUERY PLAN ${sql}`, ...values).map((row: Row) => String(row.detail));

/** The full table scans of the queries; a scan of a partial index is allowed. */
export const wholeReads = (database: Database, asked: readonly Asked[]): readonly string[] =>
  asked.flatMap((one) => planOf(database, one)).filter((step) => /^SCAN (?!CONSTANT)(?!.*USING)/.test(step));
