import type { Entry } from '../../../shared/entry.ts';
import { int } from '../columns.ts';
import type { Database } from '../database.ts';
import { lastSeq } from '../facts.ts';
import { createPartlyRead, heardIn } from '../partly-read.ts';
import { othersHere } from '../shown-before.ts';
import type { BrokenLedger } from './broken-ledger.ts';
import { carryTable, insertRow } from './carry-table.ts';

export type CarriedEntries = {
  /** Events that the copy lacked. */
  readonly entries: readonly Entry[];
  readonly isWhole: boolean;
  /** Whether it is known which events BigQuery has. */
  readonly areLoadsKnown: boolean;
};

type Parts = { readonly deskId: string; readonly now: number };

/** Adds the events of the broken ledger, and which of them BigQuery has; in doubt fewer, as a second load counts once. */
export function carryEntries(
  database: Database,
  broken: BrokenLedger,
  { deskId, now }: Parts,
): CarriedEntries {
  const added: number[] = [];
  /** The rows that hold the same event in both. */
  const same = new Set<unknown>();
  const isWhole = broken.each('entries', (row) => {
    const known = database.get('SELECT row FROM entries WHERE id = ?', row.id ?? null);
    if (known) {
      if (known.row === row.row) same.add(row.row);
    } else if (insertRow(database, 'entries', row, ' OR IGNORE') === 1) {
      same.add(row.row);
      added.push(int(row, 'row'));
    } else if (row.desk === deskId) {
      // the copy has another event of this number; that of another computer comes again from BigQuery
      insertRow(database, 'entries', { ...row, row: null, seq: lastSeq(database, deskId) + 1 });
      added.push(int(database.get('SELECT max(row) AS n FROM entries') ?? {}, 'n'));
    }
  });
  // BigQuery shows them again, and then they are counted as seen
  database.run(
    `INSERT OR IGNORE INTO linked_numbers (desk, seq, at) SELECT desk, seq, ?2 FROM (${othersHere}) o
     WHERE NOT EXISTS (SELECT 1 FROM seen_numbers s WHERE s.desk = o.desk AND o.seq BETWEEN s.first AND s.last)`,
    deskId,
    now,
  );
  const heard = heardIn(
    database.all(
      'SELECT e.* FROM json_each(?) j JOIN entries e ON e.row = j.value ORDER BY e.row',
      JSON.stringify(added),
    ),
  );
  heard.forEach(createPartlyRead(database).note);
  const areLoadsKnown = carryTable(database, broken, 'warehoused', (row) => same.has(row.entry));
  return { entries: heard.map(({ entry }) => entry), isWhole, areLoadsKnown };
}
