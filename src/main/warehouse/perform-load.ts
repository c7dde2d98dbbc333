import type { OrderId } from '../../shared/ids.ts';
import type { Problem } from '../../shared/problem.ts';
import { promptKinds } from '../notice-kinds.ts';
import type { Outcome, Performer } from '../outbox/relay.ts';
import { wordsOf } from '../outbox/verdict.ts';
import type { Log, OutboxMessage } from '../ports.ts';
import type { KeptEntry } from '../warehouse-port.ts';
import type { Batch } from './batch.ts';
import { batchOf, batchSchema, halvesOf, loadKind, nextTurn } from './batch.ts';
import type { CarryParts, Refused } from './carry.ts';
import { carry } from './carry.ts';

export type LoadParts = CarryParts & {
  readonly log: Log;
  readonly onCommitted: (orderIds: readonly OrderId[]) => void;
};

/** Loads one batch and stores the results of its events and of the message together. */
export function createLoadPerformer(parts: LoadParts): Performer {
  const { ledger, clock, log, spendOne, onCommitted, onProblem } = parts;
  const owe = (batch: Batch, notBefore: number) =>
    ledger.outbox.put({ kind: loadKind, key: batch.job, payload: batch, notBefore });

  async function perform(message: OutboxMessage): Promise<Outcome> {
    const batch = batchSchema.parse(message.payload);
    const entries = ledger.warehouse.range(batch);
    if (entries.length === 0) return { done: true };
    return carry(parts, message, batch, entries, {
      written: () => commit(message, batch, entries),
      failed: (notBefore) => void owe(nextTurn(ledger.deskId, batch, entries), notBefore),
      rowAtFault: (problem) => split(message, batch, entries, problem),
      rowsRefused: (refused) => putAside(message, batch, entries, refused),
    });
  }

  function commit(message: OutboxMessage, batch: Batch, entries: readonly KeptEntry[]): Outcome {
    const now = clock.now();
    const orderIds = ledger.transaction(() => {
      const ids = entries.map((entry) => entry.id);
      const orders = ledger.warehouse.committed(ids, batch.job, now);
      for (const orderId of orders) {
        for (const kind of promptKinds) ledger.outbox.release(kind, orderId, now);
      }
      ledger.settings.set('warehouse.last', JSON.stringify({ job: batch.job, at: now, rows: ids.length }));
      ledger.outbox.done(message.id);
      return orders;
    });
    log.info('entries in the warehouse', { job: batch.job, rows: entries.length });
    onProblem(null);
    onCommitted(orderIds);
    return { settled: true };
  }

  /** Splits the batch until the faulty row is isolated; the other rows are loaded. */
  function split(
    message: OutboxMessage,
    batch: Batch,
    entries: readonly KeptEntry[],
    problem: Problem,
  ): void {
    const [only] = entries;
    const halves = halvesOf(ledger.deskId, entries, batch.round);
    ledger.transaction(() => {
      ledger.outbox.done(message.id);
      if (halves) for (const half of halves) owe(half, spendOne());
      else if (only) park(nextTurn(ledger.deskId, batch, entries), only, wordsOf(problem));
    });
    log.warn('a row was refused', { job: batch.job, rows: entries.length, reason: problem.message });
  }

  /** Parks the refused rows one by one; the rest of the batch is loaded. */
  function putAside(
    message: OutboxMessage,
    batch: Batch,
    entries: readonly KeptEntry[],
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

  /** Parks one row with an unused job id, which the next attempt needs. */
  function park(batch: Batch, entry: KeptEntry, reason: string): void {
    const id = owe(batch, clock.now());
    if (id === null) throw new Error(`the batch ${batch.job} is owed already`);
    ledger.outbox.park(id, reason);
    ledger.warehouse.parked(entry.id, reason, id);
  }

  return { kind: loadKind, leaseMs: 60_000, limit: 1, perform };
}
