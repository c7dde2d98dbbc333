import { DatabaseSync } from 'node:sqlite';

/** Changes the file of a closed ledger, like another version or program. */
export function changeFile(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}
