import type { Entry } from '../../shared/entry.ts';
import type { DeskId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { momentOf } from '../../shared/placed-at.ts';

/** An order that came longer ago is known to the shop, or was told long since. */
const heirMs = 30 * 60_000;

/**
 * Whether the desk that listens now owes the notices of an order that another received: that one may be off before it has told
 * everybody. Each is claimed before it is sent, so that the other telling it after all does no harm.
 * @param facts what is known of the order, @param now epoch milliseconds by this desk's clock
 */
export function isInherited(
  order: Order,
  facts: readonly Entry[],
  { deskId, now }: { readonly deskId: DeskId; readonly now: number },
): boolean {
  const { source, status, quarantined, partOf } = order;
  // who wrote one down himself knows of it
  if (source === 'manual' || status !== 'new' || quarantined || partOf) return false;
  if (cameAt(order) < now - heirMs) return false;
  return (
    facts.every(({ desk }) => desk !== deskId) &&
    facts.some((entry) => entry.kind === 'order-received' && entry.data.quiet !== true)
  );
}

/** By the later of two clocks: the one of the desk that received it may be hours wrong. */
const cameAt = (order: Order): number => Math.max(order.receivedAt, momentOf(order));
