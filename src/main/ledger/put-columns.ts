import { int } from './columns.ts';
import type { Database, Row, Value } from './database.ts';

export type Columns = { readonly [column: string]: Value };

/** Tables whose key is `row`, and whose rows are written column by column. */
type Table = 'customer_index' | 'notices' | 'orders' | 'sales';

/** @param or what becomes of one whose key is there; absent: it is refused */
export const insertSql = (
  table: string,
  names: readonly string[],
  or: '' | ' OR IGNORE' | ' OR REPLACE' = '',
): string => `INSERT${or} INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;

/** @returns the row's number */
export const insertColumns = (database: Database, table: Table, columns: Columns): number =>
  database.insert(insertSql(table, Object.keys(columns)), ...Object.values(columns));

/**
 * Sets the columns that say something else than `known`: one that is set anew is taken out of its indexes and put back,
 * changed or not.
 *
 * @returns the names of those that were set
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
