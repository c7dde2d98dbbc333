import type { Way } from '../../shared/alert-rules/channels.ts';
import { ways as allWays, nextWay } from '../../shared/alert-rules/channels.ts';
import { hasLeft } from '../../shared/alert-rules/due.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { noticeKey } from '../notice-key.ts';
import { kindsOf, lateKinds } from '../notice-kinds.ts';
import type { Clock, Ledger, OutboxMessage } from '../ports.ts';
import type { ManagerConfig } from '../settings/config.ts';
import { noticeTo, openTo } from '../settings/ways-of.ts';
import { isAfterQuiet } from './notice.ts';

export type EnqueuerParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly managers: () => readonly ManagerConfig[];
  /** Whether the channel can send now. */
  readonly isOpen: (way: Way) => boolean;
  /** The allowed channels of an order, in order. */
  readonly ways: (order: Order) => readonly Way[];
};
type When = {
  readonly late: boolean;
  readonly notBefore: number;
  /** Late for one manager only, who had quiet hours when it arrived. */
  readonly afterQuiet?: boolean;
};
/** A remaining channel, and whether a released notification had used it before. */
type Left = { readonly way: Way; readonly again: boolean };

/** Enqueues notifications, each for the manager's first open channel. Call everything inside a transaction. */
export function createEnqueuer({ ledger, clock, managers, isOpen, ways }: EnqueuerParts) {
  /** @returns false if it was enqueued before */
  function put(
    orderId: OrderId,
    manager: ManagerConfig,
    { way, late, notBefore, afterQuiet = false, owedAt, again }: When & Left & { readonly owedAt?: number },
  ): boolean {
    const kind = kindsOf(way)[late ? 'late' : 'prompt'];
    const payload = {
      ...noticeTo(manager, way),
      ...(afterQuiet && { afterQuiet }),
      ...(owedAt !== undefined && !late && { owedAt }),
    };
    const key = noticeKey(orderId, manager.name, way);
    return ledger.outbox.put({ kind, key, orderId, payload, notBefore, again }) !== null;
  }

  /** A released notification was never sent. If the order waits again, the same channel may be used again. */
  function leftTo(notifications: Order['notifications'], name: string, open: readonly Way[]): Left | null {
    const own = notifications.filter(({ manager }) => manager === name);
    const told = own.filter(hasLeft);
    const way = nextWay(open, told);
    return way && { way, again: own.some(({ channel }) => channel === way) };
  }

  /** Enqueues for managers without a notification, and through another channel where one has failed. */
  function owe(order: Order, names: readonly string[], when: When): void {
    for (const manager of managers()) {
      if (!names.includes(manager.name)) continue;
      const left = leftTo(order.notifications, manager.name, openTo(manager, ways(order), isOpen));
      if (left) put(order.id, manager, { ...when, ...left });
    }
  }

  return {
    owe,
    /** When the next summary of late orders is sent: together with those that already wait. */
    summaryAt(otherwise: number): number {
      const now = clock.now();
      const waiting = lateKinds.flatMap((kind) => ledger.outbox.nextDue(kind) ?? []).filter((at) => at > now);
      return waiting.length > 0 ? Math.min(...waiting) : otherwise;
    },
    /** Whether the order was in a summary here when it arrived, and no manager has acted on it since. */
    wasTogether(order: Order): boolean {
      const entries = ledger.entries.ofOrder(order.id);
      if (entries.some(({ kind }) => kind === 'taken' || kind === 'status-set')) return false;
      return managers()
        .flatMap(({ name }) => allWays.map((way) => ledger.outbox.byKey(noticeKey(order.id, name, way))))
        .some((message) => message && lateKinds.includes(message.kind) && !isAfterQuiet(message));
    },
    /** @returns whether a channel remains; none after one that has, or may have, notified the manager */
    handOver(message: OutboxMessage, name: string, from: Way): boolean {
      const order = message.orderId === null ? null : ledger.orders.get(message.orderId);
      const manager = managers().find((one) => one.name === name);
      if (!order || !manager) return false;
      const others = openTo(manager, ways(order), isOpen).filter((way) => way !== from);
      const before = order.notifications.filter(({ channel }) => channel !== from);
      const left = leftTo(before, name, others);
      if (left === null) return false;
      return put(order.id, manager, {
        ...left,
        late: lateKinds.includes(message.kind),
        afterQuiet: isAfterQuiet(message),
        notBefore: clock.now(),
        owedAt: message.createdAt,
      });
    },
    /** Managers who can be reached through one of these channels. */
    writable: (allowed: readonly Way[]): ReadonlySet<string> =>
      new Set(
        managers().flatMap((manager) => (openTo(manager, allowed, isOpen).length > 0 ? [manager.name] : [])),
      ),
  };
}
