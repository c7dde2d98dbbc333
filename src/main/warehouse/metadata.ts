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
  /** Epoch milliseconds; null where the table stays. */
  readonly expiresAt: number | null;
  /** For how long each day's rows are kept; null where they stay. */
  readonly rowsKeptMs: number | null;
};

const dayMs = 86_400_000;

/** That BigQuery keeps each day's rows for this long only, in words. */
export const rowsGoAfter = (rowsKeptMs: number): string =>
  `BigQuery deletes each day’s rows after ${daysOf(rowsKeptMs)} days`;

export const daysOf = (ms: number): number => Math.floor(ms / dayMs);

/** What BigQuery knows of the dataset, which costs nothing; null when it is not there. @throws Problem */
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

/** The same of the table of entries. @param refuse throws where it may be another shop's @throws Problem */
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
