import { z } from 'zod';
import { parseJson } from '../../../shared/parse-json.ts';
import { hasCode } from '../../../shared/problem.ts';
import type { Value } from '../database.ts';
import { openDatabase, resultCode } from '../database.ts';
import { isClosed } from './file-mark.ts';

type Table = {
  /** The primary key. */
  readonly key: readonly string[];
  /** Whether the key is a rowid. */
  readonly isNumbered?: true;
  /** The column of JSON. */
  readonly json?: string;
};

/** The tables that are carried over from a broken ledger. A test names those that are not. */
export const carriedTables = {
  entries: { key: ['row'], isNumbered: true, json: 'data' },
  warehoused: { key: ['entry'], isNumbered: true },
  documents: { key: ['row'], isNumbered: true, json: 'headers' },
  document_orders: { key: ['order_id', 'document'] },
  messages: { key: ['row'], isNumbered: true, json: 'payload' },
  readings: { key: ['row'], isNumbered: true, json: 'body' },
  settings: { key: ['name'] },
  checkpoints: { key: ['name'] },
  saved_views: { key: ['id'], json: 'body' },
  unread_orders: { key: ['order_id'] },
  // erased data must stay erased, even if the erasure event is lost
  erased_orders: { key: ['order_id'] },
  erased_subjects: { key: ['subject'] },
} as const satisfies { readonly [table: string]: Table };
export type CarriedTable = keyof typeof carriedTables;
export const keyOf = (table: CarriedTable): readonly string[] => carriedTables[table].key;

export type CarriedRow = { readonly [column: string]: Value };
const rowSchema = z.record(z.string(), z.union([z.null(), z.number(), z.string(), z.instanceof(Uint8Array)]));

/** A damaged ledger, read by SQLite as far as it gives rows. Nothing is written to it. */
export type BrokenLedger = {
  /** Whether the rows are as they were last written. */
  readonly isCurrent: boolean;
  /** Calls `onRow` with each readable row that violates no constraint. @returns whether these are all, and current */
  each(table: CarriedTable, onRow: (row: CarriedRow) => void): boolean;
  close(): void;
};

/** Used when there is no file, or SQLite crashes on it. */
export const unreadableLedger: BrokenLedger = { isCurrent: false, each: () => false, close: () => {} };

/** SQLITE_CONSTRAINT. */
export const constraint = 19;
const pageSize = 64;
const lastText = '\u{10ffff}';

export function openBroken(file: string): BrokenLedger {
  // SQLite ignores, without an error, what follows a damaged frame of the log of a crash
  const isCurrent = isClosed(file);
  const database = openDatabase(file, { readOnly: true });

  /** @returns null if SQLite cannot read all of these rows */
  function read(sql: string, ...values: readonly Value[]): readonly CarriedRow[] | null {
    try {
      return database.all(sql, ...values).map((row) => rowSchema.parse(row));
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return null;
    }
  }

  /** Reads on from a key, in ever smaller pages. @returns the key before the first unreadable row; null at the end */
  function readOn(
    table: CarriedTable,
    { from, isBackwards = false }: { readonly from: readonly Value[]; readonly isBackwards?: boolean },
    onRow: (row: CarriedRow) => void,
  ): readonly Value[] | null {
    const key = keyOf(table);
    const where = `(${key.join(', ')}) ${isBackwards ? '<' : '>'} (${key.map(() => '?').join(', ')})`;
    const order = key.map((column) => `${column} ${isBackwards ? 'DESC' : 'ASC'}`).join(', ');
    let last = from;
    for (let size = pageSize; size >= 1; ) {
      const rows = read(`SELECT * FROM ${table} WHERE ${where} ORDER BY ${order} LIMIT ?`, ...last, size);
      if (rows === null) {
        size = Math.floor(size / 2);
        continue;
      }
      rows.forEach(onRow);
      const end = rows.at(-1);
      if (end === undefined || rows.length < size) return null;
      last = key.map((column) => end[column] ?? null);
      size = pageSize;
    }
    return last;
  }

  /** Finds the next readable row: doubles the distance until one is read, then halves it. @returns the rowid before it */
  function skipFrom(table: CarriedTable, rowid: number): number | null {
    const [key] = keyOf(table);
    const isReadable = (after: number): boolean =>
      read(`SELECT * FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT 1`, after) !== null;
    let step = 1;
    while (!isReadable(rowid + step)) {
      step *= 2;
      if (rowid + step > Number.MAX_SAFE_INTEGER) return null;
    }
    let [unread, found] = [rowid + Math.floor(step / 2), rowid + step];
    while (found - unread > 1) {
      const middle = Math.floor((unread + found) / 2);
      if (isReadable(middle)) found = middle;
      else unread = middle;
    }
    return found;
  }

  return {
    isCurrent,
    each(table, onRow) {
      const { key, isNumbered, json }: Table = carriedTables[table];
      let isWhole = isCurrent;
      function take(row: CarriedRow): void {
        try {
          if (isSound(row, json)) onRow(row);
          else isWhole = false;
        } catch (error) {
          if (resultCode(error) !== constraint) throw error;
          isWhole = false;
        }
      }
      const first: Value = isNumbered ? 0 : '';
      let stopped = readOn(table, { from: key.map(() => first) }, take);
      if (stopped !== null) isWhole = false;
      if (stopped !== null && !isNumbered)
        readOn(table, { from: key.map(() => lastText), isBackwards: true }, take);
      while (stopped !== null && isNumbered) {
        const next = skipFrom(table, Number(stopped[0]));
        stopped = next === null ? null : readOn(table, { from: [next] }, take);
      }
      return isWhole;
    },
    close: database.close,
  };
}

/** SQLITE_ERROR, as for a table that the file does not list any more, SQLITE_IOERR, _CORRUPT, _TOOBIG and _NOTADB. */
const unreadableCodes: readonly number[] = [1, 10, 11, 18, 26];

function isUnreadable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // an integer that no number holds
  if (hasCode(error, 'ERR_OUT_OF_RANGE')) return true;
  return unreadableCodes.includes(resultCode(error) || resultCode(error.cause));
}

/** An overwritten page in the middle of a long value is no error for SQLite, but it is neither JSON nor text. */
function isSound(row: CarriedRow, json: string | undefined): boolean {
  const written = json === undefined ? null : row[json];
  if (typeof written === 'string' && parseJson(written) === undefined) return false;
  return !(row.body instanceof Uint8Array && row.body.includes(0));
}
