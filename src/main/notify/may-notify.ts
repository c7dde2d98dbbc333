import type { Notification, Order } from '../../shared/order.ts';
import { assertNever } from '../../shared/problem.ts';
import type { Outcome } from '../outbox/relay.ts';
import type { NoticeEnds } from './notice-ends.ts';

/** Whether this computer may send a notification: now, later, or only after a person's decision. */
export type MayNotify = { readonly ours: true } | { readonly waitMs: number } | { readonly unknown: string };

/** The time for the computer that first received it to notify, and for its event to arrive here. */
export const graceMs = 2 * 60_000;

const hasEnded = (
  { notifications }: Order,
  name: string | null,
  ends: readonly Notification['state'][],
): boolean =>
  notifications.some(
    ({ manager, channel, state }) => manager === name && channel !== 'desktop' && ends.includes(state),
  );

/** Whether another computer has sent it through any channel, and its event has arrived. */
export const wasToldBy = (order: Order, manager: string): boolean => hasEnded(order, manager, ['sent']);

/** The same, also true if the outcome is unknown. */
export const mayBeNotified = (order: Order, manager: string | null): boolean =>
  hasEnded(order, manager, ['sent', 'unknown']);

export const notOurs = (ends: NoticeEnds, may: Exclude<MayNotify, { readonly ours: true }>): Outcome =>
  'unknown' in may
    ? ends.unknown(may.unknown)
    : ends.later(may.waitMs, 'Another computer may send the notification');

/** Why the order needs no notification any more: it was taken, or closed. Null for an order that still waits. */
export function reasonToKeepQuiet(order: Order): string | null {
  const { status, takenBy, quarantined, partOf, decisions } = order;
  if (partOf) return 'It is merged into another order';
  if (quarantined) return 'The order is quarantined';
  if (status === 'cancelled') return 'The order was cancelled in the meantime';
  if (takenBy !== undefined) return `${takenBy} has taken the order`;
  switch (status) {
    case 'taken':
    case 'preparing':
    case 'ready':
      return 'The order is being worked on';
    case 'handed-over':
      // a shop may fulfill orders automatically; such an order was not seen by a manager yet
      return decisions > 0 ? 'The order was handed over in the meantime' : null;
    case 'new':
      return null;
    default:
      return assertNever(status);
  }
}
