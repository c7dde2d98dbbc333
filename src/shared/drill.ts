import type { CheckView } from './doctor.ts';

/** A fire drill: a marked test order by each path, how long each step took, and what did not come. */
export type DrillReport = {
  readonly id: string;
  /** The manager who pressed it. */
  readonly by: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Null while steps are still awaited. */
  readonly endedAt: number | null;
  readonly steps: readonly CheckView[];
};
