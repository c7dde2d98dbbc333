import type { Problem } from '../../shared/problem.ts';
import { isProblem } from '../../shared/problem.ts';
import type { Outcome } from '../outbox/relay.ts';
import type { Verdict, VerdictInput } from '../outbox/verdict.ts';
import { verdictOf } from '../outbox/verdict.ts';
import type { Clock, Ledger, OutboxMessage } from '../ports.ts';
import type { Batch } from './batch.ts';
import { roundOf } from './batch.ts';
import type { RowSource } from './rows.ts';

/** An event, by its id, that cannot be written. */
export type Refused = { readonly id: string; readonly reason: string };

/** The result of a batch. Only `failed` certainly wrote nothing. */
export type Written =
  | { readonly state: 'written' }
  /** It belongs to an earlier round; its events are enqueued again. */
  | { readonly state: 'void' }
  | { readonly state: 'running' }
  /** The job's id is used up; the batch needs another one. */
  | { readonly state: 'failed'; readonly problem: Problem }
  /** At least one row cannot be written; which one is not known. */
  | { readonly state: 'row-at-fault'; readonly problem: Problem }
  /** Nothing was written, because of these rows. */
  | {
      readonly state: 'rows-refused';
      readonly refused: readonly Refused[];
    };

/** Writes rows to the table by load jobs or streaming. @throws Problem if the result of the batch is unknown */
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
  /** Counts a load that cannot wait, inside the transaction that enqueues it. @returns when it may be made */
  readonly spendOne: () => number;
  /** The account's problem, or null after a batch has succeeded. */
  readonly onProblem: (problem: Problem | null) => void;
};

/** Handlers of a batch's result. The last three end its message and enqueue the rest. */
export type Ends = {
  readonly written: () => Outcome;
  /** Must run in a transaction. @param notBefore when another job of these events may be made */
  readonly failed: (notBefore: number) => void;
  readonly rowAtFault: (problem: Problem) => void;
  readonly rowsRefused: (refused: readonly Refused[]) => void;
};

const runningMs = 3_000;
/** A missing permission may be granted at any time, so batches are retried automatically. */
const accountMs = 60_000;

/** Loads are retried without limit: an account problem affects every batch alike. */
function putOff(input: VerdictInput): Verdict {
  const verdict = verdictOf(input);
  if ('retryAt' in verdict || input.problem.kind === 'bug') return verdict;
  return { retryAt: input.now + accountMs, reason: verdict.reason };
}

/** Writes a batch of any computer's events and applies its result. */
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
  // a new round has already enqueued its events again
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
