import { openDatabase } from '../../src/main/ledger/database.ts';
import type { Problem } from '../../src/shared/problem.ts';
import { isProblem } from '../../src/shared/problem.ts';

/** The error of a ledger on a full disk, produced by a file that may not grow. */
export function fullDisk(): Problem {
  const database = openDatabase(':memory:');
  try {
    database.exec('CREATE TABLE facts (a TEXT)');
    database.pragma(`max_page_count = ${Number(database.pragma('page_count'))}`);
    database.run('INSERT INTO facts VALUES (?)', 'x'.repeat(50_000));
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  } finally {
    database.close();
  }
  throw new Error('the disk had room');
}
