import { z } from 'zod';
import { assertNever, isProblem, messageOf, Problem, problemKinds } from '../../../shared/problem.ts';
import type { CheckBy } from './check-file.ts';
import { faultsOf } from './check-file.ts';
import { copyLedger } from './copy-ledger.ts';
import { placesOf } from './places.ts';
import type { RepairParts } from './repair-ledger.ts';
import { repairLedger } from './repair-ledger.ts';

/** Tasks that read a whole ledger, and run outside the main thread. */
export type LedgerTask =
  | { readonly task: 'check'; readonly file: string; readonly by: CheckBy }
  | { readonly task: 'copy'; readonly file: string; readonly now: number }
  | ({ readonly task: 'repair' } & Omit<RepairParts, 'mover'>);

function run(task: LedgerTask): unknown {
  switch (task.task) {
    case 'check':
      // a log that a crash left behind is looked at with its file
      return { faults: faultsOf(task.file, task.by) };
    case 'copy':
      return { faults: copyLedger(placesOf(task.file), task.now) };
    case 'repair':
      return repairLedger(task);
    default:
      return assertNever(task);
  }
}

/** The result of a task, in a form that can be sent between threads and processes. */
export function answerTo(task: LedgerTask): unknown {
  try {
    return { answer: run(task) };
  } catch (error) {
    const problem = isProblem(error) ? { kind: error.kind, fix: error.fix } : null;
    return { failure: messageOf(error), problem };
  }
}

const answerSchema = z.union([
  z.object({ answer: z.unknown() }),
  z.object({
    failure: z.string(),
    problem: z.object({ kind: z.enum(problemKinds), fix: z.string().optional() }).nullable(),
  }),
]);

/** @throws Problem when the task could not be done; Error for a fault of ours */
export function resultOf(answer: unknown): unknown {
  const said = answerSchema.safeParse(answer).data;
  if (said === undefined) throw new Error('what goes through the ledger made no sense');
  if ('answer' in said) return said.answer;
  const { failure, problem } = said;
  if (problem === null) throw new Error(failure);
  throw new Problem(problem.kind, failure, problem.fix === undefined ? {} : { fix: problem.fix });
}

export const faultsSchema = z.object({ faults: z.array(z.string()) });

/** The timeout of a task. */
export const taskLimitMs = 30 * 60_000;
export const tookTooLong = (): Problem => new Problem('unreachable', 'Checking the database took too long');
