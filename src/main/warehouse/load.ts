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

/** What became of a load job. Only `failed` is sure to have written nothing, and has used its id up. */
export type LoadState =
  | { readonly state: 'running' }
  /** `rows`: how many were written, when BigQuery tells. */
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

/** Longer than a load of a small shop ever takes; what is not over by then is asked for later. */
const patienceMs = 45_000;
/** Of one that takes longer than this the connection is gone: a computer that slept, or another network. */
const uploadLimitMs = 5 * 60_000;

/** The jobs whose rows are on their way up. */
export type Uploads = Set<string>;
type LoadParts = {
  readonly bigquery: BigQuery;
  readonly table: Table;
  readonly clock: Clock;
  readonly uploads?: Uploads;
};

/**
 * Sends rows as a load job with our own id. Sent again, whether after a crash, a lost answer or by two desks, BigQuery
 * answers that the id is taken, and the job of that id says what became of the rows: none is written twice.
 * @throws Problem when the job could not be handed over or asked about
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

/** The state of a job handed over earlier; null when there is none with this id. */
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

/** @returns the job when it is over; null when it has to be asked for, be it running, failed or there already */
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
      createDisposition: 'CREATE_NEVER', // made beforehand, with its partitions
      jobId,
    });
    uploads.add(jobId);
    const cancel = clock.after(patienceMs, () => {
      if (accepted) {
        resolve(null);
        stream.destroy();
        return;
      }
      // the request has all of it already, and goes on whatever ends here
      isLate = true;
      reject(new Problem('unreachable', `BigQuery did not answer within ${patienceMs / 1000} s`));
    });
    const giveUp = clock.after(uploadLimitMs, () => {
      uploads.delete(jobId);
      stream.destroy();
    });
    const uploaded = (): void => {
      uploads.delete(jobId);
      giveUp();
    };
    // the page of a proxy names no job, and the library would take it for one
    const told = stream.listeners('job');
    stream
      .removeAllListeners('job')
      .on('job', (job: unknown) => {
        uploaded();
        if (job === null) {
          cancel();
          reject(new Problem('unreachable', 'Something other than BigQuery has answered'));
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

/** What a job says of itself. */
export function readJob(metadata: unknown): LoadState {
  const { status, statistics } = jobSchema.parse(metadata);
  if (status.state !== 'DONE') return { state: 'running' };
  if (!status.errorResult) return { state: 'loaded', rows: statistics?.load?.outputRows ?? null };
  const { reason = 'unknown' } = status.errorResult;
  const words = wordsOf(status.errorResult, status.errors ?? []);
  const problem = problemOfReason(reason, words) ?? new Problem('unreachable', words);
  return { state: 'failed', problem, rowsAtFault: reason === 'invalid' };
}

/** The result only counts the errors and points to the list; the list names the row and what is wrong with it. */
function wordsOf(result: Fault, errors: readonly Fault[]): string {
  const detail = errors
    .map(({ message }) => message)
    .filter((message) => message && message !== result.message);
  return detail.at(-1) ?? result.message ?? result.reason ?? 'the load job failed';
}
