import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { Problem } from '../../../shared/problem.ts';
import type { Clock } from '../../ports.ts';
import type { LedgerTask } from './ledger-tasks.ts';
import type { RepairParts } from './repair-ledger.ts';
import type { RepairStory } from './repair-story.ts';
import { storySchema } from './repair-story.ts';

/** Goes through ledgers apart from the app. Everything rejects with a Problem when it cannot be done. */
export type Keeper = {
  /** @returns what is wrong with the file; nothing when it is sound */
  check(file: string): Promise<readonly string[]>;
  /** @returns what is wrong with the ledger, and then nothing was copied */
  copy(file: string, now: number): Promise<readonly string[]>;
  /** Nobody may have the ledger open. */
  repair(file: string, parts: Omit<RepairParts, 'file' | 'mover'>): Promise<RepairStory>;
};

export type KeeperParts = {
  /** The worker's script: the source, or its bundle. */
  readonly script: URL;
  readonly clock: Clock;
};

/** How long the app waits for one of these. A worker cannot be stopped in the middle of a file: it ends with the app. */
const limitMs = 30 * 60_000;

export function createKeeper(parts: KeeperParts): Keeper {
  const faultsOf = async (task: LedgerTask): Promise<readonly string[]> =>
    faultsSchema.parse(await ask(parts, task)).faults;
  return {
    check: (file) => faultsOf({ task: 'check', file }),
    copy: (file, now) => faultsOf({ task: 'copy', file, now }),
    repair: async (file, repair) => storySchema.parse(await ask(parts, { task: 'repair', file, ...repair })),
  };
}

/** One worker a task: none is there between two of them, an hour apart. */
async function ask({ script, clock }: KeeperParts, task: LedgerTask): Promise<unknown> {
  const worker = new Worker(script);
  // an app that is closed does not wait for it
  worker.unref();
  try {
    worker.postMessage(task);
    return await answerOf(worker, clock);
  } finally {
    // it comes to its end by itself, in a while where it is in the middle of a file
    void worker.terminate();
  }
}

function answerOf(worker: Worker, clock: Clock): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(limitMs, () =>
      end(() => reject(new Problem('unreachable', 'Going through the ledger took too long'))),
    );
    const end = (settle: () => void): void => {
      cancel();
      settle();
    };
    worker.on('message', (raw) => {
      const said = answerSchema.safeParse(raw).data;
      if (said === undefined) end(() => reject(new Error('the ledger worker made no sense')));
      else if ('answer' in said) end(() => resolve(said.answer));
      else {
        end(() =>
          reject(said.isProblem ? new Problem('unreachable', said.failure) : new Error(said.failure)),
        );
      }
    });
    worker.on('error', (error) => end(() => reject(error)));
    worker.on('exit', () => end(() => reject(new Error('the ledger worker ended'))));
  });
}

const faultsSchema = z.object({ faults: z.array(z.string()) });
const answerSchema = z.union([
  z.object({ answer: z.unknown() }),
  z.object({ failure: z.string(), isProblem: z.boolean() }),
]);
