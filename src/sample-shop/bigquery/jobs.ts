import { isObject } from '../http.ts';
import type { Row } from './rows.ts';
import { readFields, readRows } from './rows.ts';
import type { Reference, StoredTable } from './tables.ts';
import { location } from './tables.ts';

export type Fault = { readonly reason: string; readonly message: string; readonly location?: string };
export type Job = {
  readonly id: string;
  readonly configuration: unknown;
  readonly createdAt: number;
  readonly errors: readonly Fault[];
  readonly outputRows: number;
  readonly inputBytes: number;
  /** The answer to the insertion says RUNNING; whoever asks afterwards finds the job done. */
  readonly asked: boolean;
};

export type LoadRequest = {
  readonly configuration: unknown;
  readonly content: string;
  readonly table: (reference: Reference) => StoredTable | undefined;
};
export type LoadResult =
  | { readonly errors: readonly Fault[] }
  | { readonly errors: readonly []; readonly reference: Reference; readonly rows: readonly Row[] };

/** Carries out a load job: every row, or none. */
export function load({ configuration, content, table }: LoadRequest): LoadResult {
  const load = isObject(configuration) && isObject(configuration.load) ? configuration.load : {};
  const to = isObject(load.destinationTable) ? load.destinationTable : {};
  const reference = {
    projectId: String(to.projectId),
    datasetId: String(to.datasetId),
    tableId: String(to.tableId),
  };
  const name = `${reference.projectId}:${reference.datasetId}.${reference.tableId}`;
  if (load.sourceFormat !== 'NEWLINE_DELIMITED_JSON') {
    return failed(
      'invalid',
      `The sample shop loads NEWLINE_DELIMITED_JSON only, not ${String(load.sourceFormat)}`,
    );
  }
  const target = table(reference);
  if (!target) return failed('notFound', `Not found: Table ${name}`);
  if (target.isView)
    return failed('invalid', `${name} is not allowed for this operation because it is a VIEW`);
  const fields = target.fields.length > 0 ? target.fields : readFields(load.schema);
  const result = readRows(content, fields, load.ignoreUnknownValues === true);
  if ('rows' in result) return { errors: [], reference, rows: result.rows };
  const reading = 'Error while reading data, error message:';
  return failed(
    'invalid',
    `${reading} JSON table encountered too many errors, giving up. Rows: ${result.row + 1}; errors: 1. Please look into the errors[] collection for more details.`,
    `${reading} JSON processing encountered too many errors, giving up. Rows: ${result.row + 1}; errors: 1; max bad: 0; error percent: 0`,
    `${reading} JSON parsing error in row starting at position ${result.position}: ${result.fault} (row ${result.row})`,
  );
}

const failed = (reason: string, ...messages: readonly string[]): LoadResult => ({
  errors: messages.map((message) => ({ reason, message })),
});

export function jobBody(job: Job, projectId: string): object {
  const [errorResult] = job.errors;
  const at = String(job.createdAt);
  return {
    kind: 'bigquery#job',
    id: `${projectId}:${location}.${job.id}`,
    jobReference: { projectId, jobId: job.id, location },
    configuration: job.configuration,
    status: job.asked
      ? { state: 'DONE', ...(errorResult && { errorResult, errors: job.errors }) }
      : { state: 'RUNNING' },
    statistics: {
      creationTime: at,
      startTime: at,
      ...(job.asked && {
        endTime: at,
        ...(job.errors.length === 0 && {
          load: {
            inputFiles: '1',
            inputFileBytes: String(job.inputBytes),
            outputRows: String(job.outputRows),
            outputBytes: String(job.inputBytes),
            badRecords: '0',
          },
        }),
      }),
    },
  };
}
