import type { Database } from '../database.ts';
import { insertSql } from '../put-columns.ts';
import type { BrokenLedger, CarriedRow, CarriedTable } from './broken-ledger.ts';
import { keyOf } from './broken-ledger.ts';

/** @returns how many rows were added */
export const insertRow = (
  database: Database,
  table: CarriedTable,
  row: CarriedRow,
  or: '' | ' OR IGNORE' | ' OR REPLACE' = '',
): number => database.run(insertSql(table, Object.keys(row), or), ...Object.values(row));

/** Adds the readable rows of a table. If they are all, they replace those of the copy. @returns whether they are */
export function carryTable(
  database: Database,
  broken: BrokenLedger,
  table: CarriedTable,
  onRow: (row: CarriedRow) => boolean = () => true,
): boolean {
  const key = keyOf(table);
  const found: unknown[] = [];
  const isWhole = broken.each(table, (row) => {
    if (!onRow(row)) return;
    insertRow(database, table, row, ' OR REPLACE');
    found.push(key.map((column) => row[column]));
  });
  if (isWhole) {
    const values = key.map((_column, at) => `value ->> ${at}`).join(', ');
    database.run(
      `DELETE FROM ${table} WHERE (${key.join(', ')}) NOT IN (SELECT ${values} FROM json_each(?))`,
      JSON.stringify(found),
    );
  }
  return isWhole;
}
