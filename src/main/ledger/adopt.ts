import { z } from 'zod';
import type { Entry } from '../../shared/entry.ts';
import { parseEntry } from '../../shared/entry.ts';
import type { DeskId, EntryId, OrderId } from '../../shared/ids.ts';
import { deskIdSchema } from '../../shared/ids.ts';
import { messageOf } from '../../shared/problem.ts';
import { count, int, json } from './columns.ts';
import type { Database } from './database.ts';
import { subjectOf } from './facts.ts';
import { createSeenNumbers } from './seen-numbers.ts';

/** What every row of another desk has to tell of itself to be kept, whatever else it says. */
const numberSchema = z.object({ desk: deskIdSchema, seq: z.int().positive() });

export type AdoptionParts = {
  readonly database: Database;
  readonly deskId: DeskId;
  readonly insert: (entry: Entry) => void;
};

/** Takes in what other desks wrote down, every running number once. */
export function createAdoption({ database, deskId, insert }: AdoptionParts) {
  const numbers = createSeenNumbers(database);

  /** @returns null when it is here already, or cannot be read */
  function takeInOne(raw: unknown): Entry | null {
    const number = numberSchema.safeParse(raw);
    // this desk knows what it wrote
    if (!number.success || number.data.desk === deskId) return null;
    const { desk, seq } = number.data;
    if (numbers.has(desk, seq)) return null;
    numbers.add(desk, seq);
    const read = readEntry(raw);
    if (typeof read === 'string') {
      database.run(
        'INSERT INTO unread_entries (desk, seq, raw, reason) VALUES (?, ?, ?, ?)',
        desk,
        seq,
        JSON.stringify(raw),
        read,
      );
      return null;
    }
    keep(read);
    return read;
  }

  /** Facts that were here already, in another desk's words. */
  const twins = new Set<EntryId>();

  function keep(entry: Entry): void {
    const same = database.get('SELECT row FROM entries WHERE id = ?', entry.id);
    if (same === undefined) {
      insert(entry);
      return;
    }
    twins.add(entry.id);
    database.run(
      `INSERT INTO twins (row, desk, seq, order_id, subject, kind, at, recorded_at, by, data)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      int(same, 'row'),
      entry.desk,
      entry.seq,
      entry.orderId,
      subjectOf(entry),
      entry.kind,
      entry.at,
      entry.recordedAt,
      entry.by,
      JSON.stringify(entry.data),
    );
  }

  const isShown = (id: OrderId): boolean =>
    database.get('SELECT 1 FROM orders WHERE id = ?', id) !== undefined;

  return {
    /** @returns those that were not here yet, with the orders among them that this desk had not heard of; call it in a transaction */
    takeIn(rows: readonly unknown[]): {
      readonly entries: readonly Entry[];
      readonly newHere: ReadonlySet<OrderId>;
      readonly known: ReadonlySet<EntryId>;
    } {
      twins.clear();
      const entries = rows.map(takeInOne).filter((entry) => entry !== null);
      const received = entries.flatMap(({ kind, orderId }) =>
        kind === 'order-received' && orderId !== null ? [orderId] : [],
      );
      return { entries, newHere: new Set(received.filter((id) => !isShown(id))), known: new Set(twins) };
    },
    /** Reads again what an earlier version could not. @returns what it could read now; call it in a transaction */
    readAgain(): readonly Entry[] {
      const read = database
        .all('SELECT raw FROM unread_entries ORDER BY desk, seq')
        .map((row) => readEntry(json(row, 'raw')))
        .filter((entry) => typeof entry !== 'string');
      for (const entry of read) {
        database.run('DELETE FROM unread_entries WHERE desk = ? AND seq = ?', entry.desk, entry.seq);
        keep(entry);
      }
      return read;
    },
    seen: numbers.list,
    countUnread: (): number => count(database.get('SELECT count(*) AS n FROM unread_entries')),
  };
}

/** @returns why not, when it is of a kind or a shape this version does not know */
function readEntry(raw: unknown): Entry | string {
  try {
    return parseEntry(raw);
  } catch (error) {
    return messageOf(error);
  }
}
