import type { EntryKind } from '../../shared/entry.ts';
import type { MessageId } from '../../shared/ids.ts';
import { messageIdSchema } from '../../shared/ids.ts';
import type { Clock, Ledger, Log, Loop } from '../ports.ts';
import type { LoadBatch } from '../warehouse-port.ts';
import { batchOf, largestLoad, loadKind, roundOf } from './batch.ts';
import type { Pace } from './pace.ts';
import { batchAt, burst, readPace, refill, spend } from './pace.ts';

export type BatcherParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** Load jobs have a daily limit; streamed rows do not. */
  readonly paced: boolean;
  /** Called when a batch was enqueued. */
  readonly onOwed: () => void;
};

export type Batcher = Loop & {
  /** Call when a batch has ended: events that arrived meanwhile form the next one. */
  look(): void;
  /** Counts one load. @returns when it may be made. Call inside the transaction that enqueues it. */
  spendOne(): number;
};

/** Number of events. Serializing the largest batch blocks the process for a tenth of a second. */
const largestBatch = { load: largestLoad, missed: 5_000, stream: 500 };
/** Half a minute on a slow connection; most batches are far smaller. */
const largestBytes = 2_000_000;
const streamWindowMs = 300;
const heldLookMs = 5_000;
/**
 * Urgent events: an order notifies only after it is loaded and counts as missing until its content is, and other computers wait
 * for who took it. Other events join a batch or wait three minutes. Otherwise five computers at 300 orders would use up the
 * table's shared daily loads.
 */
const urgent: ReadonlySet<EntryKind> = new Set<EntryKind>(['order-received', 'order-updated', 'taken']);
const patientMs = 180_000;

/** After the clock was set back, a start time in the future counts as now. */
const notAfter = (since: number | null, now: number): number | null =>
  since === null ? null : Math.min(since, now);

/** Batches events that no batch covers yet. One batch runs at a time: in an outage all others wait as one. */
export function createBatcher({ ledger, clock, log, paced, onOwed }: BatcherParts): Batcher {
  let running = false;
  let unsubscribe = () => {};
  let cancel = () => {};
  let waitingSince: number | null = null;
  /** Since when an urgent event waits. */
  let urgentSince: number | null = null;
  let turn: 'new' | 'missed' = 'missed';

  const pace = (): Pace => readPace(ledger.settings.get('warehouse.pace'), clock.now());

  function spendOne(): number {
    const now = clock.now();
    if (!paced) return now;
    const before = pace();
    ledger.settings.set('warehouse.pace', JSON.stringify(spend(before, now)));
    return Math.max(now, batchAt(before, 0, now));
  }

  function underWay(): boolean {
    const id = ledger.settings.get('warehouse.batch');
    const state = id === null ? undefined : ledger.outbox.get(messageIdSchema.parse(id))?.state;
    return state === 'waiting' || state === 'leased';
  }

  function look(): void {
    cancel();
    if (!running) return;
    try {
      const again = batchOnce();
      if (again !== null) cancel = clock.after(again, look);
    } catch (error) {
      log.error('entries could not be batched', { error });
      cancel = clock.after(heldLookMs, look);
    }
  }

  /** @returns delay until the next look; null if no event waits */
  function batchOnce(): number | null {
    const open = ledger.warehouse.unbatched();
    const missed = ledger.warehouse.missed();
    if (!open) waitingSince = urgentSince = null;
    if (!open && !missed) return null;
    const now = clock.now();
    waitingSince = notAfter(waitingSince, now);
    urgentSince = notAfter(urgentSince, now);
    if (open) waitingSince ??= now;
    if (underWay()) return heldLookMs;
    if (open) {
      const due = dueAt(waitingSince ?? now, now);
      if (due <= now) {
        const largest = paced ? largestBatch.load : largestBatch.stream;
        put(open, largest, (range) => ledger.warehouse.batched(range));
        const more = ledger.warehouse.unbatched() !== null;
        waitingSince = null;
        urgentSince = more ? now : null;
        turn = 'missed';
        return more || missed ? heldLookMs : null;
      }
      // alternate: new orders must not wait for the backlog, nor the backlog for a quiet moment
      if (!missed || turn === 'new' || !hasRoom(now)) return due - now;
    }
    if (!missed) return null;
    // the backlog must not use loads that new orders may need
    if (!hasRoom(now)) return heldLookMs;
    const largest = paced ? largestBatch.missed : largestBatch.stream;
    put(missed, largest, (range) => ledger.warehouse.missedBatched(range));
    turn = 'new';
    return heldLookMs;
  }

  function dueAt(since: number, now: number): number {
    if (!paced) return since + streamWindowMs;
    const patient = Math.max(since + patientMs, batchAt(pace(), since, now));
    return urgentSince === null ? patient : Math.min(patient, batchAt(pace(), urgentSince, now));
  }

  const hasRoom = (now: number): boolean => !paced || refill(pace(), now).left > burst / 2;

  function put(open: LoadBatch, largest: number, mark: (range: LoadBatch) => void): void {
    const lastSeq = Math.min(open.lastSeq, open.firstSeq + largest - 1);
    const range = ledger.warehouse.fitting({ firstSeq: open.firstSeq, lastSeq }, largestBytes);
    const batch = batchOf(ledger.deskId, range, ledger.warehouse.idsIn(range), roundOf(ledger.settings));
    ledger.transaction(() => {
      mark(range);
      const id: MessageId | null = ledger.outbox.put({ kind: loadKind, key: batch.job, payload: batch });
      if (id !== null) ledger.settings.set('warehouse.batch', id);
      spendOne();
    });
    log.debug('batch made', { job: batch.job });
    onOwed();
  }

  return {
    look,
    spendOne,
    start() {
      if (running) return;
      running = true;
      // events left by the previous process may be urgent
      urgentSince = clock.now();
      unsubscribe = ledger.entries.onAppended((entries) => {
        const isUrgent = urgentSince === null && entries.some(({ kind }) => urgent.has(kind));
        if (isUrgent) urgentSince = clock.now();
        // a running timer already covers the first waiting event
        if (isUrgent || waitingSince === null) look();
      });
      look();
    },
    async stop() {
      running = false;
      unsubscribe();
      cancel();
    },
  };
}
