import type { Row } from './database.ts';

// What comes out of a column is checked like everything else that was stored.

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw wrong(column, 'text', value);
  return value;
}

export const maybeText = (row: Row, column: string): string | null =>
  row[column] === null ? null : text(row, column);

export function int(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw wrong(column, 'a number', value);
  return value;
}

export const maybeInt = (row: Row, column: string): number | null =>
  row[column] === null ? null : int(row, column);

export function bytes(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw wrong(column, 'bytes', value);
  return value;
}

export const flag = (row: Row, column: string): boolean => int(row, column) !== 0;

export function json(row: Row, column: string): unknown {
  return JSON.parse(text(row, column));
}

/** The one number a counting query gives. */
export const count = (row: Row | undefined): number => (row === undefined ? 0 : int(row, 'n'));

const wrong = (column: string, wanted: string, value: unknown): Error =>
  new Error(`column ${column} of the ledger holds ${typeof value}, not ${wanted}`);
