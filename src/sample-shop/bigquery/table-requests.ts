import { parseJson } from '../../shared/parse-json.ts';
import type { Answer, Request } from '../http.ts';
import { isObject, json, textOf } from '../http.ts';
import { fail, unsupported } from './answers.ts';
import { rowOfCells } from './cells.ts';
import { preconditionFailed } from './dataset-requests.ts';
import type { Faults } from './faults.ts';
import type { Row } from './rows.ts';
import { readRows } from './rows.ts';
import type { Store } from './store.ts';
import type { StoredTable } from './tables.ts';
import { etagOf, makeTable, patchTable, tableBody, withRows } from './tables.ts';

const swallowingMs = 5 * 60_000;

/** Requests to the tables of one dataset. Metadata changes are rate-limited. */
export function createTableRequests(store: Store, faults: Faults) {
  const patched = new Map<string, readonly number[]>();

  function answer(
    request: Request,
    datasetId: string,
    tableId: string | undefined,
    more: string | undefined,
  ): Answer {
    const { method, body } = request;
    const { projectId } = store;
    if (!store.datasets.has(datasetId))
      return fail(404, `Not found: Dataset ${projectId}:${datasetId}`, 'notFound');
    if (tableId === undefined) {
      if (method === 'POST') return insertTable(datasetId, parseJson(body.toString('utf8')));
      const tables = [...store.tables()]
        .filter((one) => one.reference.datasetId === datasetId)
        .map(tableBody);
      return json(200, { kind: 'bigquery#tableList', totalItems: tables.length, tables });
    }
    const table = store.table({ datasetId, tableId });
    if (!table) return fail(404, `Not found: Table ${projectId}:${datasetId}.${tableId}`, 'notFound');
    if (more === 'insertAll') return insertAll(table, parseJson(body.toString('utf8')));
    if (method === 'GET' && more === 'data') return listRows(table, request);
    if (more !== undefined) return fail(404, 'Not found', 'notFound');
    if (method === 'GET') return json(200, tableBody(table));
    if (method === 'DELETE') {
      store.remove(table.reference);
      return { status: 204, body: '' };
    }
    return method === 'PATCH' ? patch(table, request) : unsupported(method);
  }

  function patch(table: StoredTable, { headers, body }: Request): Answer {
    const expected = headers['if-match'];
    if (expected !== undefined && expected !== etagOf(table)) return preconditionFailed();
    const { datasetId, tableId } = table.reference;
    const name = `${datasetId}.${tableId}`;
    const now = store.now();
    const late = (patched.get(name) ?? []).filter((at) => now - at < 10_000);
    if (late.length >= faults.patchesInTenSeconds) {
      return fail(
        403,
        'Exceeded rate limits: too many table update operations for this table. For more information, see https://cloud.google.com/bigquery/docs/troubleshoot-quotas',
        'rateLimitExceeded',
      );
    }
    const sent = parseJson(body.toString('utf8'));
    const keeps = isObject(sent) && isObject(sent.timePartitioning) ? sent.timePartitioning : {};
    if (keeps.expirationMs === null && !faults.billing) {
      return fail(
        403,
        'Billing has not been enabled for this project. Enable billing at https://console.cloud.google.com/billing. Partition expiration must be set and be at most 60 days.',
        'billingNotEnabled',
      );
    }
    const changed = patchTable(table, sent, now);
    if ('fault' in changed) return fail(400, changed.fault, 'invalid');
    patched.set(name, [...late, now]);
    store.put(changed);
    return json(200, tableBody(changed));
  }

  function insertTable(datasetId: string, sent: unknown): Answer {
    const given = isObject(sent) && isObject(sent.tableReference) ? sent.tableReference : {};
    const { projectId } = store;
    const reference = { projectId, datasetId, tableId: textOf(given.tableId) ?? '' };
    if (!/^[\w-]{1,1024}$/.test(reference.tableId)) {
      return fail(400, `Invalid table ID "${reference.tableId}".`, 'invalid');
    }
    if (store.table(reference)) {
      return fail(409, `Already Exists: Table ${projectId}:${datasetId}.${reference.tableId}`, 'duplicate');
    }
    const table = makeTable(reference, withDaysOf(store.datasets.get(datasetId) ?? {}, sent), store.now());
    store.put(table);
    return json(200, tableBody(table));
  }

  /**
   * Streaming. An insert id does not guarantee deduplication, so a row sent twice is stored twice; rows for a table just created
   * are lost.
   */
  function insertAll(table: StoredTable, sent: unknown): Answer {
    if (!faults.billing) {
      return fail(
        403,
        'Access Denied: BigQuery BigQuery: Streaming insert is not allowed in the free tier',
        'accessDenied',
      );
    }
    const rows = isObject(sent) && Array.isArray(sent.rows) ? sent.rows.filter(isObject) : [];
    const read = rows.map(({ json: row }) => readStreamed(row, table));
    if (read.every(({ fault }) => fault === null)) {
      const given = read.flatMap(({ row }): readonly Row[] => (row ? [row] : []));
      const now = store.now();
      if (now - table.createdAt >= swallowingMs) store.put(withRows(table, given, now, true));
      return json(200, { kind: 'bigquery#tableDataInsertAllResponse' });
    }
    const insertErrors = read.map(({ fault }, index) => ({
      index,
      errors: [fault === null ? { reason: 'stopped', message: '' } : { reason: 'invalid', message: fault }],
    }));
    return json(200, { kind: 'bigquery#tableDataInsertAllResponse', insertErrors });
  }

  function readStreamed(
    sent: unknown,
    { fields }: StoredTable,
  ): { readonly fault: string | null; readonly row?: Row } {
    if (!isObject(sent)) return { fault: 'Expected an object' };
    const jsons = fields.filter(({ type }) => type === 'JSON').map(({ name }) => name);
    // a JSON column accepts text here
    const given = Object.fromEntries(
      Object.entries(sent).map(([name, value]) => [
        name,
        jsons.includes(name) && typeof value === 'string' ? parseJson(value) : value,
      ]),
    );
    const result = readRows(JSON.stringify(given), fields, false);
    if (!('rows' in result)) return { fault: result.fault };
    const [row] = result.rows;
    return { fault: row ? faults.fault(row) : null, ...(row && { row }) };
  }

  return answer;
}

/** A partitioned table inherits the partition expiration of its dataset. */
function withDaysOf(
  { defaultPartitionExpirationMs: expirationMs }: { readonly [key: string]: unknown },
  sent: unknown,
): unknown {
  if (expirationMs === undefined || !isObject(sent) || !isObject(sent.timePartitioning)) return sent;
  return { ...sent, timePartitioning: { expirationMs, ...sent.timePartitioning } };
}

/** `tabledata.list`: the rows from `startIndex`, a page of `maxResults` at most. */
function listRows({ rows, fields }: StoredTable, { query }: Request): Answer {
  const from = Number(query.get('pageToken') ?? query.get('startIndex') ?? 0);
  const to = Math.min(rows.length, from + Number(query.get('maxResults') ?? 10_000));
  const cells = (row: Row) =>
    fields.map(({ name }) => {
      const value = row[name];
      if (value === null || value === undefined) return null;
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : JSON.stringify(value);
    });
  const inMicroseconds = query.get('formatOptions.useInt64Timestamp') === 'true';
  return json(200, {
    kind: 'bigquery#tableDataList',
    totalRows: String(rows.length),
    ...(to < rows.length && { pageToken: String(to) }),
    rows: rows.slice(from, to).map((row) => rowOfCells(cells(row), fields, inMicroseconds)),
  });
}
