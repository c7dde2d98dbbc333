import type { Problem } from '../../shared/problem.ts';
import { isProblem } from '../../shared/problem.ts';
import type { Outcome } from '../outbox/relay.ts';
import type { Verdict, VerdictInput } from '../outbox/verdict.ts';
import { verdictOf } from '../outbox/verdict.ts';
import type { Clock, Ledger, OutboxMessage } from '../ports.ts';
import type { Batch } from './batch.ts';
import { roundOf } from './batch.ts';
import type { RowSource } from './rows.ts';

/** An entry, by its id, that can not be written. */
export type Refused = { readonly id: string; readonly reason: string };

/** What became of a batch. Only `failed` has surely written nothing. */
export type Written =
  | { readonly state: 'written' }
  /** It is of an earlier round, and its entries are owed anew. */
  | { readonly state: 'void' }
  | { readonly state: 'running' }
  /** The job's id is used up, and the batch needs another one. */
  | { readonly state: 'failed'; readonly problem: Problem }
  /** One row or more can not be written; which ones is not known. */
  | { readonly state: 'row-at-fault'; readonly problem: Problem }
  /** Nothing was written, and these are the rows at fault. */
  | {
      readonly state: 'rows-refused';
      readonly refused: readonly Refused[];
    };

/** The way rows take into the table: load jobs or streaming. @throws Problem when nothing can be said of the batch */
export type Writer = (
  job: Pick<Batch, 'job' | 'round'>,
  entries: readonly RowSource[],
  attempts: number,
) => Promise<Written>;

export type CarryParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly write: Writer;
  readonly random: () => number;
  /** Counts a load that had to be made, inside the transaction that owes it. @returns when it may be made */
  readonly spendOne: () => number;
  /** The account's problem, or null after a batch has gone through. */
  readonly onProblem: (problem: Problem | null) => void;
};

/** What follows from what became of a batch. The last three end its message and owe what is left of it. */
export type Ends = {
  readonly written: () => Outcome;
  /** In a transaction. @param notBefore when another job of these entries may be made */
  readonly failed: (notBefore: number) => void;
  readonly rowAtFault: (problem: Problem) => void;
  readonly rowsRefused: (refused: readonly Refused[]) => void;
};

const runningMs = 3_000;
/** A right that was missing may be given at any moment, and nobody should have to retry every batch by hand. */
const accountMs = 60_000;

/** Entries are owed to the warehouse for as long as it takes: what stops the account stops every batch alike. */
function putOff(input: VerdictInput): Verdict {
  const verdict = verdictOf(input);
  if ('retryAt' in verdict || input.problem.kind === 'bug') return verdict;
  return { retryAt: input.now + accountMs, reason: verdict.reason };
}

/** Writes a batch, whoever wrote its entries, and brings about what follows. */
export async function carry(
  parts: CarryParts,
  message: OutboxMessage,
  batch: Pick<Batch, 'job' | 'round' | 'turn'>,
  entries: readonly RowSource[],
  ends: Ends,
): Promise<Outcome> {
  const { clock, random, onProblem } = parts;
  try {
    return settle(parts, message, batch, await parts.write(batch, entries, message.attempts), ends);
  } catch (error) {
    if (!isProblem(error)) throw error;
    onProblem(error);
    return putOff({ problem: error, attempts: message.attempts, now: clock.now(), random });
  }
}

function settle(
  { ledger, clock, random, spendOne, onProblem }: CarryParts,
  message: OutboxMessage,
  batch: Pick<Batch, 'round' | 'turn'>,
  written: Written,
  ends: Ends,
): Outcome {
  // the round's end has given back what was owed in it
  if (batch.round !== roundOf(ledger.settings)) return { done: true };
  switch (written.state) {
    case 'void':
      return { done: true };
    case 'running':
      return { retryAt: clock.now() + runningMs, reason: 'the load job is still running' };
    case 'written':
      return ends.written();
    case 'failed':
      onProblem(written.problem);
      ledger.transaction(() => {
        const now = clock.now();
        const verdict = putOff({ problem: written.problem, attempts: batch.turn, now, random });
        ledger.outbox.done(message.id);
        ends.failed(Math.max(spendOne(), 'retryAt' in verdict ? verdict.retryAt : now + accountMs));
      });
      return { settled: true };
    case 'row-at-fault':
      ends.rowAtFault(written.problem);
      return { settled: true };
    case 'rows-refused':
      ends.rowsRefused(written.refused);
      return { settled: true };
  }
}
