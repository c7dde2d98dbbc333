import { Problem } from '../../../shared/problem.ts';
import { nextWord, startLimitMs, tries } from '../../next-word.ts';
import type { Log, SideProcess } from '../../ports.ts';
import type { CheckBy } from './check-file.ts';
import type { LedgerTask } from './ledger-tasks.ts';
import { faultsSchema, resultOf, taskLimitMs, tookTooLong } from './ledger-tasks.ts';

/** The fault of a file on which SQLite crashes, so that nothing of it can be read. */
export const crashFault = 'SQLite ends over it';

/**
 * Checks a ledger in a separate process. SQLite may crash the process that reads a damaged file: the app itself would crash at
 * each start and never repair it.
 * @returns the faults of the file; null if no process starts and none has crashed on the file
 * @throws Problem when it cannot be checked
 */
export async function checkInProcess(
  start: () => SideProcess,
  log: Log,
  { file, by }: { readonly file: string; readonly by: CheckBy },
): Promise<readonly string[] | null> {
  for (let tried = 0; tried < tries; tried += 1) {
    const child = start();
    try {
      if ((await nextWord(child, startLimitMs)).kind !== 'said') {
        log.warn('the check of the ledger gets no process of its own');
        if (tried === 0) return null;
        // the first process may have crashed on the file, so no thread of the app may read it
        throw new Problem('unreachable', 'The ledger could not be looked at', {
          fix: 'Start Orderbell again; close other programs if the computer is short of memory',
        });
      }
      const answer = nextWord(child, taskLimitMs);
      child.send({ task: 'check', file, by } satisfies LedgerTask);
      const word = await answer;
      if (word.kind === 'late') throw tookTooLong();
      if (word.kind === 'said') return faultsSchema.parse(resultOf(word.message)).faults;
      log.warn('the process that looked at the ledger ended over it');
    } finally {
      void child.end();
    }
  }
  return [crashFault];
}
