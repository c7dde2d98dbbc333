import type { BigQuery } from '@google-cloud/bigquery';
import type { Problem } from '../../shared/problem.ts';
import type { Clock } from '../ports.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import { tableOf } from './ensure.ts';
import type { Labels } from './labels.ts';
import { loadRows } from './load.ts';
import type { DatasetMetadata, TableMetadata } from './metadata.ts';
import { datasetMetadata, tableMetadata } from './metadata.ts';
import { readProblem } from './problems.ts';

/** Null for what does not exist. Nothing is created. */
export type Found = { readonly dataset: DatasetMetadata | null; readonly table: TableMetadata | null };

/** Reads metadata only, which is free. @param refuse throws if the table may be another shop's @throws Problem */
export async function inspectWarehouse(
  bigquery: BigQuery,
  config: BigQueryConfig,
  refuse: (labels: Labels) => void,
): Promise<Found> {
  const dataset = await datasetMetadata(bigquery, config);
  return { dataset, table: dataset && (await tableMetadata(bigquery, config, refuse)) };
}

/** Runs a load job without rows, which needs all permissions of a real one and writes nothing. @returns the problem */
export async function tryWriting(
  bigquery: BigQuery,
  config: BigQueryConfig,
  clock: Clock,
  jobId: string,
): Promise<Problem | null> {
  try {
    const state = await loadRows({ bigquery, table: tableOf(bigquery, config), clock }, jobId, '');
    return state.state === 'failed' ? state.problem : null;
  } catch (error) {
    return readProblem(error);
  }
}
