import type { Clock, Log, SideProcess } from '../../ports.ts';
import type { LedgerTask } from './ledger-tasks.ts';
import { faultsSchema, resultOf, taskLimitMs, tookTooLong } from './ledger-tasks.ts';

export type CheckBesideParts = {
  readonly start: () => SideProcess;
  readonly clock: Clock;
  readonly log: Log;
};

/** How long a process may take until it listens. */
const startLimitMs = 20_000;
/** What ends a process twice is the file's fault; once it may have been anything. */
const tries = 2;

/**
 * Looks at a ledger in a process of its own. SQLite may end the process that goes through a damaged file: the app would die of it at
 * each start, and never come to repair it.
 * @returns what is wrong with the file; null where no process starts
 * @throws Problem when it cannot be looked at
 */
export async function checkBeside(
  { start, clock, log }: CheckBesideParts,
  file: string,
): Promise<readonly string[] | null> {
  for (let tried = 0; tried < tries; tried += 1) {
    const process = start();
    try {
      if ((await nextWord(process, clock, startLimitMs)).kind !== 'said') {
        log.warn('the check of the ledger gets no process of its own');
        return null;
      }
      const answer = nextWord(process, clock, taskLimitMs);
      process.send({ task: 'check', file } satisfies LedgerTask);
      const word = await answer;
      if (word.kind === 'late') throw tookTooLong();
      if (word.kind === 'said') return faultsSchema.parse(resultOf(word.message)).faults;
      log.warn('the process that looked at the ledger ended over it');
    } finally {
      void process.end();
    }
  }
  return ['SQLite ends over it'];
}

type Word = { readonly kind: 'said'; readonly message: unknown } | { readonly kind: 'ended' | 'late' };

function nextWord(process: SideProcess, clock: Clock, withinMs: number): Promise<Word> {
  return new Promise((resolve) => {
    const settle = (word: Word): void => {
      cancel();
      deaf();
      resolve(word);
    };
    const cancel = clock.after(withinMs, () => settle({ kind: 'late' }));
    const deaf = process.listen({
      message: (message) => settle({ kind: 'said', message }),
      end: () => settle({ kind: 'ended' }),
    });
  });
}
