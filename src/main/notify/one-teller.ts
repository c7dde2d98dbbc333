import type { Order } from '../../shared/order.ts';
import type { Outcome } from '../outbox/relay.ts';
import type { NoticeEnds } from './notice-ends.ts';

/** Whether this desk may tell an order: now, later, or only when a person says so. */
export type MayTell = { readonly ours: true } | { readonly waitMs: number } | { readonly unknown: string };

/** Another desk has told it, by whichever way, and its word has come. */
export const wasToldBy = ({ notifications }: Order, manager: string): boolean =>
  notifications.some(
    (notice) => notice.manager === manager && notice.channel !== 'desktop' && notice.state === 'sent',
  );

export const notOurs = (ends: NoticeEnds, may: Exclude<MayTell, { readonly ours: true }>): Outcome =>
  'unknown' in may ? ends.unknown(may.unknown) : ends.later(may.waitMs, 'Another computer may tell it');
