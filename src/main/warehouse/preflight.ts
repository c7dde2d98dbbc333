import type { Problem } from '../../shared/problem.ts';
import type { BigQueryConfig } from '../settings/config.ts';

/** What came back of one harmless call. */
export type Came<T> = { readonly said: T } | { readonly problem: Problem };

/** What was found out, see `probe.ts`. */
export type PreflightFacts = {
  /** How rows are to travel; the owner's choice, which is never overruled. */
  readonly mode: BigQueryConfig['mode'];
  readonly location: string;
  /** `datasets.get`; null: it is not there yet. */
  readonly dataset: Came<{ readonly location: string; readonly expiresAfterMs: number | null } | null>;
  /** `tables.get`; null: it is not there yet. */
  readonly table: Came<{ readonly expires: boolean } | null>;
  /** A dry run of a query, which needs the right to start jobs. */
  readonly job: Came<'allowed'>;
  /** A statement that adds no row, which needs billing; null: there was no table to try it on. */
  readonly dml: Came<'allowed'> | null;
};

export type PreflightLine = {
  readonly topic: 'dataset' | 'table' | 'jobs' | 'billing' | 'expiry' | 'mode';
  readonly state: 'good' | 'warn' | 'bad';
  /** What was tried, and what came back. */
  readonly said: string;
  /** The one thing to do about it. */
  readonly fix: string | null;
};

export type Preflight = {
  readonly billing: 'on' | 'off' | 'unknown';
  /** How rows travel. */
  readonly mode: BigQueryConfig['mode'];
  /** Nothing stands in the way of writing. */
  readonly ready: boolean;
  readonly lines: readonly PreflightLine[];
};

const dayMs = 86_400_000;

/** What the project allows, and what that means for Orderbell. */
export function preflight(facts: PreflightFacts): Preflight {
  const billing = billingOf(facts);
  const lines = [
    datasetLine(facts),
    tableLine(facts),
    jobLine(facts),
    billingLine(facts, billing),
    ...expiryLine(facts),
    modeLine(facts, billing),
  ];
  return { billing, mode: facts.mode, ready: lines.every(({ state }) => state !== 'bad'), lines };
}

function billingOf({ dml }: PreflightFacts): Preflight['billing'] {
  if (dml === null) return 'unknown';
  if ('said' in dml) return 'on';
  return isWithoutBilling(dml.problem) ? 'off' : 'unknown';
}

const isWithoutBilling = ({ message }: Problem): boolean => /billing|free tier|sandbox/i.test(message);

const line = (
  topic: PreflightLine['topic'],
  state: PreflightLine['state'],
  said: string,
  fix: string | null = null,
): PreflightLine => ({ topic, state, said, fix });

const failed = (topic: PreflightLine['topic'], { message, fix }: Problem): PreflightLine =>
  line(topic, 'bad', message, fix ?? null);

function datasetLine({ dataset, location }: PreflightFacts): PreflightLine {
  if ('problem' in dataset) return failed('dataset', dataset.problem);
  if (dataset.said === null) return line('dataset', 'good', 'The dataset is not there yet and will be made');
  const found = dataset.said.location;
  return found.toLowerCase() === location.toLowerCase()
    ? line('dataset', 'good', `The dataset is there, in ${found}`)
    : line(
        'dataset',
        'bad',
        `The dataset is in ${found}, not in ${location}`,
        `Set the location to ${found}`,
      );
}

function tableLine({ table }: PreflightFacts): PreflightLine {
  if ('problem' in table) return failed('table', table.problem);
  return line(
    'table',
    'good',
    table.said === null ? 'The table is not there yet and will be made' : 'The table can be read',
  );
}

function jobLine({ job }: PreflightFacts): PreflightLine {
  if ('problem' in job) return failed('jobs', job.problem);
  return line('jobs', 'good', 'The service account may start jobs');
}

function billingLine({ dml, mode }: PreflightFacts, billing: Preflight['billing']): PreflightLine {
  if (billing === 'on') return line('billing', 'good', 'Billing is on');
  if (billing === 'off') {
    return line(
      'billing',
      mode === 'stream' ? 'bad' : 'warn',
      'Billing is off: load jobs and questions work, streaming does not',
      mode === 'stream'
        ? 'Turn on billing for the project, or choose the mode "load", which needs none'
        : null,
    );
  }
  const why = dml && 'problem' in dml ? dml.problem.message : null;
  return line('billing', 'warn', why === null ? 'Billing can be found out once the table is there' : why);
}

/** A project without billing deletes what it holds after 60 days, which nobody should learn on the 61st. */
function expiryLine({ dataset, table }: PreflightFacts): readonly PreflightLine[] {
  const after = 'said' in dataset ? (dataset.said?.expiresAfterMs ?? null) : null;
  const expires = 'said' in table && table.said?.expires === true;
  if (after === null && !expires) return [];
  const days = after === null ? 60 : Math.round(after / dayMs);
  return [
    line(
      'expiry',
      'warn',
      `BigQuery deletes what is in this dataset after ${days} days; Orderbell then loads its own ledger again`,
      'Turn on billing for the project, then take the expiration off the dataset and its table',
    ),
  ];
}

function modeLine({ mode }: PreflightFacts, billing: Preflight['billing']): PreflightLine {
  if (mode === 'load')
    return line('mode', 'good', 'Rows travel by load jobs: free, and each row exactly once');
  return line(
    'mode',
    billing === 'off' ? 'bad' : 'good',
    'Rows are streamed: seconds sooner, for money; a row that arrives twice is counted once',
  );
}
