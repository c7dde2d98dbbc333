import { z } from 'zod';
import type { CheckView } from './diagnostics.ts';

/** The ways a marked order or request is sent by. */
export const testRunPaths = ['shopify', 'mail', 'manual', 'touch', 'catalogue', 'draft'] as const;
export const testRunPathSchema = z.enum(testRunPaths);
export type TestRunPath = z.infer<typeof testRunPathSchema>;

/** A test run: a marked test order by each path, how long each step took, and what did not come. */
export type TestRunReport = {
  readonly id: string;
  /** The manager who pressed it. */
  readonly by: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Null while steps are still awaited. */
  readonly endedAt: number | null;
  readonly steps: readonly CheckView[];
};
