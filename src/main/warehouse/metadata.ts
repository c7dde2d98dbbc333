import type { BigQuery } from '@google-cloud/bigquery';
import { z } from 'zod';
import type { BigQueryConfig } from '../settings/config.ts';
import { tableOf } from './ensure.ts';
import type { Labels } from './labels.ts';
import { metadataOf } from './metadata-of.ts';
import { datasetProblem } from './problems.ts';

const count = z.coerce.number().optional().catch(undefined);
const datasetSchema = z.object({
  location: z.string().optional(),
});
const tableSchema = z.object({
  labels: z.record(z.string(), z.string()).default({}),
  numRows: count,
  expirationTime: count,
  timePartitioning: z.object({ expirationMs: count }).optional(),
});

export type DatasetMetadata = { readonly location: string };
export type TableMetadata = {
  readonly rows: number | null;
  /** Epoch milliseconds; null if the table does not expire. */
  readonly expiresAt: number | null;
  /** For how long each day's rows are kept; null if they do not expire. */
  readonly rowsKeptMs: number | null;
};

const dayMs = 86_400_000;

/** A sentence that BigQuery keeps each day's rows only this long. */
export const rowsGoAfter = (rowsKeptMs: number): string =>
  `BigQuery deletes each day’s rows after ${daysOf(rowsKeptMs)} days`;

export const daysOf = (ms: number): number => Math.floor(ms / dayMs);

/** The dataset's metadata, which is free; null if it does not exist. @throws Problem */
export async function datasetMetadata(
  bigquery: BigQuery,
  config: BigQueryConfig,
): Promise<DatasetMetadata | null> {
  const { dataset, location } = config;
  const read = await metadataOf(
    bigquery.dataset(dataset, { location }),
    datasetSchema,
    datasetProblem(config),
  );
  return read && { location: read.location ?? location };
}

/** The same for the table of events. @param refuse throws if it may be another shop's @throws Problem */
export async function tableMetadata(
  bigquery: BigQuery,
  config: BigQueryConfig,
  refuse: (labels: Labels) => void,
): Promise<TableMetadata | null> {
  const read = await metadataOf(tableOf(bigquery, config), tableSchema);
  if (read === null) return null;
  refuse(read.labels);
  return {
    rows: read.numRows ?? null,
    expiresAt: read.expirationTime ?? null,
    rowsKeptMs: read.timePartitioning?.expirationMs ?? null,
  };
}
