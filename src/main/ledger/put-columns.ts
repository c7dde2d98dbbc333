import { int } from './columns.ts';
import type { Database, Row, Value } from './database.ts';

export type Columns = { readonly [column: string]: Value };

/** Tables whose key is `row`, and whose rows are written column by column. */
type Table = 'clientele' | 'notices' | 'orders' | 'sales';

/** @param or the conflict clause for an existing key; absent: an error */
export const insertSql = (
  table: string,
  names: readonly string[],
  or: '' | ' OR IGNORE' | ' OR REPLACE' = '',
): string => `INSERT${or} INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;

/** @returns the rowid of the new row */
export const insertColumns = (database: Database, table: Table, columns: Columns): number =>
  database.insert(insertSql(table, Object.keys(columns)), ...Object.values(columns));

/**
 * Updates only the columns that differ from `known`: SQLite rewrites the indexes of every column that is set, changed or not.
 * @returns the names of the updated columns
 */
export function updateChanged(
  database: Database,
  table: Table,
  known: Row,
  columns: Columns,
): readonly string[] {
  const changed = Object.entries(columns).filter(([name, value]) => known[name] !== value);
  if (changed.length > 0) {
    database.run(
      `UPDATE ${table} SET ${changed.map(([name]) => `${name} = ?`).join(', ')} WHERE row = ?`,
      ...changed.map(([, value]) => value),
      int(known, 'row'),
    );
  }
  return changed.map(([name]) => name);
}
