import { isDamage, openDatabase } from '../database.ts';
import { stampOf } from './file-mark.ts';

/** By `integrity_check` indexes are compared with their tables too, which takes many times as long. */
export type CheckBy = 'quick_check' | 'integrity_check';

/** Checks a whole database file. @returns the faults as SQLite reports them; empty if it is sound */
export function faultsOf(file: string, by: CheckBy = 'quick_check'): readonly string[] {
  // SQLite takes an empty file for a new database
  if (stampOf(file)?.size === 0) return ['the file is empty'];
  try {
    const database = openDatabase(file, { readOnly: true });
    try {
      return database
        .all(`PRAGMA ${by}(20)`)
        .flatMap((row) => String(Object.values(row)[0]).split('\n'))
        .filter((line) => line !== 'ok' && line !== '' && !line.startsWith('***'));
    } finally {
      database.close();
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    return [error instanceof Error ? error.message : String(error)];
  }
}
