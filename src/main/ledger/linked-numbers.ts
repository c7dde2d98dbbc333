import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { workstationIdSchema } from '../../shared/ids.ts';
import { wellFormed } from '../../shared/well-formed.ts';
import type { DeskNumber, LinkedEntry, LinkedNumbers } from '../linked-port.ts';
import type { Clock, SeenNumbers } from '../ports.ts';
import { count, int, json, text } from './columns.ts';
import type { Database, Row } from './database.ts';
import { createSettings } from './named-values.ts';
import type { Heard } from './partly-read.ts';
import { joinedNumbers } from './ranges.ts';
import { shownBefore, waitingBeside } from './shown-before.ts';

/** The minimum of a BigQuery row, for any kind and any newer app version. */
const linkedEntrySchema: z.ZodType<LinkedEntry> = z
  .object({
    id: z.string().min(1),
    desk: workstationIdSchema,
    seq: z.int().positive(),
    orderId: z.string().nullable(),
    kind: z.string().min(1),
    at: z.int().min(-8.64e15).max(8.64e15),
    recordedAt: z.int().min(-8.64e15).max(8.64e15),
    by: z.string(),
    data: z.unknown(),
  })
  .readonly();

/**
 * Sequences that came by link before BigQuery had them, stored one by one. After about an hour they have been seen there and are
 * counted in `seen_numbers`. Includes sequences shown in a table that was replaced since.
 */
export function createLinkedNumbers(database: Database, clock: Clock) {
  const settings = createSettings(database);
  return {
    has: (desk: string, seq: number): boolean =>
      database.get('SELECT 1 FROM linked_numbers WHERE desk = ? AND seq = ?', desk, seq) !== undefined,
    add(desk: string, seq: number): void {
      database.run(
        'INSERT INTO linked_numbers (desk, seq, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        desk,
        seq,
        clock.now(),
      );
    },
    /** Stores the raw event for a linked sequence, if the log keeps fewer fields of it than it had. */
    keepWhole({ entry, data }: Heard, raw: unknown): void {
      const whole = JSON.stringify(raw);
      const isLess = !isDeepStrictEqual(JSON.parse(JSON.stringify({ ...entry, data })), JSON.parse(whole));
      if (isLess) {
        const { desk, seq } = entry;
        database.run('UPDATE linked_numbers SET raw = ? WHERE desk = ? AND seq = ?', whole, desk, seq);
      }
    },
    /** Call when BigQuery has shown the event. */
    remove: (desk: string, seq: number): number =>
      database.run('DELETE FROM linked_numbers WHERE desk = ? AND seq = ?', desk, seq),
    list(): SeenNumbers {
      const before = shownBefore(settings);
      return joinedNumbers(before, waitingBeside(database, before));
    },
    /** The raw events with more fields than this version keeps, by sequence. */
    wholes: (desk: string, first: number, last: number): ReadonlyMap<number, unknown> =>
      new Map(
        database
          .all(
            'SELECT seq, raw FROM linked_numbers WHERE desk = ? AND seq BETWEEN ? AND ? AND raw IS NOT NULL',
            desk,
            first,
            last,
          )
          .map((row) => [int(row, 'seq'), json(row, 'raw')]),
      ),
  };
}
export type LinkedBook = ReturnType<typeof createLinkedNumbers>;

/** The queries for loading linked events into BigQuery for a computer that does not load them itself. */
export function createLinkedLoading(
  database: Database,
  clock: Clock,
  ofNumbers: (desk: DeskNumber['desk'], first: number, last: number) => readonly unknown[],
): LinkedNumbers {
  const numberOf = (row: Row): DeskNumber => ({
    desk: workstationIdSchema.parse(text(row, 'desk')),
    seq: int(row, 'seq'),
  });
  const listed = (numbers: readonly DeskNumber[]): string =>
    JSON.stringify(numbers.map(({ desk, seq }) => [desk, seq]));
  return {
    count: () => count(database.get('SELECT count(*) AS n FROM linked_numbers')),
    waiting(before, most) {
      // after the clock was set back they would otherwise wait that much longer
      const now = clock.now();
      if (database.get('SELECT 1 FROM linked_numbers WHERE owed = 0 AND at > ? LIMIT 1', now)) {
        database.run('UPDATE linked_numbers SET at = ?1 WHERE owed = 0 AND at > ?1', now);
      }
      return database
        .all(
          'SELECT desk, seq FROM linked_numbers WHERE owed = 0 AND at <= ? ORDER BY at, desk, seq LIMIT ?',
          before,
          most,
        )
        .map(numberOf);
    },
    entriesOf: (numbers) =>
      numbers
        .toSorted((one, other) =>
          one.desk === other.desk ? one.seq - other.seq : one.desk < other.desk ? -1 : 1,
        )
        .flatMap(({ desk, seq }) => ofNumbers(desk, seq, seq))
        .flatMap((raw) => linkedEntrySchema.safeParse(wellFormed(raw)).data ?? []),
    unseenOf: (numbers) =>
      database
        .all(
          `SELECT l.desk, l.seq FROM json_each(?) j JOIN linked_numbers l
             ON l.desk = j.value ->> 0 AND l.seq = j.value ->> 1`,
          listed(numbers),
        )
        .map(numberOf),
    owed(numbers) {
      database.run(
        `UPDATE linked_numbers SET owed = 1 WHERE (desk, seq) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
        listed(numbers),
      );
    },
  };
}
