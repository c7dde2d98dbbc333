import type { Fault } from './jobs.ts';
import type { Row } from './rows.ts';

/** A refusal as the service words it. */
export type Refusal = { readonly code: number; readonly reason: string; readonly message?: string };
/**
 * What happens to a request: refused; cut off before it was read, or after it was carried out and before the answer; or
 * `held`: carried out, and answered when `letGo` is called.
 */
export type Trouble = Refusal | 'cut-before' | 'cut-after' | 'held';

/** What can go wrong, and what the project allows. Tests turn these; the sample shop leaves them as they are. */
export type Faults = {
  /** Without it there is no streaming and no DML, as in a project without a billing account. */
  billing: boolean;
  /** Every request so far: `POST /upload/jobs`, `GET /datasets/crm/tables/entries`. */
  readonly requests: string[];
  /** Trouble for the next requests whose line contains the text; each serves once. */
  refuse: { readonly on: string; readonly with: Trouble }[];
  /** While this gives a trouble for a request's line, every such request gets it. */
  outage: (line: string) => Trouble | null;
  /** Failures of the next load jobs, all or nothing; each uses its job id up. */
  failJobs: Fault[];
  /** Why a row can not be written though it fits the schema; null when it can. */
  fault: (row: Row) => string | null;
  /** Jobs stay at `RUNNING` until `finish`; a statement that changes rows keeps the snapshot it began with. */
  slow: boolean;
  /** How many loads a table takes in a day (UTC), failed ones counted. */
  loadsADay: number;
  /** How often a table's metadata may be changed in ten seconds. */
  patchesInTenSeconds: number;
  /** Answers a query in place of the engine; null leaves it to the engine. */
  answer: (
    query: string,
    params: { readonly [name: string]: unknown },
  ) => readonly { readonly [column: string]: unknown }[] | null;
};

export const noFaults = (): Faults => ({
  billing: false,
  requests: [],
  refuse: [],
  outage: () => null,
  failJobs: [],
  fault: () => null,
  slow: false,
  loadsADay: 1_500,
  patchesInTenSeconds: 5,
  answer: () => null,
});

/** The trouble a request runs into; a planned one is used up. */
export function troubleFor(faults: Faults, line: string): Trouble | null {
  const at = faults.refuse.findIndex(({ on }) => line.includes(on));
  const planned = at < 0 ? undefined : faults.refuse.splice(at, 1)[0];
  return planned?.with ?? faults.outage(line);
}
