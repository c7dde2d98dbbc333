import type { BigQuery, Dataset, Table } from '@google-cloud/bigquery';
import { z } from 'zod';
import type { BigQueryConfig } from '../settings/config.ts';
import { tableOf } from './ensure.ts';
import { isNotFound, readProblem } from './problems.ts';

const count = z.coerce.number().optional().catch(undefined);
const datasetSchema = z.object({
  location: z.string().optional(),
  defaultTableExpirationMs: count,
  defaultPartitionExpirationMs: count,
});
const tableSchema = z.object({
  numRows: count,
  expirationTime: count,
  timePartitioning: z.object({ expirationMs: count }).optional(),
});

export type DatasetMetadata = {
  readonly location: string;
  /** How old what is in it gets before BigQuery deletes it, milliseconds; null: any age. */
  readonly expiresAfterMs: number | null;
};
export type TableMetadata = {
  readonly rows: number | null;
  /** Epoch milliseconds; null where the table stays. */
  readonly expiresAt: number | null;
  /** How old its rows get, milliseconds; null: any age. */
  readonly rowsExpireMs: number | null;
};

/** What BigQuery knows of the dataset, which costs nothing; null when it is not there. @throws Problem */
export async function datasetMetadata(
  bigquery: BigQuery,
  { dataset, location }: BigQueryConfig,
): Promise<DatasetMetadata | null> {
  const read = await metadataOf(bigquery.dataset(dataset, { location }), datasetSchema);
  if (read === null) return null;
  const expiresAfterMs = read.defaultTableExpirationMs ?? read.defaultPartitionExpirationMs ?? null;
  return { location: read.location ?? location, expiresAfterMs };
}

/** The same of the table of entries. @throws Problem */
export async function tableMetadata(
  bigquery: BigQuery,
  config: BigQueryConfig,
): Promise<TableMetadata | null> {
  const read = await metadataOf(tableOf(bigquery, config), tableSchema);
  if (read === null) return null;
  const { numRows = null, expirationTime = null, timePartitioning } = read;
  return {
    rows: numRows,
    expiresAt: expirationTime,
    rowsExpireMs: timePartitioning?.expirationMs ?? null,
  };
}

async function metadataOf<T>(what: Dataset | Table, schema: z.ZodType<T>): Promise<T | null> {
  try {
    const [metadata] = await what.getMetadata();
    return schema.parse(metadata);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw readProblem(error);
  }
}
