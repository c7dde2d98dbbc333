import type { TestRunReport } from '../../shared/test-run.ts';
import type { Asked } from './queries/query-store.ts';

/** The running test run, as far as this window knows; null if there is none. */
export const testRunGoingOn = (asked: Asked<TestRunReport | null>): TestRunReport | null =>
  asked.state === 'ready' && asked.value !== null && asked.value.endedAt === null ? asked.value : null;
