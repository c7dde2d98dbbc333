import { isObject } from '../http.ts';
import type { Field, Row } from './rows.ts';
import { readFields } from './rows.ts';

/** The location of all the sample shop's datasets. */
export const location = 'EU';

export type Reference = { readonly projectId: string; readonly datasetId: string; readonly tableId: string };
export type StoredTable = {
  readonly reference: Reference;
  /** The client's resource, with the fields that the service adds. */
  readonly resource: { readonly [key: string]: unknown };
  readonly fields: readonly Field[];
  readonly isView: boolean;
  /** Append-only, except for a statement that changes rows: it replaces the list. */
  readonly rows: readonly Row[];
  /** The number of last rows in the streaming buffer: no statement may change them. */
  readonly streamed: number;
  /** The size of the rows by column, as BigQuery counts and bills bytes. */
  readonly bytes: ColumnBytes;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly etag: number;
};
export type ColumnBytes = { readonly [column: string]: number };

/** A table made from a client's request. */
export function makeTable(reference: Reference, sent: unknown, now: number): StoredTable {
  const resource = isObject(sent) ? sent : {};
  return {
    reference,
    resource,
    fields: readFields(resource.schema),
    isView: isObject(resource.view),
    rows: [],
    streamed: 0,
    bytes: {},
    createdAt: now,
    modifiedAt: now,
    etag: 1,
  };
}

/**
 * A table after `tables.patch`: a schema may only add nullable columns, and make a column nullable.
 * @returns the fault for any other change
 */
export function patchTable(
  table: StoredTable,
  sent: unknown,
  now: number,
): StoredTable | { readonly fault: string } {
  const patch = isObject(sent) ? sent : {};
  const fields = patch.schema === undefined ? table.fields : readFields(patch.schema);
  const { reference, isView } = table;
  const name = `${reference.projectId}:${reference.datasetId}.${reference.tableId}`;
  if (!isView) {
    const sentFields = new Map(fields.map((field) => [field.name, field]));
    for (const field of table.fields) {
      const change = sentFields.get(field.name);
      if (!change)
        return {
          fault: `Provided Schema does not match Table ${name}. Field ${field.name} is missing in new schema`,
        };
      if (change.type !== field.type) {
        return {
          fault: `Provided Schema does not match Table ${name}. Field ${field.name} has changed type from ${field.type} to ${change.type}`,
        };
      }
      const [before, after] = [field.mode ?? 'NULLABLE', change.mode ?? 'NULLABLE'];
      if (after !== before && after !== 'NULLABLE') {
        return {
          fault: `Provided Schema does not match Table ${name}. Field ${field.name} has changed mode from ${before} to ${after}`,
        };
      }
    }
    const old = new Set(table.fields.map((field) => field.name));
    const bad = fields.find((field) => !old.has(field.name) && field.mode === 'REQUIRED');
    if (bad) {
      return {
        fault: `Provided Schema does not match Table ${name}. Cannot add required fields to an existing schema. (field: ${bad.name})`,
      };
    }
  }
  return {
    ...table,
    resource: merged(table.resource, patch),
    fields,
    modifiedAt: Math.max(now, table.modifiedAt + 1),
    etag: table.etag + 1,
  };
}

/** Labels are merged one by one, every other field is replaced; null removes a field. */
function merged(
  before: { readonly [key: string]: unknown },
  patch: { readonly [key: string]: unknown },
): { readonly [key: string]: unknown } {
  const { etag: _, ...said } = patch;
  const labels = {
    ...(isObject(before.labels) && before.labels),
    ...(isObject(said.labels) && said.labels),
  };
  const after: { readonly [key: string]: unknown } = { ...before, ...said, labels: withoutNulls(labels) };
  const { timePartitioning } = after;
  return withoutNulls({
    ...after,
    ...(isObject(timePartitioning) && { timePartitioning: withoutNulls(timePartitioning) }),
  });
}

const withoutNulls = (value: object): { readonly [key: string]: unknown } =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null));

/** The table with more rows at its end. */
export function withRows(
  table: StoredTable,
  rows: readonly Row[],
  now: number,
  isStreamed = false,
): StoredTable {
  const bytes: { [column: string]: number } = { ...table.bytes };
  for (const row of rows) addBytes(bytes, row, table.fields);
  return {
    ...table,
    rows: [...table.rows, ...rows],
    streamed: isStreamed ? table.streamed + rows.length : table.streamed,
    bytes,
    // streamed rows change the metadata only when they leave the buffer
    ...(!isStreamed && { modifiedAt: Math.max(now, table.modifiedAt + 1), etag: table.etag + 1 }),
  };
}

/** The table with the rows that a statement left. */
export function withOtherRows(table: StoredTable, rows: readonly Row[], now: number): StoredTable {
  const bytes: { [column: string]: number } = {};
  for (const row of rows) addBytes(bytes, row, table.fields);
  return { ...table, rows, bytes, modifiedAt: Math.max(now, table.modifiedAt + 1), etag: table.etag + 1 };
}

function addBytes(bytes: { [column: string]: number }, row: Row, fields: readonly Field[]): void {
  for (const { name, type } of fields) bytes[name] = (bytes[name] ?? 0) + logicalBytes(row[name], type);
}

/** The bytes that BigQuery counts for a value, however it is stored: https://cloud.google.com/bigquery/pricing#data */
export function logicalBytes(value: unknown, type: string): number {
  if (value === null || value === undefined) return 0;
  switch (type) {
    case 'STRING':
      return 2 + Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value));
    case 'JSON':
      return Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value));
    case 'BOOL':
    case 'BOOLEAN':
      return 1;
    case 'NUMERIC':
      return 16;
    case 'BIGNUMERIC':
      return 32;
    default:
      return 8;
  }
}

const allBytes = ({ bytes }: StoredTable): number => Object.values(bytes).reduce((sum, one) => sum + one, 0);

/** Changes with every change of the table's metadata. */
export const etagOf = ({ etag, modifiedAt }: StoredTable): string => `"${etag}-${modifiedAt}"`;

export function tableBody(table: StoredTable): object {
  const { projectId, datasetId, tableId } = table.reference;
  return {
    kind: 'bigquery#table',
    ...table.resource,
    etag: etagOf(table),
    id: `${projectId}:${datasetId}.${tableId}`,
    tableReference: table.reference,
    type: table.isView ? 'VIEW' : 'TABLE',
    ...(table.fields.length > 0 && { schema: table.resource.schema ?? { fields: table.fields } }),
    creationTime: String(table.createdAt),
    lastModifiedTime: String(table.modifiedAt),
    location,
    ...(!table.isView && {
      numRows: String(table.rows.length - table.streamed),
      numBytes: String(allBytes(table)),
      ...(table.streamed > 0 && {
        streamingBuffer: { estimatedRows: String(table.streamed), oldestEntryTime: String(table.modifiedAt) },
      }),
    }),
  };
}
