import type { Notification, Order } from '../../shared/order.ts';
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
  'unknown' in may ? ends.unknown(may.unknown) : ends.later(may.waitMs, 'Another computer may tell it');
