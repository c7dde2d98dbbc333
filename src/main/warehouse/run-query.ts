import type { BigQuery, Query } from '@google-cloud/bigquery';
import { z } from 'zod';
import type { BigQueryConfig } from '../settings/config.ts';
import type { Cost } from './cost.ts';
import { readProblem } from './problems.ts';

export type Asking = { readonly bigquery: BigQuery; readonly config: BigQueryConfig; readonly cost: Cost };
export type Question = Pick<Query, 'query' | 'params' | 'types'> & {
  /** Bytes; BigQuery refuses a query that needs more, before it charges. */
  readonly mostBilled: number;
};

const statisticsSchema = z.object({
  statistics: z.object({
    query: z
      .object({
        totalBytesProcessed: z.coerce.number().optional(),
        totalBytesBilled: z.coerce.number().optional(),
      })
      .optional(),
  }),
});

/**
 * Runs an SQL query within the allowed bytes, and records its cost.
 * @returns the rows as the client parses them, not validated
 * @throws Problem
 */
export async function ask(
  { bigquery, config, cost }: Asking,
  { mostBilled, ...question }: Question,
): Promise<readonly unknown[]> {
  try {
    const [job] = await bigquery.createQueryJob({
      ...question,
      location: config.location,
      maximumBytesBilled: String(mostBilled),
    });
    const [rows] = await job.getQueryResults();
    const [metadata] = await job.getMetadata();
    const { query } = statisticsSchema.parse(metadata).statistics;
    cost.count('query', {
      bytes: query?.totalBytesProcessed ?? 0,
      billed: query?.totalBytesBilled ?? 0,
    });
    return rows;
  } catch (error) {
    throw readProblem(error);
  }
}
