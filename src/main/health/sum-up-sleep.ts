import type { Entry } from '../../shared/entry.ts';
import { foldOrder } from '../../shared/fold.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { SleepSummary } from '../../shared/sleep.ts';
import type { Ledger } from '../ports.ts';

/**
 * Counts what these entries brought. An order that was taken back to before the sleep, merged into another or put in
 * quarantine is in no count, as everywhere.
 * @param heard what was appended since the computer woke
 */
export function countSlept(
  heard: readonly Entry[],
  ledger: Pick<Ledger, 'orders' | 'entries'>,
): Pick<SleepSummary, 'orders' | 'cancelled' | 'review'> {
  const news = new Set(heard.map(({ id }) => id));
  const told = heard.filter(({ kind }) => kind === 'order-received' || kind === 'order-updated');
  const ids = [...new Set(told.map(({ orderId }) => orderId))].filter((id) => id !== null);
  const came = new Set(
    told
      .filter((entry) => entry.kind === 'order-received' && !entry.data.quiet)
      .map((entry) => entry.orderId),
  );
  const wasCancelled = (id: OrderId): boolean => {
    const before = ledger.entries.ofOrder(id).filter((entry) => !news.has(entry.id));
    return foldOrder(id, before)?.status === 'cancelled';
  };
  let [orders, cancelled, review] = [0, 0, 0];
  for (const id of ids) {
    const order = ledger.orders.get(id);
    if (!order || order.quarantined || order.partOf) continue;
    if (order.status === 'cancelled' && !wasCancelled(id)) cancelled += 1;
    if (!came.has(id)) continue;
    orders += 1;
    if (order.needsReview) review += 1;
  }
  return { orders, cancelled, review };
}
