import { randomBytes } from 'node:crypto';
import type { Entry } from '../../shared/entry.ts';
import type { WorkstationId } from '../../shared/ids.ts';
import { workstationIdSchema } from '../../shared/ids.ts';
import { int, text } from './columns.ts';
import { partingSchema, partingSetting, storySetting } from './copied-computer.ts';
import type { Database } from './database.ts';
import { readEntries } from './facts.ts';
import { createSettings, deskSetting } from './named-values.ts';
import { forgetLoads } from './warehouse-progress.ts';

export type Parted = { readonly deskId: WorkstationId; readonly entries: readonly Entry[] };

/**
 * Gives a copied ledger a new computer id, if that is pending. Events that are in the warehouse and were written before the
 * copies diverged keep the old id, which then belongs to the other computer. All others get sequences of the new id, loaded or
 * not: if both copies used a sequence, other computers have seen only one of the two events. A fact that exists already counts
 * once, by its id. Must run before anything uses the computer id of the ledger.
 * @returns the new id with its events; null when nothing is pending
 */
export function replaceComputerId(database: Database): Parted | null {
  const settings = createSettings(database);
  const owed = settings.get(partingSetting);
  const before = settings.get(deskSetting);
  if (owed === null || before === null) return null;
  return database.transaction(() => {
    const { first, at } = partingSchema.parse(JSON.parse(owed));
    const deskId = newDeskId(before);
    const moved = database.all(
      `SELECT e.row FROM entries e LEFT JOIN warehoused w ON w.entry = e.row
       WHERE e.desk = ? AND (e.seq >= ? OR w.state IS NOT 'committed') ORDER BY e.seq`,
      before,
      first,
    );
    renumber(
      database,
      deskId,
      moved.map((row) => int(row, 'row')),
    );
    database.run(
      `INSERT INTO seen_numbers (desk, first, last)
       SELECT desk, min(seq), max(seq) FROM
         (SELECT desk, seq, seq - row_number() OVER (ORDER BY seq) AS run FROM entries WHERE desk = ?) GROUP BY run`,
      before,
    );
    forgetLoads(database, settings, deskId);
    settings.set(deskSetting, deskId);
    settings.set(partingSetting, null);
    settings.set(storySetting, JSON.stringify({ desk: before, first, at }));
    const { entries } = readEntries(
      database.all('SELECT * FROM entries WHERE desk = ? ORDER BY seq', deskId),
    );
    return { deskId, entries };
  });
}

/** Changes only the computer id and sequence of events, never their content. */
function renumber(database: Database, deskId: WorkstationId, rows: readonly number[]): void {
  const guard = text(
    database.get("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'entries_stay'") ?? {},
    'sql',
  );
  database.exec('DROP TRIGGER entries_stay');
  for (const [index, row] of rows.entries()) {
    database.run(
      'UPDATE partly_read SET desk = ?, seq = ? WHERE (desk, seq) = (SELECT desk, seq FROM entries WHERE row = ?)',
      deskId,
      index + 1,
      row,
    );
    database.run('UPDATE entries SET desk = ?, seq = ? WHERE row = ?', deskId, index + 1, row);
    database.run('DELETE FROM warehoused WHERE entry = ?', row);
  }
  database.exec(guard);
}

/**
 * Returns an id that sorts before the old one. Of two rows of one fact recorded at the same moment the lower id counts, and the
 * new row is the one that every computer will have.
 */
function newDeskId(before: string): WorkstationId {
  for (let zeros = 1; ; zeros += 1) {
    const id = `desk-${'0'.repeat(zeros)}${randomBytes(6).toString('hex')}`;
    if (id < before || zeros === 12) return workstationIdSchema.parse(id);
  }
}
