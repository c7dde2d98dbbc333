import type { Entry } from '../../shared/entry.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { Problem } from '../../shared/problem.ts';
import { isProblem } from '../../shared/problem.ts';
import type { Outcome, Performer } from '../outbox/relay.ts';
import type { Verdict, VerdictInput } from '../outbox/verdict.ts';
import { verdictOf, wordsOf } from '../outbox/verdict.ts';
import type { Clock, Ledger, Log, OutboxMessage } from '../ports.ts';
import type { Batch } from './batch.ts';
import { batchOf, batchSchema, halvesOf, loadKind, nextTurn, roundOf } from './batch.ts';
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

export type LoadParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly write: Writer;
  readonly random: () => number;
  /** Counts a load that had to be made, inside the transaction that owes it. @returns when it may be made */
  readonly spendOne: () => number;
  readonly onCommitted: (orderIds: readonly OrderId[]) => void;
  /** The account's problem, or null after a batch has gone through. */
  readonly onProblem: (problem: Problem | null) => void;
};

export const runningMs = 3_000;
/** A right that was missing may be given at any moment, and nobody should have to retry every batch by hand. */
const accountMs = 60_000;

/** Entries are owed to the warehouse for as long as it takes: what stops the account stops every batch alike. */
export function putOff(input: VerdictInput): Verdict {
  const verdict = verdictOf(input);
  if ('retryAt' in verdict || input.problem.kind === 'bug') return verdict;
  return { retryAt: input.now + accountMs, reason: verdict.reason };
}

/** Performs one batch and writes what became of its entries together with what became of the message. */
export function createLoadPerformer(parts: LoadParts): Performer {
  const { ledger, clock, log, write, random, spendOne, onCommitted, onProblem } = parts;
  const owe = (batch: Batch, notBefore: number) =>
    ledger.outbox.put({ kind: loadKind, key: batch.job, payload: batch, notBefore });

  async function perform(message: OutboxMessage): Promise<Outcome> {
    const batch = batchSchema.parse(message.payload);
    const entries = ledger.warehouse.range(batch);
    if (entries.length === 0) return { done: true };
    try {
      return settle(message, batch, entries, await write(batch, entries, message.attempts));
    } catch (error) {
      if (!isProblem(error)) throw error;
      onProblem(error);
      return putOff({ problem: error, attempts: message.attempts, now: clock.now(), random });
    }
  }

  function settle(
    message: OutboxMessage,
    batch: Batch,
    entries: readonly Entry[],
    written: Written,
  ): Outcome {
    if (batch.round !== roundOf(ledger.settings)) return { done: true };
    switch (written.state) {
      case 'void':
        return { done: true };
      case 'running':
        return { retryAt: clock.now() + runningMs, reason: 'the load job is still running' };
      case 'written':
        commit(message, batch, entries);
        return { settled: true };
      case 'failed':
        onProblem(written.problem);
        ledger.transaction(() => {
          const now = clock.now();
          const verdict = putOff({ problem: written.problem, attempts: batch.turn, now, random });
          ledger.outbox.done(message.id);
          owe(
            nextTurn(ledger.deskId, batch, entries),
            Math.max(spendOne(), 'retryAt' in verdict ? verdict.retryAt : now + accountMs),
          );
        });
        return { settled: true };
      case 'row-at-fault':
        split(message, batch, entries, written.problem);
        return { settled: true };
      case 'rows-refused':
        putAside(message, batch, entries, written.refused);
        return { settled: true };
    }
  }

  function commit(message: OutboxMessage, batch: Batch, entries: readonly Entry[]): void {
    const now = clock.now();
    const orderIds = ledger.transaction(() => {
      const ids = entries.map((entry) => entry.id);
      const orders = ledger.warehouse.committed(ids, batch.job, now);
      for (const orderId of orders) ledger.outbox.release('notify.newOrder', orderId, now);
      ledger.settings.set('warehouse.last', JSON.stringify({ job: batch.job, at: now, rows: ids.length }));
      ledger.outbox.done(message.id);
      return orders;
    });
    log.info('entries in the warehouse', { job: batch.job, rows: entries.length });
    onProblem(null);
    onCommitted(orderIds);
  }

  /** Halves the batch until the row at fault stands alone; the others flow on. */
  function split(message: OutboxMessage, batch: Batch, entries: readonly Entry[], problem: Problem): void {
    const [only] = entries;
    const halves = halvesOf(ledger.deskId, entries, batch.round);
    ledger.transaction(() => {
      ledger.outbox.done(message.id);
      if (halves) for (const half of halves) owe(half, spendOne());
      else if (only) park(nextTurn(ledger.deskId, batch, entries), only, wordsOf(problem));
    });
    log.warn('a row was refused', { job: batch.job, rows: entries.length, reason: problem.message });
  }

  /** Puts the refused rows aside one by one; the rest of the batch flows on. */
  function putAside(
    message: OutboxMessage,
    batch: Batch,
    entries: readonly Entry[],
    refused: readonly Refused[],
  ): void {
    const reasons = new Map(refused.map(({ id, reason }) => [id, reason]));
    ledger.transaction(() => {
      const [first] = refused;
      const [only] = entries;
      if (entries.length === 1 && first && only) {
        ledger.outbox.park(message.id, first.reason);
        ledger.warehouse.parked(only.id, first.reason, message.id);
        return;
      }
      for (const entry of entries) {
        const reason = reasons.get(entry.id);
        if (reason === undefined) continue;
        const alone = { firstSeq: entry.seq, lastSeq: entry.seq };
        park(batchOf(ledger.deskId, alone, [entry.id], batch.round), entry, reason);
      }
      ledger.outbox.done(message.id);
      const left = entries.filter(({ id }) => !reasons.has(id));
      if (left.length > 0) owe(nextTurn(ledger.deskId, batch, left), clock.now());
    });
    log.warn('rows were refused', { job: batch.job, rows: refused.length });
  }

  /** Puts one row aside, with what its next attempt needs: a job id that is not used up. */
  function park(batch: Batch, entry: Entry, reason: string): void {
    const id = owe(batch, clock.now());
    if (id === null) throw new Error(`the batch ${batch.job} is owed already`);
    ledger.outbox.park(id, reason);
    ledger.warehouse.parked(entry.id, reason, id);
  }

  return { kind: loadKind, leaseMs: 60_000, limit: 1, perform };
}
