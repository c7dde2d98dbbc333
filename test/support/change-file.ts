import { DatabaseSync } from 'node:sqlite';

/** Changes the file of a ledger that is closed, as another version or another program would have left it. */
export function changeFile(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}
