import { isObject } from '../http.ts';
import type { Field, Row } from './rows.ts';
import { readFields } from './rows.ts';

/** Where everything of the sample shop lies. */
export const location = 'EU';

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
 * A table after `tables.patch`: a schema may only grow, by columns that may be empty, and let a column be empty.
 * @returns the fault when it may not
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
    resource: { ...table.resource, ...patch },
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
    location,
    ...(!table.isView && {
      numRows: String(table.rows.length),
      numBytes: String(JSON.stringify(table.rows).length),
    }),
  };
}
