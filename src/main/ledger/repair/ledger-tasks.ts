import { z } from 'zod';
import { isProblem, messageOf, Problem } from '../../../shared/problem.ts';
import { faultsOf } from './check-file.ts';
import { copyLedger } from './copy-ledger.ts';
import { placesOf } from './places.ts';
import type { RepairParts } from './repair-ledger.ts';
import { repairLedger } from './repair-ledger.ts';

/** What goes through a whole ledger, and is done apart from the app. */
export type LedgerTask =
  | { readonly task: 'check'; readonly file: string }
  | { readonly task: 'copy'; readonly file: string; readonly now: number }
  | ({ readonly task: 'repair' } & Omit<RepairParts, 'mover'>);

function run(task: LedgerTask): unknown {
  switch (task.task) {
    case 'check':
      // a log that a crash left behind is looked at with its file
      return { faults: faultsOf(task.file) };
    case 'copy':
      return { faults: copyLedger(placesOf(task.file), task.now) };
    case 'repair':
      return repairLedger(task);
  }
}

/** What came of a task, in words that go from one thread or process to another. */
export function answerTo(task: LedgerTask): unknown {
  try {
    return { answer: run(task) };
  } catch (error) {
    return { failure: messageOf(error), isProblem: isProblem(error) };
  }
}

const answerSchema = z.union([
  z.object({ answer: z.unknown() }),
  z.object({ failure: z.string(), isProblem: z.boolean() }),
]);

/** @throws Problem when the task could not be done; Error for a fault of ours */
export function resultOf(answer: unknown): unknown {
  const said = answerSchema.safeParse(answer).data;
  if (said === undefined) throw new Error('the ledger worker made no sense');
  if ('answer' in said) return said.answer;
  throw said.isProblem ? new Problem('unreachable', said.failure) : new Error(said.failure);
}

export const faultsSchema = z.object({ faults: z.array(z.string()) });

/** How long the app waits for one of these. */
export const taskLimitMs = 30 * 60_000;
export const tookTooLong = (): Problem =>
  new Problem('unreachable', 'Going through the ledger took too long');
