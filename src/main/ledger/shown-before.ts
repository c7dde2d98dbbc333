import { z } from 'zod';
import type { WorkstationId } from '../../shared/ids.ts';
import { workstationIdSchema } from '../../shared/ids.ts';
import type { SeenNumbers, Settings } from '../ports.ts';
import { int, text } from './columns.ts';
import type { Database } from './database.ts';
import { joinedNumbers } from './ranges.ts';
import { createSeenNumbers } from './seen-numbers.ts';

/* Sequences of other computers that BigQuery had shown in a table that was replaced since. */

export const shownSetting = 'ledger.shown-before';
const shownSchema = z.array(
  z.tuple([workstationIdSchema, z.array(z.object({ first: z.int(), last: z.int() }).readonly()).readonly()]),
);

/** Every stored sequence of another computer; ?1 is this computer. */
export const othersHere = `SELECT desk, seq FROM entries WHERE desk <> ?1
  UNION SELECT desk, seq FROM twins WHERE desk <> ?1 UNION SELECT desk, seq FROM unread_entries WHERE desk <> ?1`;

/** The sequences, all stored here, whatever the new table has shown of them. */
export function shownBefore(settings: Pick<Settings, 'get'>): SeenNumbers {
  const kept = settings.get(shownSetting);
  return new Map(kept === null ? [] : shownSchema.parse(JSON.parse(kept)));
}

/** Whether there are any. If so, the ledger is not a new one to fill, even if BigQuery has shown nothing yet. */
export const hasShownBefore = ({ settings }: { readonly settings: Pick<Settings, 'get'> }): boolean =>
  settings.get(shownSetting) !== null;

type ShownParts = {
  readonly database: Database;
  readonly settings: Settings;
  readonly deskId: WorkstationId;
};

/** Starts with a new table that has shown nothing: remote events wait for it like linked ones. */
export function startToShow({ database, settings, deskId }: ShownParts, now: number): void {
  const shown = joinedNumbers(shownBefore(settings), createSeenNumbers(database).list());
  if (shown.size === 0) return;
  settings.set(shownSetting, JSON.stringify([...shown]));
  database.run(
    `INSERT INTO linked_numbers (desk, seq, at) SELECT desk, seq, ?2 FROM (${othersHere})
     WHERE true ON CONFLICT DO NOTHING`,
    deskId,
    now,
  );
  database.run('DELETE FROM seen_numbers');
}

/** Waiting sequences outside these ranges. The ranges may cover a year, so they are not read one by one. */
export function waitingBeside(database: Database, ranges: SeenNumbers): SeenNumbers {
  const desks = database
    .all(
      `WITH RECURSIVE desks (desk) AS (SELECT min(desk) FROM linked_numbers UNION ALL
         SELECT (SELECT min(desk) FROM linked_numbers WHERE desk > desks.desk) FROM desks WHERE desk IS NOT NULL)
       SELECT desk FROM desks WHERE desk IS NOT NULL`,
    )
    .map((row) => workstationIdSchema.parse(text(row, 'desk')));
  const numbersOf = (desk: WorkstationId): readonly number[] => {
    const known = ranges.get(desk) ?? [];
    const from = [0, ...known.map(({ last }) => last + 1)];
    const to = [...known.map(({ first }) => first - 1), Number.MAX_SAFE_INTEGER];
    return from.flatMap((first, index) =>
      database
        .all(
          'SELECT seq FROM linked_numbers WHERE desk = ? AND seq BETWEEN ? AND ?',
          desk,
          first,
          to[index] ?? 0,
        )
        .map((row) => int(row, 'seq')),
    );
  };
  return new Map(
    desks.map((desk) => [desk, numbersOf(desk).map((seq) => ({ first: seq, last: seq }))] as const),
  );
}
