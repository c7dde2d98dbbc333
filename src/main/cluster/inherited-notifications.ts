import type { Entry } from '../../shared/entry.ts';
import type { WorkstationId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { momentOf } from '../../shared/placed-at.ts';
import { graceMs } from '../notify/may-notify.ts';
import type { Clock, Ledger } from '../ports.ts';

export type InheritedParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly isLeader: () => boolean;
  /** Enqueues an order's notifications, not before a time, for those to whom none was sent. */
  readonly enqueueUnsent: (order: Order, notBefore: number) => void;
};

/** By another computer's clock an order may have come a day ago that came just now. */
const lookBackMs = 24 * 3_600_000;
/** By then what the leader before was about to send has come by Pub/Sub. */
const settleMs = 15_000;
/** Of an order that came longer ago the shop knows. */
const newForMs = 30 * 60_000;

/** Enqueues the notifications of orders that another computer received and may not have sent. */
export function createInheritedNotifications({ ledger, clock, isLeader, enqueueUnsent }: InheritedParts) {
  function enqueue(order: Order, notBefore: number): void {
    const events = ledger.entries.ofOrder(order.id);
    if (isInherited(order, events, { workstation: ledger.deskId, now: clock.now() })) {
      enqueueUnsent(order, notBefore);
    }
  }

  return {
    /** To be called when this computer has become the leader. */
    tookOver(): void {
      const now = clock.now();
      ledger.transaction(() => {
        for (const { order } of ledger.orders.each({ since: now - lookBackMs }))
          enqueue(order, now + settleMs);
      });
    },
    /** Of other computers' events that are not only history. */
    imported(events: readonly Entry[]): void {
      if (!isLeader()) return;
      const received = events.flatMap(({ kind, orderId }) => (kind === 'order-received' ? [orderId] : []));
      ledger.transaction(() => {
        for (const id of new Set(received)) {
          const order = id === null ? null : ledger.orders.get(id);
          if (order) enqueue(order, clock.now() + graceMs);
        }
      });
    },
  };
}

/** Whether the leader sends the notifications of an order that another computer received. */
function isInherited(
  order: Order,
  events: readonly Entry[],
  { workstation, now }: { readonly workstation: WorkstationId; readonly now: number },
): boolean {
  const { source, status, quarantined, partOf } = order;
  // who wrote one by hand knows of it
  if (source === 'manual' || status !== 'new' || quarantined || partOf) return false;
  // by the later of two clocks: that of the computer that received it may be hours wrong
  if (Math.max(order.receivedAt, momentOf(order)) < now - newForMs) return false;
  return (
    events.every(({ desk }) => desk !== workstation) &&
    events.some((event) => event.kind === 'order-received' && event.data.quiet !== true)
  );
}
