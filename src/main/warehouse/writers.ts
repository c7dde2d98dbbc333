import type { BigQuery } from '@google-cloud/bigquery';
import { z } from 'zod';
import { Problem } from '../../shared/problem.ts';
import type { Clock } from '../ports.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import type { Refused, Writer, Written } from './carry.ts';
import type { Cost } from './cost.ts';
import { streamedBytes } from './cost.ts';
import { tableOf } from './ensure.ts';
import type { LoadState, Uploads } from './load.ts';
import { findJob, loadRows } from './load.ts';
import { readProblem } from './problems.ts';
import { insertIdOf, readLines, readRow } from './rows.ts';

type Parts = {
  readonly bigquery: BigQuery;
  readonly config: BigQueryConfig;
  readonly clock: Clock;
  readonly cost: Cost;
};

/** Load jobs: free, all or nothing, and exactly once by the job's id. */
export function loadWriter({ bigquery, config, clock, cost }: Parts): Writer {
  const table = tableOf(bigquery, config);
  const uploads: Uploads = new Set();
  return async (batch, entries, attempts) => {
    // an earlier attempt may have succeeded: check its job before sending
    const earlier = attempts > 1 ? await findJob(bigquery, batch.job, config.location) : null;
    if (earlier) return writtenBy(earlier, entries.length);
    // on a slow connection, a second upload would delay both
    if (uploads.has(batch.job)) return { state: 'running' };
    const lines = readLines(entries);
    cost.count('load', { bytes: Buffer.byteLength(lines), billed: 0 });
    return writtenBy(await loadRows({ bigquery, table, clock, uploads }, batch.job, lines), entries.length);
  };
}

function writtenBy(state: LoadState, rows: number): Written {
  if (state.state === 'running') return state;
  if (state.state === 'loaded') {
    if (state.rows === null || state.rows === rows) return { state: 'written' };
    // never observed; a job of other rows under our id must not count as ours. Loading again is safe: duplicate rows count once
    const problem = new Problem('unreachable', `the job wrote ${state.rows} rows, not ${rows}`);
    return { state: 'failed', problem };
  }
  return { state: state.rowsAtFault ? 'row-at-fault' : 'failed', problem: state.problem };
}

const partialSchema = z.object({
  name: z.literal('PartialFailureError'),
  errors: z.array(
    z.object({
      row: z.object({ insertId: z.string() }),
      errors: z.array(z.object({ reason: z.string().optional(), message: z.string().optional() })),
    }),
  ),
});

/** Streaming: seconds faster, for a project with billing. A row may arrive twice; the views count it once. */
export function streamWriter({ bigquery, config, cost }: Parts): Writer {
  const table = tableOf(bigquery, config);
  return async (_batch, entries) => {
    const rows = entries.map((entry) => ({
      insertId: insertIdOf(entry),
      // a JSON column takes text in streaming, but the value itself in a load job
      json: { ...readRow(entry), data: JSON.stringify(readRow(entry).data) },
    }));
    const bytes = streamedBytes(rows.map(({ json }) => JSON.stringify(json)));
    cost.count('stream', { bytes, billed: bytes });
    try {
      await table.insert(rows, { raw: true, partialRetries: 0 });
      return { state: 'written' };
    } catch (error) {
      const refused = refusedBy(error, new Map(entries.map((entry) => [insertIdOf(entry), entry.id])));
      if (refused.length === 0) throw readProblem(error);
      return { state: 'rows-refused', refused };
    }
  };
}

/** The faulty rows, without those that were rejected only because of them. */
function refusedBy(error: unknown, ids: ReadonlyMap<string, string>): readonly Refused[] {
  const partial = partialSchema.safeParse(error).data;
  return (partial?.errors ?? []).flatMap(({ row, errors }) => {
    const fault = errors.find(({ reason }) => reason === 'invalid');
    const id = ids.get(row.insertId);
    return fault && id !== undefined ? [{ id, reason: fault.message || 'BigQuery rejected the row' }] : [];
  });
}
