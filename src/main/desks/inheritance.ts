import type { Entry } from '../../shared/entry.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { graceMs } from '../notify/one-teller.ts';
import type { Clock, Ledger } from '../ports.ts';
import { isInherited } from './heir.ts';
import type { Lease } from './lease.ts';

export type InheritanceParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly lease: Pick<Lease, 'role' | 'since'>;
  /** Owes an order's notices, not before a time, to those of whom nothing is written down. */
  readonly oweUntold: (order: Order, notBefore: number) => void;
};

const heirSetting = 'desks.inherited';
/** By another desk's clock an order may have come a day ago that came just now. */
const lookBackMs = 24 * 60 * 60_000;

/** What the desk that listens owes of what others received: when it takes over, and when more of it comes afterwards. */
export function createInheritance({ ledger, clock, lease, oweUntold }: InheritanceParts) {
  const isReceiver = (): boolean => lease.role().receiver === ledger.deskId;

  function oweIfInherited(order: Order, notBefore: number): void {
    const { deskId } = ledger;
    const facts = ledger.entries.ofOrder(order.id);
    if (isInherited(order, facts, { deskId, now: clock.now() })) oweUntold(order, notBefore);
  }

  return {
    /** Does nothing when this desk does not listen, or has looked since it began to. */
    takeOver(): void {
      const mark = String(lease.since());
      if (!isReceiver() || mark === ledger.settings.get(heirSetting)) return;
      const now = clock.now();
      ledger.transaction(() => {
        for (const { order } of ledger.orders.each({ since: now - lookBackMs })) oweIfInherited(order, now);
        ledger.settings.set(heirSetting, mark);
      });
    },
    /** Of entries of other desks that nobody has to be woken for none is to be given here. */
    heard(entries: readonly Entry[]): void {
      if (!isReceiver()) return;
      const received = entries.flatMap(({ kind, orderId }) => (kind === 'order-received' ? [orderId] : []));
      ledger.transaction(() => {
        for (const id of new Set(received)) if (id !== null) owe(id);
      });
    },
  };

  function owe(id: OrderId): void {
    const order = ledger.orders.get(id);
    if (order) oweIfInherited(order, clock.now() + graceMs);
  }
}
