import { workstationIdSchema } from '../../shared/ids.ts';
import type { SeenNumbers } from '../ports.ts';
import { int, text } from './columns.ts';
import type { Database } from './database.ts';

/**
 * The imported sequences of other computers, stored as ranges: batches commit out of order, and a parked event may leave a gap
 * for long.
 */
export function createSeenNumbers(database: Database) {
  const has = (desk: string, seq: number): boolean =>
    database.get(
      `SELECT 1 FROM (SELECT last FROM seen_numbers WHERE desk = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1)
       WHERE last >= ?2`,
      desk,
      seq,
    ) !== undefined;

  return {
    has,
    /** Takes a number in, and joins the ranges it touches. */
    add(desk: string, seq: number): void {
      if (has(desk, seq)) return;
      const before = database.get(
        'SELECT first FROM seen_numbers WHERE desk = ? AND last = ? AND first < ?',
        desk,
        seq - 1,
        seq,
      );
      const after = database.get('SELECT last FROM seen_numbers WHERE desk = ? AND first = ?', desk, seq + 1);
      if (after) database.run('DELETE FROM seen_numbers WHERE desk = ? AND first = ?', desk, seq + 1);
      database.run(
        `INSERT INTO seen_numbers (desk, first, last) VALUES (?, ?, ?)
         ON CONFLICT (desk, first) DO UPDATE SET last = excluded.last`,
        desk,
        before ? int(before, 'first') : seq,
        after ? int(after, 'last') : seq,
      );
    },
    list(): SeenNumbers {
      const desks = new Map<
        ReturnType<typeof workstationIdSchema.parse>,
        { first: number; last: number }[]
      >();
      for (const row of database.all('SELECT desk, first, last FROM seen_numbers ORDER BY desk, first')) {
        const desk = workstationIdSchema.parse(text(row, 'desk'));
        const range = { first: int(row, 'first'), last: int(row, 'last') };
        desks.set(desk, [...(desks.get(desk) ?? []), range]);
      }
      return desks;
    },
  };
}
