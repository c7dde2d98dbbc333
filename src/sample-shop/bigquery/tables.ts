import { isObject } from '../http.ts';
import type { Field, Row } from './rows.ts';
import { readFields } from './rows.ts';

export type Reference = { readonly projectId: string; readonly datasetId: string; readonly tableId: string };
export type StoredTable = {
  readonly reference: Reference;
  /** As the client sent it, with what the service adds. */
  readonly resource: { readonly [key: string]: unknown };
  readonly fields: readonly Field[];
  readonly isView: boolean;
  readonly rows: readonly Row[];
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly etag: number;
};

/** A table made from what a client sends. */
export function makeTable(reference: Reference, sent: unknown, now: number): StoredTable {
  const resource = isObject(sent) ? sent : {};
  return {
    reference,
    resource,
    fields: readFields(resource.schema),
    isView: isObject(resource.view),
    rows: [],
    createdAt: now,
    modifiedAt: now,
    etag: 1,
  };
}

/**
 * A table after `tables.patch`: a schema may only grow, by columns that may be empty.
 * @returns the fault when it may not
 */
export function patchTable(
  table: StoredTable,
  sent: unknown,
  now: number,
): StoredTable | { readonly fault: string } {
  const change = isObject(sent) ? sent : {};
  const fields = change.schema === undefined ? table.fields : readFields(change.schema);
  const { reference, isView } = table;
  const name = `${reference.projectId}:${reference.datasetId}.${reference.tableId}`;
  if (!isView) {
    const kept = new Map(fields.map((field) => [field.name, field]));
    for (const field of table.fields) {
      const now = kept.get(field.name);
      if (!now)
        return {
          fault: `Provided Schema does not match Table ${name}. Field ${field.name} is missing in new schema`,
        };
      if (now.type !== field.type) {
        return {
          fault: `Provided Schema does not match Table ${name}. Field ${field.name} has changed type from ${field.type} to ${now.type}`,
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
    resource: { ...table.resource, ...change },
    fields,
    modifiedAt: now,
    etag: table.etag + 1,
  };
}

export function tableBody(table: StoredTable): object {
  const { projectId, datasetId, tableId } = table.reference;
  return {
    kind: 'bigquery#table',
    ...table.resource,
    etag: `"${table.etag}-${table.modifiedAt}"`,
    id: `${projectId}:${datasetId}.${tableId}`,
    tableReference: table.reference,
    type: table.isView ? 'VIEW' : 'TABLE',
    ...(table.fields.length > 0 && { schema: { fields: table.fields } }),
    creationTime: String(table.createdAt),
    lastModifiedTime: String(table.modifiedAt),
    location: 'EU',
    ...(!table.isView && {
      numRows: String(table.rows.length),
      numBytes: String(JSON.stringify(table.rows).length),
    }),
  };
}
