import type { Notification, Order } from '../../shared/order.ts';
import type { Outcome } from '../outbox/relay.ts';
import type { NoticeEnds } from './notice-ends.ts';

/** Whether this desk may tell an order: now, later, or only when a person says so. */
export type MayNotify = { readonly ours: true } | { readonly waitMs: number } | { readonly unknown: string };

/** So long the desk that heard of something first has to tell it itself, and its word to come to the others. */
export const graceMs = 2 * 60_000;

const hasEnded = (
  { notifications }: Order,
  name: string | null,
  ends: readonly Notification['state'][],
): boolean =>
  notifications.some(
    ({ manager, channel, state }) => manager === name && channel !== 'desktop' && ends.includes(state),
  );

/** Another desk has told it, by whichever way, and its word has come. */
export const wasToldBy = (order: Order, manager: string): boolean => hasEnded(order, manager, ['sent']);

/** The same, or nobody knows whether it was told. */
export const mayBeNotified = (order: Order, manager: string | null): boolean =>
  hasEnded(order, manager, ['sent', 'unknown']);

export const notOurs = (ends: NoticeEnds, may: Exclude<MayNotify, { readonly ours: true }>): Outcome =>
  'unknown' in may ? ends.unknown(may.unknown) : ends.later(may.waitMs, 'Another computer may tell it');
