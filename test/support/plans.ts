import type { Database, Row, Value } from '../../src/main/ledger/database.ts';

type Asked = readonly [sql: string, values: readonly Value[]];

/** A database that keeps what it is asked, with its values. */
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

/** The steps SQLite takes to answer. */
export const planOf = (database: Database, [sql, values]: Asked): readonly string[] =>
  database.all(`EXPLAIN QUERY PLAN ${sql}`, ...values).map((row: Row) => String(row.detail));

/** The steps that read a table from end to end; an index of the few rows that matter may be read so. */
export const wholeReads = (database: Database, asked: readonly Asked[]): readonly string[] =>
  asked.flatMap((one) => planOf(database, one)).filter((step) => /^SCAN (?!CONSTANT)(?!.*USING)/.test(step));
