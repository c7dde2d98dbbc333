import { Worker } from 'node:worker_threads';
import type { Clock, Log, SideProcess } from '../../ports.ts';
import type { CheckBy } from './check-file.ts';
import { checkInProcess } from './check-in-process.ts';
import type { LedgerTask } from './ledger-tasks.ts';
import { faultsSchema, resultOf, taskLimitMs, tookTooLong } from './ledger-tasks.ts';
import type { RepairParts } from './repair-ledger.ts';
import type { RepairStory } from './repair-story.ts';
import { storySchema } from './repair-story.ts';

/** Checks, copies and repairs ledgers outside the main thread. All methods reject with a Problem on failure. */
export type RepairProcess = {
  /** @returns the faults of the file; empty if it is sound */
  check(file: string, by: CheckBy): Promise<readonly string[]>;
  /** @returns the faults of the ledger; if there are any, nothing was copied */
  copy(file: string, now: number): Promise<readonly string[]>;
  /** The ledger must be closed. */
  repair(file: string, parts: Omit<RepairParts, 'file' | 'mover'>): Promise<RepairStory>;
};

export type RepairProcessParts = {
  /** The worker's script: the source, or its bundle. */
  readonly script: URL;
  /** Starts a process for checks. If null, or if it does not start, a worker thread is used. */
  readonly beside: (() => SideProcess) | null;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * Checks run in a separate process: a crash in a thread would end the app at every start. Writes run in a thread, which ends with
 * the app: a process might outlive it and move files under the next one. Copying checks the ledger in a thread too; the next
 * start finds what crashes it.
 */
export function createRepairProcess(parts: RepairProcessParts): RepairProcess {
  const { beside, log } = parts;
  const faultsOf = async (task: LedgerTask): Promise<readonly string[]> =>
    faultsSchema.parse(await ask(parts, task)).faults;
  return {
    async check(file, by) {
      const faults = beside && (await checkInProcess(beside, log, { file, by }));
      return faults ?? faultsOf({ task: 'check', file, by });
    },
    copy: (file, now) => faultsOf({ task: 'copy', file, now }),
    repair: async (file, repair) => storySchema.parse(await ask(parts, { task: 'repair', file, ...repair })),
  };
}

/** Starts one worker per task, because tasks are about an hour apart. Files are closed once the promise settles. */
async function ask({ script, clock }: RepairProcessParts, task: LedgerTask): Promise<unknown> {
  const worker = new Worker(script);
  // a closing app does not wait for the worker
  worker.unref();
  worker.postMessage(task);
  return resultOf(await answerOf(worker, clock));
}

function answerOf(worker: Worker, clock: Clock): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let answer: unknown;
    const cancel = clock.after(taskLimitMs, () => {
      // a worker cannot be stopped inside a SQLite call; it ends some time later
      void worker.terminate();
      reject(tookTooLong());
    });
    worker.on('message', (said) => {
      answer = said;
    });
    worker.on('error', reject);
    // settle only after the exit: until then the worker may have files open
    worker.on('exit', () => {
      cancel();
      if (answer === undefined) reject(new Error('the ledger worker ended'));
      else resolve(answer);
    });
  });
}
