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
  /** Load jobs are counted by the day; streamed rows are not. */
  readonly paced: boolean;
  /** Called when a batch is owed. */
  readonly onOwed: () => void;
};

export type Batcher = Loop & {
  /** To be called when a batch is over: the entries that came meanwhile are the next one. */
  look(): void;
  /** When one more load may be made; counts it. Inside the transaction that owes it. */
  spendOne(): number;
};

/** In entries. The larger one takes a tenth of a second to read and write out, in which nothing else is done. */
const largestBatch = { load: largestLoad, missed: 5_000, stream: 500 };
/** Half a minute on a thin line; most batches come nowhere near. */
const largestBytes = 2_000_000;
const streamWindowMs = 300;
const heldLookMs = 5_000;
/**
 * An order rings when it is in, counts as missing while what it says is not, and who took it is what other desks wait for.
 * The rest of what happens to an order rides along or waits three minutes: five desks at 300 orders would use up the table's
 * loads otherwise, which they share.
 */
const urgent: ReadonlySet<EntryKind> = new Set<EntryKind>(['order-received', 'order-updated', 'taken']);
const patientMs = 180_000;

/** What waits since an hour that is still to come, by a clock that was set back, has waited since now. */
const notAfter = (since: number | null, now: number): number | null =>
  since === null ? null : Math.min(since, now);

/** Gathers the entries no batch covers yet. One batch is under way at a time: in an outage the rest waits as one. */
export function createBatcher({ ledger, clock, log, paced, onOwed }: BatcherParts): Batcher {
  let running = false;
  let unsubscribe = () => {};
  let cancel = () => {};
  let waitingSince: number | null = null;
  /** Since when something waits that somebody waits for. */
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

  /** @returns after how long to look again; null when nothing waits */
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
      // in turn: neither do new orders wait for all that was missed, nor that for a quiet moment
      if (!missed || turn === 'new' || !hasRoom(now)) return due - now;
    }
    if (!missed) return null;
    // what was missed leaves the loads alone that new orders may need
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
      // what a process before this one left may be urgent
      urgentSince = clock.now();
      unsubscribe = ledger.entries.onAppended((entries) => {
        const isUrgent = urgentSince === null && entries.some(({ kind }) => urgent.has(kind));
        if (isUrgent) urgentSince = clock.now();
        // a timer that runs already knows of the first one waiting
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
