import type { BigQuery, Dataset, Table } from '@google-cloud/bigquery';
import { z } from 'zod';
import type { Problem } from '../../shared/problem.ts';
import type { Clock } from '../ports.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import { tableOf } from './ensure.ts';
import { loadRows } from './load.ts';
import { isNotFound, readProblem } from './problems.ts';

const metadataSchema = z.object({
  location: z.string().optional(),
  numRows: z.coerce.number().optional().catch(undefined),
  expirationTime: z.coerce.number().optional().catch(undefined),
});

/** What BigQuery knows of dataset and table; null for what is not there. Nothing is made. */
export type Found = {
  readonly dataset: { readonly location: string } | null;
  readonly table: {
    readonly rows: number | null /** Epoch milliseconds. */;
    readonly expiresAt: number | null;
  } | null;
};

/** Asks for metadata only, which is free. @throws Problem */
export async function lookAtWarehouse(bigquery: BigQuery, config: BigQueryConfig): Promise<Found> {
  const dataset = await metadataOf(bigquery.dataset(config.dataset, { location: config.location }));
  const table = dataset && (await metadataOf(tableOf(bigquery, config)));
  return {
    dataset: dataset && { location: dataset.location ?? config.location },
    table: table && { rows: table.numRows ?? null, expiresAt: table.expirationTime ?? null },
  };
}

/** A load job without a row: it needs every permission a real one needs and writes nothing. @returns what stopped it */
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

async function metadataOf(what: Dataset | Table): Promise<z.infer<typeof metadataSchema> | null> {
  try {
    const [metadata] = await what.getMetadata();
    return metadataSchema.parse(metadata);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw readProblem(error);
  }
}
