import type { Entry } from '../../../shared/entry.ts';
import { int, json, text } from '../columns.ts';
import type { Database, Row, Value } from '../database.ts';
import { createErasure } from '../erasure.ts';
import { lastSeq } from '../facts.ts';
import type { Heard } from '../partly-read.ts';
import { createPartlyRead, heardIn, keptOf, saysAllOf } from '../partly-read.ts';
import { insertSql } from '../put-columns.ts';
import type { KeptName } from './kept-tables.ts';
import { keptTable } from './kept-tables.ts';
import type { Fields } from './records.ts';
import type { Salvage } from './salvage.ts';

/** Maps the rows of the broken file to the new one. */
export type FilledFacts = {
  /** Events that the copy lacked, or had with fewer fields. */
  readonly entries: readonly Entry[];
  /** The row of an entry in the new ledger, by its row in the broken one. */
  readonly rowOf: (broken: number) => number | null;
  /** Whether every event was restored. */
  readonly isWhole: boolean;
  /** The number of own sequences that an index has and no event does. */
  readonly lost: number;
};

/** @param deskId the computer whose sequences must stay without a gap */
export function fillFacts(database: Database, salvage: Salvage, deskId: string): FilledFacts {
  const moved = new Map<number, number>();
  const added: number[] = [];
  const erasure = createErasure(database);
  const partly = createPartlyRead(database);

  const isTaken = (desk: Value, seq: Value): boolean =>
    ['entries', 'twins', 'unread_entries'].some(
      (table) => database.get(`SELECT 1 FROM ${table} WHERE desk = ? AND seq = ?`, desk, seq) !== undefined,
    );

  function takeEntry(fields: Fields): void {
    const [row, id = null, desk = null, seq = null, ...rest] = fields;
    const known = database.get('SELECT row FROM entries WHERE id = ?', id);
    if (known) {
      if (int(known, 'row') !== row) moved.set(Number(row), int(known, 'row'));
      takeRest('entries', int(known, 'row'), named('entries', fields));
      return;
    }
    const isClash = isTaken(desk, seq);
    // another computer's event is imported again with its sequence; this computer's event gets the next one
    if (isClash && desk !== deskId) return;
    const free = database.get('SELECT 1 FROM entries WHERE row = ?', row ?? null) === undefined;
    const here = database.insert(
      insertInto('entries'),
      free ? (row ?? null) : null,
      id,
      desk,
      isClash ? lastSeq(database, deskId) + 1 : seq,
      ...rest,
    );
    if (!free) moved.set(Number(row), here);
    added.push(here);
  }

  /** The copy may predate fields that BigQuery added to a linked event, and BigQuery is not asked again. */
  function takeRest(table: 'entries' | 'twins', here: number, told: Row): void {
    const kept = database.get(
      `SELECT t.data FROM ${table} t JOIN linked_numbers USING (desk, seq)
       WHERE t.row = ? AND t.desk = ? AND t.seq = ?`,
      here,
      text(told, 'desk'),
      int(told, 'seq'),
    );
    const [heard] = kept === undefined ? [] : heardIn([told]);
    if (kept === undefined || heard === undefined) return;
    const { entry, data } = keptOf(heard, erasure.without);
    if (saysAllOf(json(kept, 'data'), data) || !saysAllOf(data, json(kept, 'data'))) return;
    database.run(
      `UPDATE ${table} SET data = ? WHERE desk = ? AND seq = ?`,
      JSON.stringify(data),
      entry.desk,
      entry.seq,
    );
    added.push(here);
  }

  function takeTwin(fields: Fields): void {
    const [, entry, desk = null, seq = null, ...rest] = fields;
    const here = rowOf(Number(entry));
    if (here === null) return;
    if (isTaken(desk, seq)) {
      const { id } = database.get('SELECT id FROM entries WHERE row = ?', here) ?? {};
      takeRest('twins', here, { ...named('twins', fields), id });
      return;
    }
    database.run(insertInto('twins'), null, here, desk, seq, ...rest);
    added.push(here);
  }

  function rowOf(broken: number): number | null {
    const here = moved.get(broken) ?? broken;
    return database.get('SELECT 1 FROM entries WHERE row = ?', here) ? here : null;
  }

  fillKeyed(database, salvage, 'erased_orders');
  fillKeyed(database, salvage, 'erased_subjects');
  const isWhole = salvage.each('entries', takeEntry);
  if (!isWhole) salvage.loose('entries').forEach(takeEntry);
  const areTwinsWhole = salvage.each('twins', takeTwin);
  if (!areTwinsWhole) salvage.loose('twins').forEach(takeTwin);
  salvage.each('unread_entries', (fields) => {
    if (!isTaken(fields[0] ?? null, fields[1] ?? null)) put(database, 'unread_entries', fields);
  });
  fillKeyed(database, salvage, 'partly_read');
  const filled = heardAt(database, added).map((heard) => written(database, erasure.without, heard));
  // the stored parse results may be lost, or differ from what is projected now
  filled.forEach(partly.note);
  return {
    entries: filled.map(({ entry }) => entry),
    rowOf,
    isWhole: isWhole && areTwinsWhole,
    lost: salvage
      .index('sqlite_autoindex_entries_2')
      .filter(([desk, seq]) => desk === deskId && typeof seq === 'number' && !isTaken(desk, seq)).length,
  };
}

const named = (table: 'entries' | 'twins', fields: Fields): Row =>
  Object.fromEntries(keptTable(table).columns.map((name, at) => [name, fields[at]]));

/** Removes the data of erased customers, whichever page the event was found on. */
function written(database: Database, without: (entry: Entry) => Entry, heard: Heard): Heard {
  const kept = keptOf(heard, without);
  if (kept !== heard) {
    const { desk, seq } = kept.entry;
    const data = JSON.stringify(kept.data);
    database.run('UPDATE entries SET data = ? WHERE desk = ? AND seq = ?', data, desk, seq);
    database.run('UPDATE twins SET data = ? WHERE desk = ? AND seq = ?', data, desk, seq);
  }
  return kept;
}

/** Every event for these facts, with the duplicates of other computers. */
function heardAt(database: Database, rows: readonly number[]): readonly Heard[] {
  const list = JSON.stringify([...new Set(rows)]);
  const stored = database.all(
    `SELECT e.* FROM json_each(?1) j JOIN entries e ON e.row = j.value
     UNION ALL SELECT e.row, e.id, t.desk, t.seq, t.order_id, t.subject, t.kind, t.at, t.recorded_at, t.by, t.data
       FROM json_each(?1) j JOIN twins t ON t.row = j.value JOIN entries e ON e.row = t.row`,
    list,
  );
  return heardIn(stored);
}

export const insertInto = (table: KeptName, or: '' | ' OR IGNORE' | ' OR REPLACE' = ''): string =>
  insertSql(table, keptTable(table).columns, or);

/** Adds a row unless its key exists. */
export const put = (database: Database, table: KeptName, fields: Fields): void =>
  void database.run(insertInto(table, ' OR IGNORE'), ...fields);

/** Adds the rows whose keys are missing. @returns whether all rows could be read */
export const fillKeyed = (database: Database, salvage: Salvage, table: KeptName): boolean =>
  salvage.each(table, (fields) => put(database, table, fields));
