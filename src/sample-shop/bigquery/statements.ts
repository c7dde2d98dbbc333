import { isObject, textOf } from '../http.ts';
import type { Faults } from './faults.ts';
import type { Outcome } from './jobs.ts';
import { failedWith } from './jobs.ts';
import { readParams } from './params.ts';
import type { Row } from './rows.ts';
import type { Cell, Column, Selected, Sql } from './sql.ts';
import type { Store } from './store.ts';
import type { StoredTable } from './tables.ts';
import { withOtherRows } from './tables.ts';

/** The request of `jobs.query` or of a query job: the body of the first is `configuration.query` of the second. */
export type Asked = { readonly [name: string]: unknown };

const dml = /^\s*(INSERT|UPDATE|DELETE|MERGE|TRUNCATE)\b/i;
const leastBilled = 10 * 1024 * 1024;

/**
 * Starts a statement: it has read a snapshot of the rows, and changes them when it is run. It fails if another statement has
 * changed its rows in between; inserted rows never conflict, even if another statement has inserted the same.
 */
export function beginStatement(
  asked: Asked,
  { store, sql, faults }: { readonly store: Store; readonly sql: Sql; readonly faults: Faults },
): () => Outcome {
  const statement = textOf(asked.query) ?? '';
  const params = readParams(asked.queryParameters);
  const tables = tablesIn(statement, store);
  if ('missing' in tables) {
    return () => failedWith({ reason: 'notFound', message: `Not found: Table ${tables.missing}` });
  }
  const { found } = tables;
  const isDml = dml.test(statement);
  if (isDml && !faults.billing) {
    const message =
      'Billing has not been enabled for this project. Enable billing at https://console.cloud.google.com/billing. DML queries are not allowed in the free tier. Set up a billing account to remove this restriction.';
    return () => failedWith({ reason: 'billingNotEnabled', message });
  }
  const processed = [...found.values()].reduce((sum, table) => sum + bytesRead(table, statement, store), 0);
  const billed = billedFor([...found.values()].filter(({ isView }) => !isView).length, processed);
  const most = Number(asked.maximumBytesBilled ?? Number.POSITIVE_INFINITY);
  if (billed > most) {
    const message = `Query exceeded limit for bytes billed: ${most}. ${billed} or higher required.`;
    return () => failedWith({ reason: 'bytesBilledLimitExceeded', message });
  }
  const statistics = (more: object) => ({
    totalBytesProcessed: String(processed),
    query: {
      totalBytesProcessed: String(processed),
      totalBytesBilled: String(billed),
      cacheHit: false,
      ...more,
    },
  });
  if (asked.dryRun === true) return () => ({ errors: [], statistics: statistics({}) });
  try {
    return isDml ? change() : select();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const message = `The stand-in of BigQuery can not carry this out: ${error.message}`;
    return () => failedWith({ reason: 'invalidQuery', message, location: 'query' });
  }

  function select(): () => Outcome {
    const planned = faults.answer(statement, params.named);
    const selected = planned ? asSelected(planned) : sql.select(statement, params, found);
    return () => ({ errors: [], statistics: statistics({ statementType: 'SELECT' }), selected });
  }

  function change(): () => Outcome {
    const [target] = found.values();
    if (!target) throw new Error('no table is named');
    const { changed, added } = sql.change(statement, params, found, target);
    return () => {
      const now = store.table(target.reference);
      if (!now)
        return failedWith({ reason: 'notFound', message: `Not found: Table ${target.reference.tableId}` });
      const name = `${target.reference.projectId}:${target.reference.datasetId}.${target.reference.tableId}`;
      const settled = new Set(now.rows.slice(0, now.rows.length - now.streamed));
      if (changed.some(({ before }) => !now.rows.includes(before))) {
        const message = `Could not serialize access to table ${name} due to concurrent update`;
        return failedWith({ reason: 'invalidQuery', message, location: 'query' });
      }
      if (changed.some(({ before }) => !settled.has(before))) {
        const message = `UPDATE or DELETE statement over table ${name} would affect rows in the streaming buffer, which is not supported`;
        return failedWith({ reason: 'invalidQuery', message, location: 'query' });
      }
      const after = new Map<Row, Row | null>(changed.map((one) => [one.before, one.after]));
      const kept = now.rows.flatMap((row): readonly Row[] => {
        const changedTo = after.get(row);
        return changedTo === undefined ? [row] : changedTo === null ? [] : [changedTo];
      });
      const affected = changed.length + added.length;
      if (affected > 0) store.put(withOtherRows(now, [...kept, ...added], store.now()));
      return { errors: [], statistics: statistics({ numDmlAffectedRows: String(affected) }) };
    };
  }
}

/** The tables a statement names in backticks, including those of its views. */
function tablesIn(
  statement: string,
  store: Store,
): { readonly found: ReadonlyMap<string, StoredTable> } | { readonly missing: string } {
  const found = new Map<string, StoredTable>();
  for (const [, written = ''] of statement.matchAll(/`([^`]+)`/g)) {
    if (!written.includes('.')) continue; // a column
    const [tableId = '', datasetId = '', projectId = store.projectId] = written.split('.').reverse();
    const table = store.table({ datasetId, tableId });
    if (!table) return { missing: `${projectId}:${datasetId}.${tableId}` };
    if (table.isView && isObject(table.resource.view)) {
      const inner = tablesIn(String(table.resource.view.query), store);
      if ('missing' in inner) return inner;
      for (const [name, one] of inner.found) found.set(name, one);
    }
    found.set(written, table);
  }
  return { found };
}

/** The bytes of the columns a statement reads; a star reads them all. */
function bytesRead(table: StoredTable, statement: string, store: Store): number {
  const readsAll =
    /\bSELECT\s+(\w+\.)?\*/i.test(statement) ||
    [...store.tables()].some(
      ({ isView, reference }) => isView && statement.includes(`.${reference.tableId}\``),
    );
  return Object.entries(table.bytes)
    .filter(([column]) => readsAll || new RegExp(`\\b${column}\\b`, 'i').test(statement))
    .reduce((sum, [, bytes]) => sum + bytes, 0);
}

/** Whole mebibytes, and at least ten for each table. */
const billedFor = (tables: number, processed: number): number =>
  tables === 0 ? 0 : Math.max(tables * leastBilled, Math.ceil(processed / 1_048_576) * 1_048_576);

function asSelected(rows: readonly { readonly [column: string]: unknown }[]): Selected {
  const columns: readonly Column[] = Object.entries(rows[0] ?? {}).map(([name, value]) => ({
    name,
    type: typeof value === 'number' ? 'INTEGER' : 'STRING',
  }));
  return { columns, rows: rows.map((row) => columns.map(({ name }) => cellOf(row[name]))) };
}

const cellOf = (value: unknown): Cell =>
  value === null || value === undefined
    ? null
    : typeof value === 'number' || typeof value === 'string'
      ? value
      : JSON.stringify(value);
