import { createHash } from 'node:crypto';
import type { BigQuery } from '@google-cloud/bigquery';
import { z } from 'zod';
import type { DeskId } from '../../shared/ids.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import type { Cost } from './cost.ts';
import { isAlreadyThere, readProblem } from './problems.ts';

/** Takes something that only one desk may have. @throws Problem when it is not known whose it is */
export type Claim = (what: string) => Promise<'ours' | 'theirs'>;

const jobSchema = z.object({
  configuration: z.object({ labels: z.record(z.string(), z.string()).default({}) }),
});

/**
 * Claims by the id of a job, which BigQuery gives away once in a project: a question that reads no table costs nothing and
 * needs neither billing nor a statement that changes rows. An INSERT or MERGE would not do: by their snapshots two desks can
 * both find nothing there, and both write.
 */
export const createClaim =
  (bigquery: BigQuery, config: BigQueryConfig, deskId: DeskId, cost: Cost): Claim =>
  async (what) => {
    const jobId = `orderbell-claim-${createHash('sha256').update(`${config.dataset} ${what}`).digest('hex')}`;
    const { location } = config;
    try {
      await bigquery.createQueryJob({ query: 'SELECT 1', jobId, location, labels: { desk: deskId } });
      cost.count('query', { bytes: 0, billed: 0 });
      return 'ours';
    } catch (error) {
      if (!isAlreadyThere(error)) throw readProblem(error);
    }
    try {
      const [metadata] = await bigquery.job(jobId, { location }).getMetadata();
      return jobSchema.parse(metadata).configuration.labels.desk === deskId ? 'ours' : 'theirs';
    } catch (error) {
      throw readProblem(error);
    }
  };
