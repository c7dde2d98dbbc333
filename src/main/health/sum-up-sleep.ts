import { isContent } from '../../shared/content-entry.ts';
import type { Entry } from '../../shared/entry.ts';
import { foldOrder } from '../../shared/fold.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { SleepSummary } from '../../shared/sleep.ts';
import type { Ledger } from '../ports.ts';

/** Orders with events since the computer woke. Ids only: the details are in the ledger. */
export type Heard = {
  /** This computer's sequence number of the first event; null before it. */
  readonly from: number | null;
  /** Per order, whether it was new. */
  readonly orders: Map<OrderId, boolean>;
};

export const noEvents = (): Heard => ({ from: null, orders: new Map() });

/** Adds the orders of these events of this computer, in place. */
export function hearEntries(heard: Heard, entries: readonly Entry[]): Heard {
  for (const entry of entries) {
    if (!isContent(entry)) continue;
    if (entry.orderId === null) continue;
    const isNew = entry.kind === 'order-received' && !entry.data.quiet;
    heard.orders.set(entry.orderId, isNew || heard.orders.get(entry.orderId) === true);
  }
  return heard.from === null ? { ...heard, from: entries[0]?.seq ?? null } : heard;
}

/**
 * Counts the collected orders. An order that is restored to its state before the sleep, merged into another or in quarantine is
 * not counted, as everywhere.
 */
export function countSlept(
  heard: Heard,
  ledger: Pick<Ledger, 'orders' | 'entries' | 'deskId'>,
): Pick<SleepSummary, 'orders' | 'cancelled' | 'review'> {
  const { from } = heard;
  const isOfBefore = ({ desk, seq }: Entry): boolean => desk !== ledger.deskId || from === null || seq < from;
  const wasCancelled = (id: OrderId): boolean =>
    foldOrder(id, ledger.entries.ofOrder(id).filter(isOfBefore))?.status === 'cancelled';
  let [orders, cancelled, review] = [0, 0, 0];
  for (const [id, cameNew] of heard.orders) {
    const order = ledger.orders.get(id);
    if (!order || order.quarantined || order.partOf) continue;
    if (order.status === 'cancelled' && !wasCancelled(id)) cancelled += 1;
    if (!cameNew) continue;
    orders += 1;
    if (order.needsReview) review += 1;
  }
  return { orders, cancelled, review };
}
