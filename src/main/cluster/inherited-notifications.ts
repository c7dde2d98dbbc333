import type { Entry } from '../../shared/entry.ts';
import type { Order } from '../../shared/order.ts';
import { momentOf } from '../../shared/placed-at.ts';
import { graceMs } from '../notify/may-notify.ts';
import type { Clock, Ledger } from '../ports.ts';

export type InheritedParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Enqueues an order's notifications for recipients to whom none was sent, not before a time. */
  readonly enqueueUnsent: (order: Order, notBefore: number) => void;
};

/** Another computer's clock may be a day late, so that a new order seems to be a day old. */
const lookBackMs = 24 * 3_600_000;
/** By then, Pub/Sub has delivered what the previous leader was about to send. */
const settleMs = 15_000;
/** The shop already knows orders that are older than this. */
const newForMs = 30 * 60_000;

/** Enqueues the notifications of orders that another computer received and may not have sent. */
export function createInheritedNotifications({ ledger, clock, enqueueUnsent }: InheritedParts) {
  function enqueue(orders: Iterable<Order | null>, waitMs: number): void {
    const now = clock.now();
    ledger.transaction(() => {
      for (const order of orders) {
        if (order !== null && isInherited(order, ledger, now)) enqueueUnsent(order, now + waitMs);
      }
    });
  }

  return {
    /** Call when this computer has become the leader. */
    tookOver(): void {
      const recent = ledger.orders.each({ since: clock.now() - lookBackMs });
      enqueue(
        [...recent].map(({ order }) => order),
        settleMs,
      );
    },
    /** Call with imported events that are news, not history, while this computer is the leader. */
    imported(events: readonly Entry[]): void {
      const received = events.flatMap((event) => (event.kind === 'order-received' ? [event.orderId] : []));
      enqueue(
        [...new Set(received)].map((id) => (id === null ? null : ledger.orders.get(id))),
        graceMs,
      );
    },
  };
}

/** Whether the leader sends the notifications of an order that another computer received. */
function isInherited(order: Order, { entries, deskId }: Ledger, now: number): boolean {
  const { source, status, quarantined, partOf } = order;
  // the author of a manual order knows it
  if (source === 'manual' || status !== 'new' || quarantined || partOf) return false;
  // use the later of two times: the clock of the computer that received it may be hours wrong
  if (Math.max(order.receivedAt, momentOf(order)) < now - newForMs) return false;
  const events = entries.ofOrder(order.id);
  return (
    events.every(({ desk }) => desk !== deskId) &&
    events.some((event) => event.kind === 'order-received' && event.data.quiet !== true)
  );
}
