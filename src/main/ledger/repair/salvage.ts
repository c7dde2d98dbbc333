import type { Value } from '../database.ts';
import type { FilePages } from './file-pages.ts';
import { openPages } from './file-pages.ts';
import type { KeptName } from './kept-tables.ts';
import { isRowOf, keptTable } from './kept-tables.ts';
import type { Fields } from './records.ts';
import { looseRows, markFree, markTree, readTree } from './trees.ts';

/** On which page each table and index begins, by name. */
export type Roots = { readonly [name: string]: number };

/** A file that SQLite may refuse, read as far as its pages are sound. Nothing is written to it. */
export type Salvage = {
  /** Calls `onRow` with each row that can be read. @returns whether these are all of them, as they were last written */
  each(table: KeptName, onRow: (fields: Fields) => void): boolean;
  /** The entries of an index that can be read. */
  index(name: string): readonly Fields[];
  /** Rows on pages that no table leads to any more. */
  loose(table: KeptName): readonly Fields[];
  /** Whether the loose rows are current; otherwise one may be an old version of a row that was moved since. */
  isLooseCurrent(): boolean;
  close(): void;
};

/** @param known earlier root pages, for tables that the damaged file does not list any more */
export function openSalvage(file: string, known: Roots): Salvage {
  const pages = openPages(file);
  const roots: Roots = { ...known, ...rootsOf(pages) };
  let lost: Loose | null = null;
  return {
    each(table, onRow) {
      const root = roots[table];
      if (root === undefined) return false;
      let isAll = true;
      const isWhole = readTree(pages, root, ({ row, fields }) => {
        const read = withNumber(table, row, fields);
        if (read === null) isAll = false;
        else onRow(read);
      });
      return isWhole && isAll && pages.isLogWhole;
    },
    index(name) {
      const found: Fields[] = [];
      const root = roots[name];
      if (root === undefined) return found;
      readTree(pages, root, ({ fields }) => void found.push(fields));
      return found;
    },
    loose(table) {
      lost ??= looseIn(pages, Object.values(roots));
      return lost.rows.get(table) ?? [];
    },
    isLooseCurrent() {
      lost ??= looseIn(pages, Object.values(roots));
      return lost.isCurrent && pages.isLogWhole;
    },
    close: pages.close,
  };
}

/** Adds the rowid, which SQLite stores outside the record. @returns null when it is not a row of the table */
function withNumber(table: KeptName, row: number, fields: Fields): Fields | null {
  if (!isRowOf(table, fields)) return null;
  return keptTable(table).key.length === 0 ? [row, ...fields.slice(1)] : fields;
}

/** Tables whose rows can be recognized by their content. */
const recognizable = ['entries', 'twins', 'documents', 'messages', 'readings'] as const;

type Loose = { readonly rows: ReadonlyMap<KeptName, readonly Fields[]>; readonly isCurrent: boolean };

function looseIn(pages: FilePages, roots: readonly number[]): Loose {
  const seen = new Set<number>([1]);
  const isCurrent = markFree(pages, seen);
  for (const root of roots) markTree(pages, root, seen);
  const found = new Map<KeptName, Fields[]>(recognizable.map((table) => [table, []]));
  for (let page = 2; page <= pages.count; page += 1) {
    if (seen.has(page)) continue;
    for (const { row, fields } of looseRows(pages, page)) {
      const table = recognizable.find((name) => isRowOf(name, fields));
      const read = table && withNumber(table, row, fields);
      if (table && read) found.get(table)?.push(read);
    }
  }
  return { rows: found, isCurrent };
}

/** The root pages from the readable part of `sqlite_schema`. */
function rootsOf(pages: FilePages): Roots {
  const roots: { [name: string]: number } = {};
  readTree(pages, 1, ({ fields }) => {
    const [type, name, , root] = fields;
    if (isNamed(type, name) && typeof root === 'number' && root > 1) roots[name] = root;
  });
  return roots;
}

const isNamed = (type: Value | undefined, name: Value | undefined): name is string =>
  (type === 'table' || type === 'index') && typeof name === 'string';
