import type { BigQuery, Table } from '@google-cloud/bigquery';
import { z } from 'zod';
import { Problem } from '../../shared/problem.ts';
import type { Clock } from '../ports.ts';
import type { Fault } from './problems.ts';
import {
  faultsSchema,
  isAlreadyThere,
  isNotFound,
  problemOfReason,
  readProblem,
  rethrow,
} from './problems.ts';

/** The state of a load job. Only `failed` certainly wrote nothing, and it used up the job's id. */
export type LoadState =
  | { readonly state: 'running' }
  /** `rows`: number of written rows, if BigQuery reports it. */
  | { readonly state: 'loaded'; readonly rows: number | null }
  | { readonly state: 'failed'; readonly problem: Problem; readonly rowsAtFault: boolean };

const jobSchema = z.object({
  status: z.object({
    state: z.string(),
    errorResult: faultsSchema.unwrap().element.optional(),
    errors: faultsSchema.optional(),
  }),
  statistics: z
    .object({ load: z.object({ outputRows: z.coerce.number().optional() }).optional() })
    .optional(),
});

/** Longer than any load of a small shop; an unfinished job is checked later. */
const patienceMs = 45_000;
/** A longer upload has lost its connection: the computer slept or changed networks. */
const uploadLimitMs = 5 * 60_000;

/** The jobs whose rows are being uploaded. */
export type Uploads = Set<string>;
type LoadParts = {
  readonly bigquery: BigQuery;
  readonly table: Table;
  readonly clock: Clock;
  readonly uploads?: Uploads;
};

/**
 * Sends rows as a load job with our own id. If it is sent again after a crash, after a lost answer or by another computer,
 * BigQuery reports that the id exists, and that job has the result: no row is written twice.
 * @throws Problem if the job could not be sent or checked
 */
export async function loadRows(
  { bigquery, table, clock, uploads = new Set() }: LoadParts,
  jobId: string,
  lines: string,
): Promise<LoadState> {
  const answer = await handOver({ table, clock, uploads }, jobId, lines);
  const location = table.location;
  const job = bigquery.job(jobId, location === undefined ? {} : { location });
  const metadata: unknown = answer ?? (await job.getMetadata().catch(rethrow))[0];
  return readJob(metadata);
}

/** The state of an earlier job; null if none has this id. */
export async function findJob(
  bigquery: BigQuery,
  jobId: string,
  location: string,
): Promise<LoadState | null> {
  try {
    const [metadata] = await bigquery.job(jobId, { location }).getMetadata();
    return readJob(metadata);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw readProblem(error);
  }
}

/** @returns the finished job; null if its state must be requested because it runs, failed or already existed */
function handOver(
  { table, clock, uploads }: Required<Omit<LoadParts, 'bigquery'>>,
  jobId: string,
  lines: string,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let accepted = false;
    let isLate = false;
    const stream = table.createWriteStream({
      sourceFormat: 'NEWLINE_DELIMITED_JSON',
      writeDisposition: 'WRITE_APPEND',
      createDisposition: 'CREATE_NEVER', // the table was created before, with its partitions
      jobId,
    });
    uploads.add(jobId);
    const cancel = clock.after(patienceMs, () => {
      if (accepted) {
        resolve(null);
        stream.destroy();
        return;
      }
      // the request is fully sent and continues on the server
      isLate = true;
      reject(new Problem('unreachable', `BigQuery did not respond within ${patienceMs / 1000} s`));
    });
    const giveUp = clock.after(uploadLimitMs, () => {
      uploads.delete(jobId);
      stream.destroy();
    });
    const uploaded = (): void => {
      uploads.delete(jobId);
      giveUp();
    };
    // a proxy's error page has no job, and the library would parse it as one
    const told = stream.listeners('job');
    stream
      .removeAllListeners('job')
      .on('job', (job: unknown) => {
        uploaded();
        if (job === null) {
          cancel();
          reject(new Problem('unreachable', 'Something other than BigQuery responded'));
          stream.destroy();
          return;
        }
        accepted = true;
        if (isLate) {
          stream.destroy();
          return;
        }
        for (const listener of told) Reflect.apply(listener, stream, [job]);
      })
      .on('complete', (job: { readonly metadata: unknown }) => {
        cancel();
        resolve(job.metadata);
      })
      .on('error', (error: unknown) => {
        uploaded();
        cancel();
        if (accepted || isAlreadyThere(error)) resolve(null);
        else reject(readProblem(error));
      });
    stream.end(lines);
  });
}

/** Parses the state of a job. */
export function readJob(metadata: unknown): LoadState {
  const { status, statistics } = jobSchema.parse(metadata);
  if (status.state !== 'DONE') return { state: 'running' };
  if (!status.errorResult) return { state: 'loaded', rows: statistics?.load?.outputRows ?? null };
  const { reason = 'unknown' } = status.errorResult;
  const words = wordsOf(status.errorResult, status.errors ?? []);
  const problem = problemOfReason(reason, words) ?? new Problem('unreachable', words);
  return { state: 'failed', problem, rowsAtFault: reason === 'invalid' };
}

/** The result only counts the errors; the list names the row and its error. */
function wordsOf(result: Fault, errors: readonly Fault[]): string {
  const detail = errors
    .map(({ message }) => message)
    .filter((message) => message && message !== result.message);
  return detail.at(-1) ?? result.message ?? result.reason ?? 'the load job failed';
}
