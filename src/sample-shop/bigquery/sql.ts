import { DatabaseSync } from 'node:sqlite';
import { isObject } from '../http.ts';
import type { Params } from './params.ts';
import { isoOf } from './params.ts';
import type { Field, Row } from './rows.ts';
import { addFunctions } from './sql-functions.ts';
import { inSqlite } from './sql-words.ts';
import type { StoredTable } from './tables.ts';

export type Cell = string | number | bigint | null;
export type Column = { readonly name: string; readonly type: string };
export type Selected = { readonly columns: readonly Column[]; readonly rows: readonly (readonly Cell[])[] };
/** The changes a statement would make to the rows of its table, by its initial snapshot. */
export type Changes = {
  readonly changed: readonly { readonly before: Row; readonly after: Row | null }[];
  readonly added: readonly Row[];
};

export type Sql = {
  /** @throws Error with SQLite's message for a statement this engine does not support */
  select(statement: string, params: Params, tables: ReadonlyMap<string, StoredTable>): Selected;
  /** Runs a statement that changes rows of `target`, and rolls it back. */
  change(
    statement: string,
    params: Params,
    tables: ReadonlyMap<string, StoredTable>,
    target: StoredTable,
  ): Changes;
  close(): void;
};

const columnsTypes: { readonly [type: string]: string } = {
  INTEGER: 'INTEGER',
  INT64: 'INTEGER',
  FLOAT: 'REAL',
};
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * The simple part of BigQuery's SQL, run by SQLite: arrays only from JSON or from an aggregation that is unnested, QUALIFY only
 * with a row number.
 */
export function openSql(now: () => number): Sql {
  const database = new DatabaseSync(':memory:');
  addFunctions(database, now);
  const loaded = new Map<string, { readonly table: StoredTable; rows: readonly Row[] }>();

  function sync(tables: ReadonlyMap<string, StoredTable>): void {
    for (const [name, table] of tables) {
      if (table.isView) makeView(name, table);
      else load(name, table);
    }
  }

  function makeView(name: string, { resource }: StoredTable): void {
    const query = isObject(resource.view) ? String(resource.view.query) : '';
    database.exec(`DROP VIEW IF EXISTS ${quoted(name)}`);
    database.exec(`CREATE VIEW ${quoted(name)} AS ${inSqlite(query, {})}`);
  }

  function load(name: string, table: StoredTable): void {
    const known = loaded.get(name);
    const isSame = known?.table.fields === table.fields && known.table.createdAt === table.createdAt;
    // a longer list with the same beginning: rows were only added
    const isLonger = isSame && known.rows.every((row, at) => row === table.rows[at]);
    if (!isLonger) {
      const columns = table.fields.map(
        (field) => `${quoted(field.name)} ${columnsTypes[field.type] ?? 'TEXT'}`,
      );
      database.exec(`DROP TABLE IF EXISTS ${quoted(name)}`);
      database.exec(`CREATE TABLE ${quoted(name)} (${columns.join(', ')})`);
    }
    const places = table.fields.map(() => '?').join(', ');
    const insert = database.prepare(`INSERT INTO ${quoted(name)} VALUES (${places})`);
    for (const row of table.rows.slice(isLonger ? known.rows.length : 0)) {
      insert.run(...table.fields.map((field) => stored(row[field.name], field)));
    }
    loaded.set(name, { table, rows: table.rows });
  }

  function prepared(statement: string, params: Params) {
    const text = inSqlite(statement, params.structs);
    const ready = database.prepare(text);
    ready.setAllowUnknownNamedParameters(true);
    return ready;
  }

  return {
    select(statement, params, tables) {
      sync(tables);
      const ready = prepared(statement, params);
      ready.setReturnArrays(true);
      const rows = ready.all(params.named, ...params.positional).map((row) => Object.values(row)) as Cell[][];
      const all = ready.columns();
      const kept = all.flatMap(({ name }, at) => (name === 'row_chosen' ? [] : [at]));
      const columns = kept.map((at) => {
        const { name = '', table, column } = all[at] ?? {};
        const field = table ? loaded.get(table)?.table.fields.find((one) => one.name === column) : undefined;
        return { name, type: field?.type ?? typeOf(rows, at) };
      });
      return { columns, rows: rows.map((row) => kept.map((at) => row[at] ?? null)) };
    },
    change(statement, params, tables, target) {
      sync(tables);
      const [name] = [...tables].find(([, table]) => table === target) ?? [''];
      const read = () =>
        new Map(
          database
            .prepare(`SELECT rowid AS "row number", * FROM ${quoted(name)} ORDER BY rowid`)
            .all()
            .map(({ 'row number': at, ...row }) => [Number(at), row]),
        );
      const before = read();
      database.exec('SAVEPOINT tried');
      try {
        prepared(statement, params).run(params.named, ...params.positional);
        const after = read();
        const changed = [...before].flatMap(([at, row]) => {
          const now = after.get(at);
          const original = target.rows[at - 1];
          if (!original || (now && JSON.stringify(now) === JSON.stringify(row))) return [];
          return [{ before: original, after: now ? rowOf(now, target.fields) : null }];
        });
        const added = [...after]
          .filter(([at]) => !before.has(at))
          .map(([, row]) => rowOf(row, target.fields));
        return { changed, added };
      } finally {
        database.exec('ROLLBACK TO tried');
        database.exec('RELEASE tried');
      }
    },
    close: () => database.close(),
  };
}

function stored(value: unknown, { type }: Field): string | number | null {
  if (value === null || value === undefined) return null;
  if (type === 'JSON') return typeof value === 'string' ? value : JSON.stringify(value);
  if (type === 'TIMESTAMP' && (typeof value === 'string' || typeof value === 'number')) return isoOf(value);
  if (typeof value === 'boolean')
    return type === 'BOOLEAN' || type === 'BOOL' ? Number(value) : String(value);
  if (typeof value === 'number' || typeof value === 'string') return value;
  return JSON.stringify(value);
}

function rowOf(row: { readonly [column: string]: unknown }, fields: readonly Field[]): Row {
  return Object.fromEntries(
    fields.flatMap(({ name, type }) => {
      const value = row[name];
      if (value === null || value === undefined) return [];
      if (type === 'JSON' && typeof value === 'string') return [[name, JSON.parse(value)]];
      return [[name, type === 'BOOLEAN' || type === 'BOOL' ? value === 1 : value]];
    }),
  );
}

/** The type of a computed column, by its first value. */
function typeOf(rows: readonly (readonly Cell[])[], at: number): string {
  const value = rows.find((row) => row[at] !== null)?.[at];
  if (typeof value === 'number') return Number.isInteger(value) ? 'INTEGER' : 'FLOAT';
  return 'STRING';
}
