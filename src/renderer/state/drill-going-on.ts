import type { TestRunReport } from '../../shared/test-run.ts';
import type { Asked } from './query-store.ts';

/** The fire drill that is going on, as far as this window knows; null while there is none. */
export const drillGoingOn = (asked: Asked<TestRunReport | null>): TestRunReport | null =>
  asked.state === 'ready' && asked.value !== null && asked.value.endedAt === null ? asked.value : null;
