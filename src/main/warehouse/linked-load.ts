import type { MessageId } from '../../shared/ids.ts';
import type { Problem } from '../../shared/problem.ts';
import type { LinkedEntry } from '../linked-port.ts';
import type { Outcome, Performer } from '../outbox/relay.ts';
import { wordsOf } from '../outbox/verdict.ts';
import type { Log, OutboxMessage } from '../ports.ts';
import { largestLoad, roundOf } from './batch.ts';
import type { CarryParts, Refused } from './carry.ts';
import { carry } from './carry.ts';
import type { Into, LinkedBatch } from './linked-batch.ts';
import { linkedBatchOf, linkedBatchSchema, linkedKind } from './linked-batch.ts';

export type LinkedLoadParts = CarryParts & {
  readonly log: Log;
  readonly onOwed: () => void;
};
export type LinkedLoads = {
  readonly performer: Performer;
  /**
   * Owes a load of what came by the link before this moment (epoch milliseconds, this desk's clock) and is not in BigQuery.
   * @returns how many entries
   */
  owe(before: number): number;
};

/**
 * Brings entries of other desks to BigQuery whose own computers have not done so. They are marked as seen when BigQuery shows
 * them, like any other row; the desk that wrote them may load them too, for the views count an id once.
 */
export function createLinkedLoads(parts: LinkedLoadParts): LinkedLoads {
  const { ledger, clock, log, spendOne, onOwed, onProblem } = parts;

  const into = (): Into => ({
    table: ledger.settings.get('warehouse.table') ?? '',
    round: roundOf(ledger.settings),
  });

  /** In a transaction. What was owed before, and has to be owed again, needs a job id that is not used up. */
  function put(entries: readonly LinkedEntry[], to: Into, turn = 1, notBefore = clock.now()): MessageId {
    for (let next = turn; ; next += 1) {
      const batch = linkedBatchOf(entries, to, next);
      const id = ledger.outbox.put({ kind: linkedKind, key: batch.job, payload: batch, notBefore });
      if (id !== null) return id;
    }
  }

  function owe(before: number): number {
    const numbers = ledger.linked.waiting(before, largestLoad);
    if (numbers.length === 0) return 0;
    const entries = ledger.linked.entriesOf(numbers);
    ledger.transaction(() => {
      if (entries.length > 0) {
        put(entries, into(), 1, spendOne());
      }
      // one that no row can be made of has had its turn too
      ledger.linked.owed(numbers);
    });
    if (entries.length === 0) return 0;
    log.warn('entries that other computers have not loaded are loaded for them', { entries: entries.length });
    onOwed();
    return entries.length;
  }

  async function perform(message: OutboxMessage): Promise<Outcome> {
    const batch = linkedBatchSchema.parse(message.payload);
    const unseen = ledger.linked.unseenOf(batch.numbers);
    const entries = ledger.linked.entriesOf(unseen);
    if (entries.length === 0) return { done: true };
    if (unseen.length < batch.numbers.length) {
      // their own desk was only late: what is left of them is another job
      ledger.transaction(() => {
        ledger.outbox.done(message.id);
        put(entries, batch);
      });
      return { settled: true };
    }
    return carry(parts, message, batch, entries, {
      written() {
        log.info('entries of other computers in the warehouse', { job: batch.job, rows: entries.length });
        onProblem(null);
        return { done: true };
      },
      failed: (notBefore) => void put(entries, batch, batch.turn + 1, notBefore),
      rowAtFault: (problem) => split(message, batch, entries, problem),
      rowsRefused: (refused) => putAside(message, batch, entries, refused),
    });
  }

  /** Halves it until the row at fault stands alone; the others flow on. */
  function split(
    message: OutboxMessage,
    batch: LinkedBatch,
    entries: readonly LinkedEntry[],
    problem: Problem,
  ): void {
    const middle = Math.ceil(entries.length / 2);
    ledger.transaction(() => {
      ledger.outbox.done(message.id);
      if (entries.length === 1) park(entries, batch, wordsOf(problem));
      else {
        for (const half of [entries.slice(0, middle), entries.slice(middle)]) {
          put(half, batch, 1, spendOne());
        }
      }
    });
    log.warn('a row was refused', { job: batch.job, rows: entries.length, reason: problem.message });
  }

  function putAside(
    message: OutboxMessage,
    batch: LinkedBatch,
    entries: readonly LinkedEntry[],
    refused: readonly Refused[],
  ): void {
    const reasons = new Map(refused.map(({ id, reason }) => [id, reason]));
    const rest = entries.filter(({ id }) => !reasons.has(id));
    ledger.transaction(() => {
      ledger.outbox.done(message.id);
      for (const entry of entries) {
        const reason = reasons.get(entry.id);
        if (reason !== undefined) park([entry], batch, reason);
      }
      if (rest.length > 0) put(rest, batch);
    });
    log.warn('rows were refused', { job: batch.job, rows: refused.length });
  }

  /** With what its next attempt needs: a job id that is not used up. */
  function park(entries: readonly LinkedEntry[], batch: LinkedBatch, reason: string): void {
    ledger.outbox.park(put(entries, batch, batch.turn + 1), reason);
  }

  return { owe, performer: { kind: linkedKind, leaseMs: 60_000, limit: 1, perform } };
}
