import { isObject } from '../http.ts';
import type { Fault } from './jobs.ts';
import type { Row } from './rows.ts';
import { readFields, readRows } from './rows.ts';
import type { Reference, StoredTable } from './tables.ts';

export type LoadRequest = {
  readonly configuration: unknown;
  readonly content: string;
  readonly table: (reference: Reference) => StoredTable | undefined;
  /** Why a row cannot be written although it fits the schema; null when it can. */
  readonly fault: (row: Row) => string | null;
};
export type LoadResult =
  | { readonly errors: readonly Fault[] }
  | { readonly errors: readonly []; readonly reference: Reference; readonly rows: readonly Row[] };

/** Carries out a load job: every row, or none. */
export function loadRows({ configuration, content, table, fault }: LoadRequest): LoadResult {
  const load = isObject(configuration) && isObject(configuration.load) ? configuration.load : {};
  const reference = targetOf(configuration);
  const name = `${reference.projectId}:${reference.datasetId}.${reference.tableId}`;
  if (load.sourceFormat !== 'NEWLINE_DELIMITED_JSON') {
    return failed(
      'invalid',
      `The stand-in loads NEWLINE_DELIMITED_JSON only, not ${String(load.sourceFormat)}`,
    );
  }
  const target = table(reference);
  if (!target) return failed('notFound', `Not found: Table ${name}`);
  if (target.isView)
    return failed('invalid', `${name} is not allowed for this operation because it is a VIEW`);
  const fields = target.fields.length > 0 ? target.fields : readFields(load.schema);
  const result = readRows(content, fields, load.ignoreUnknownValues === true);
  const reading = 'Error while reading data, error message:';
  if ('rows' in result) {
    const faults = result.rows.flatMap((row) => fault(row) ?? []);
    return faults.length > 0
      ? failed('invalid', `${reading} too many errors: ${faults.length}`, ...faults)
      : { errors: [], reference, rows: result.rows };
  }
  return failed(
    'invalid',
    `${reading} JSON table encountered too many errors, giving up. Rows: ${result.row + 1}; errors: 1. Please look into the errors[] collection for more details.`,
    `${reading} JSON processing encountered too many errors, giving up. Rows: ${result.row + 1}; errors: 1; max bad: 0; error percent: 0`,
    `${reading} JSON parsing error in row starting at position ${result.position}: ${result.fault} (row ${result.row})`,
  );
}

/** The target table of a load job. */
export function targetOf(configuration: unknown): Reference {
  const load = isObject(configuration) && isObject(configuration.load) ? configuration.load : {};
  const to = isObject(load.destinationTable) ? load.destinationTable : {};
  return {
    projectId: String(to.projectId),
    datasetId: String(to.datasetId),
    tableId: String(to.tableId),
  };
}

const failed = (reason: string, ...messages: readonly string[]): LoadResult => ({
  errors: messages.map((message) => ({ reason, message })),
});
