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
   * Enqueues a load of events that came by Pub/Sub before this moment (epoch milliseconds, this computer's clock) and are not in
   * BigQuery.
   * @returns number of events
   */
  owe(before: number): number;
};

/**
 * Loads events of other computers into BigQuery if their own computers have not done so. Their rows count as seen only when
 * BigQuery shows them. The author may load them too: the views count each id once.
 */
export function createLinkedLoads(parts: LinkedLoadParts): LinkedLoads {
  const { ledger, clock, log, spendOne, onOwed, onProblem } = parts;

  const into = (): Into => ({
    table: ledger.settings.get('warehouse.table') ?? '',
    round: roundOf(ledger.settings),
  });

  /** Must run in a transaction. A load that is enqueued again needs an unused job id. */
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
      // counts as enqueued even if no row can be made of it
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
      // their own computer was only late: the remaining events need another job
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

  /** Splits the batch until the faulty row is isolated; the other rows are loaded. */
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

  /** Parks it with an unused job id, which the next attempt needs. */
  function park(entries: readonly LinkedEntry[], batch: LinkedBatch, reason: string): void {
    ledger.outbox.park(put(entries, batch, batch.turn + 1), reason);
  }

  return { owe, performer: { kind: linkedKind, leaseMs: 60_000, limit: 1, perform } };
}
