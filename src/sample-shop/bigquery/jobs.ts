import type { Selected } from './sql.ts';
import { location } from './tables.ts';

export type Fault = { readonly reason: string; readonly message: string; readonly location?: string };
/** The result of a job: its errors, if any, and the statistics of its kind. */
export type Outcome = {
  readonly errors: readonly Fault[];
  readonly statistics: { readonly [name: string]: unknown };
  readonly selected?: Selected;
};
export type Job = {
  readonly id: string;
  readonly configuration: unknown;
  readonly createdAt: number;
  /** Null while it runs. */
  outcome: Outcome | null;
  readonly run: () => Outcome;
  /** Whether the job was requested since: the insertion returns RUNNING, the first request afterwards returns DONE. */
  asked: boolean;
};

export const failedWith = (...errors: readonly Fault[]): Outcome => ({ errors, statistics: {} });

export function finish(job: Job): Outcome {
  job.outcome ??= job.run();
  return job.outcome;
}

export function jobBody({ id, configuration, createdAt, outcome, asked }: Job, projectId: string): object {
  const [errorResult] = outcome?.errors ?? [];
  const at = String(createdAt);
  const isOver = asked && outcome !== null;
  return {
    kind: 'bigquery#job',
    id: `${projectId}:${location}.${id}`,
    jobReference: { projectId, jobId: id, location },
    configuration,
    status: isOver
      ? { state: 'DONE', ...(errorResult && { errorResult, errors: outcome.errors }) }
      : { state: 'RUNNING' },
    statistics: { creationTime: at, startTime: at, ...(isOver && { endTime: at, ...outcome.statistics }) },
  };
}
