import type { Fault } from './jobs.ts';
import type { Row } from './rows.ts';

/** An error in the format of the service. */
export type Refusal = { readonly code: number; readonly reason: string; readonly message?: string };
/**
 * The fate of a request: refused; cut off before it was read; or cut off after it was carried out. `held`: carried out, with the
 * response delayed until `letGo` is called.
 */
export type Trouble = Refusal | 'cut-before' | 'cut-after' | 'held';

/** Simulated faults and limits of the project. Tests change them; the sample shop keeps the defaults. */
export type Faults = {
  /** False: no streaming and no DML, as in a project without a billing account. */
  billing: boolean;
  /** Every request so far: `POST /upload/jobs`, `GET /datasets/crm/tables/entries`. */
  readonly requests: string[];
  /** Trouble for the next requests whose line contains the text; each is used once. */
  refuse: { readonly on: string; readonly with: Trouble }[];
  /** Every request gets the trouble that this returns for its line; null for none. */
  outage: (line: string) => Trouble | null;
  /** Failures of the next load jobs, all or nothing; each uses its job id up. */
  failJobs: Fault[];
  /** Why a row cannot be written although it fits the schema; null when it can. */
  fault: (row: Row) => string | null;
  /** Jobs stay at `RUNNING` until `finish`; a statement that changes rows keeps its initial snapshot. */
  slow: boolean;
  /** The number of loads a table accepts per day (UTC), including failed ones. */
  loadsADay: number;
  /** The number of metadata changes a table accepts in ten seconds. */
  patchesInTenSeconds: number;
  /** Answers a query instead of the engine; null leaves it to the engine. */
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

/** The trouble for a request; a planned one is used up. */
export function troubleFor(faults: Faults, line: string): Trouble | null {
  const at = faults.refuse.findIndex(({ on }) => line.includes(on));
  const planned = at < 0 ? undefined : faults.refuse.splice(at, 1)[0];
  return planned?.with ?? faults.outage(line);
}
