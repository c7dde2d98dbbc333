import type { StatusLine } from './status-line.ts';
import { bySeverity } from './status-line.ts';
import { useConnectionLines } from './use-connection-lines.ts';
import { useLeaderLines } from './use-leader-lines.ts';
import { useMailLines } from './use-mail-lines.ts';
import { useReachLines } from './use-reach-lines.ts';
import { useSyncLines } from './use-sync-lines.ts';
import { useTestRunLines } from './use-test-run-lines.ts';

/** All that needs attention in the pipeline: a test run, which lasts two minutes at most, then the worst first. */
export const useStatusLines = (): readonly StatusLine[] => [
  ...useTestRunLines(),
  ...bySeverity([
    ...useConnectionLines(),
    ...useLeaderLines(),
    ...useReachLines(),
    ...useSyncLines(),
    ...useMailLines(),
  ]),
];
