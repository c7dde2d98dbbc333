import type { Cell, Column } from './sql.ts';

/** A result row in the REST interface's format. Timestamps are microseconds if requested, else seconds. */
export function rowOfCells(
  cells: readonly (Cell | boolean)[],
  columns: readonly Column[],
  inMicroseconds: boolean,
): object {
  return { f: columns.map(({ type }, at) => ({ v: written(cells[at] ?? null, type, inMicroseconds) })) };
}

function written(value: Cell | boolean, type: string, inMicroseconds: boolean): string | null {
  if (value === null) return null;
  if (type === 'TIMESTAMP') {
    const ms = Date.parse(String(value));
    return inMicroseconds ? String(ms * 1000) : String(ms / 1000);
  }
  if (type === 'BOOLEAN' || type === 'BOOL') return String(value === 1 || value === true);
  return String(value);
}

export const fieldsOf = (columns: readonly Column[]): readonly object[] =>
  columns.map(({ name, type }) => ({ name, type, mode: 'NULLABLE' }));
