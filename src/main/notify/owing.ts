import type { Way } from '../../shared/bell/ways.ts';
import { nextWay } from '../../shared/bell/ways.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { noticeKey } from '../notice-key.ts';
import { kindsBy, lateKinds } from '../notice-kinds.ts';
import { noticeTo } from '../notice-to.ts';
import type { Clock, Ledger, OutboxMessage } from '../ports.ts';
import type { ManagerConfig } from '../settings/config.ts';
import { openTo } from '../settings/ways-of.ts';
import type { NoticeOf } from './notice-ends.ts';

export type OwingParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly managers: () => readonly ManagerConfig[];
  /** Whether anything can be sent by a way now. */
  readonly isOpen: (way: Way) => boolean;
  /** The ways allowed for an order, in order. */
  readonly ways: (order: Order) => readonly Way[];
};
type When = { readonly late: boolean; readonly notBefore: number };

/** Owes notices to managers, each by the first way that is open to him. All of it is to be called inside a transaction. */
export function createOwing({ ledger, clock, managers, isOpen, ways }: OwingParts) {
  /** @returns false when it is owed already, or was */
  function put(
    orderId: OrderId,
    manager: ManagerConfig,
    { way, late, notBefore, owedAt }: When & { readonly way: Way; readonly owedAt?: number },
  ): boolean {
    const kind = kindsBy[way][late ? 'late' : 'prompt'];
    const payload = {
      ...noticeTo(manager, way),
      ...(way === 'email' && owedAt !== undefined && !late && { owedAt }),
    };
    const key = noticeKey(orderId, manager.name, way);
    return ledger.outbox.put({ kind, key, orderId, payload, notBefore }) !== null;
  }

  const toldTo = (order: Order, name: string): Order['notifications'] =>
    order.notifications.filter(({ manager }) => manager === name);

  /** To those of whom nothing is written down, and by another way to those whom one did not reach. */
  function owe(order: Order, names: readonly string[], when: When): void {
    for (const manager of managers()) {
      if (!names.includes(manager.name)) continue;
      const way = nextWay(openTo(manager, ways(order), isOpen), toldTo(order, manager.name));
      if (way !== null) put(order.id, manager, { ...when, way });
    }
  }

  return {
    owe,
    /** @returns whether there is another way left; none follows one that has told the manager, or may have */
    handOver(
      { kind, createdAt }: OutboxMessage,
      { orderId, manager: name, way: from = 'messenger' }: NoticeOf,
    ): boolean {
      const order = ledger.orders.get(orderId);
      const manager = managers().find((one) => one.name === name);
      if (!order || !manager) return false;
      const others = openTo(manager, ways(order), isOpen).filter((way) => way !== from);
      const told = toldTo(order, name).filter(({ channel }) => channel !== from);
      const way = nextWay(others, told);
      const late = lateKinds.includes(kind);
      return way !== null && put(orderId, manager, { way, late, notBefore: clock.now(), owedAt: createdAt });
    },
    /** Who can be written to by one of these ways. */
    writable: (allowed: readonly Way[]): ReadonlySet<string> =>
      new Set(
        managers().flatMap((manager) => (openTo(manager, allowed, isOpen).length > 0 ? [manager.name] : [])),
      ),
  };
}
