import type { WorkstationId } from '../../shared/ids.ts';
import type { SeenNumbers } from '../ports.ts';
import { json } from './columns.ts';
import type { Database } from './database.ts';
import { lastSeq } from './facts.ts';
import type { LinkedBook } from './linked-numbers.ts';
import { readKept } from './partly-read.ts';
import { joinedNumbers } from './ranges.ts';
import type { createSeenNumbers } from './seen-numbers.ts';

export type NumbersParts = {
  readonly database: Database;
  readonly deskId: WorkstationId;
  readonly seen: Pick<ReturnType<typeof createSeenNumbers>, 'list'>;
  readonly linked: Pick<LinkedBook, 'list' | 'wholes'>;
};

/** The events of each computer by sequence, in the form that other computers import, from BigQuery or by link. */
export function createNumbers({ database, deskId, seen, linked }: NumbersParts) {
  const heard = (): SeenNumbers => joinedNumbers(seen.list(), linked.list());
  return {
    heard,
    numbers(): SeenNumbers {
      const last = lastSeq(database, deskId);
      return last === 0 ? heard() : new Map([...heard(), [deskId, [{ first: 1, last }]]]);
    },
    ofNumbers(desk: WorkstationId, first: number, last: number): readonly unknown[] {
      const rows = database.all(
        `SELECT id, desk, seq, order_id, kind, at, recorded_at, by, data FROM entries
         WHERE desk = ?1 AND seq BETWEEN ?2 AND ?3
         UNION ALL
         SELECT e.id, t.desk, t.seq, t.order_id, t.kind, t.at, t.recorded_at, t.by, t.data
         FROM twins t JOIN entries e ON e.row = t.row
         WHERE t.desk = ?1 AND t.seq BETWEEN ?2 AND ?3
         ORDER BY seq`,
        desk,
        first,
        last,
      );
      const unread = database
        .all('SELECT raw FROM unread_entries WHERE desk = ? AND seq BETWEEN ? AND ?', desk, first, last)
        .map((row) => json(row, 'raw'));
      const wholes = linked.wholes(desk, first, last);
      const known = readKept(rows).map((entry) => wholes.get(entry.seq) ?? entry);
      return [...known, ...unread];
    },
  };
}
