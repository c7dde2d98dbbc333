import { Worker } from 'node:worker_threads';
import type { Clock, Log, SideProcess } from '../../ports.ts';
import type { CheckBy } from './check-file.ts';
import { checkInProcess } from './check-in-process.ts';
import type { LedgerTask } from './ledger-tasks.ts';
import { faultsSchema, resultOf, taskLimitMs, tookTooLong } from './ledger-tasks.ts';
import type { RepairParts } from './repair-ledger.ts';
import type { RepairStory } from './repair-story.ts';
import { storySchema } from './repair-story.ts';

/** Goes through ledgers apart from the app. Everything rejects with a Problem when it cannot be done. */
export type RepairProcess = {
  /** @returns what is wrong with the file; nothing when it is sound */
  check(file: string, by: CheckBy): Promise<readonly string[]>;
  /** @returns what is wrong with the ledger, and then nothing was copied */
  copy(file: string, now: number): Promise<readonly string[]>;
  /** Nobody may have the ledger open. */
  repair(file: string, parts: Omit<RepairParts, 'file' | 'mover'>): Promise<RepairStory>;
};

export type RepairProcessParts = {
  /** The worker's script: the source, or its bundle. */
  readonly script: URL;
  /** Starts a process to look at a ledger in. Where it is null, or does not start, a thread of this one looks. */
  readonly beside: (() => SideProcess) | null;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * What is about to be opened is looked at in a process of its own: what ends a thread over it ends the app, at each start. What
 * writes is done by a thread, which ends with the app: a process might outlive it, and move files under the next one. The copy
 * looks too; what ends it there is found at the next start.
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

/** One worker a task: none is there between two of them, an hour apart. What it had open is closed when this ends. */
async function ask({ script, clock }: RepairProcessParts, task: LedgerTask): Promise<unknown> {
  const worker = new Worker(script);
  // an app that is closed does not wait for it
  worker.unref();
  worker.postMessage(task);
  return resultOf(await answerOf(worker, clock));
}

function answerOf(worker: Worker, clock: Clock): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let answer: unknown;
    const cancel = clock.after(taskLimitMs, () => {
      // it cannot be stopped in the middle of a file: it comes to its end by itself, in a while
      void worker.terminate();
      reject(tookTooLong());
    });
    worker.on('message', (said) => {
      answer = said;
    });
    worker.on('error', reject);
    // it ends by itself when it has answered; whoever goes on sooner opens files that it may have open still
    worker.on('exit', () => {
      cancel();
      if (answer === undefined) reject(new Error('the ledger worker ended'));
      else resolve(answer);
    });
  });
}
