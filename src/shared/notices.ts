import { z } from 'zod';
import type { AlertId } from './alert-rules/alert.ts';
import type { Digest } from './alert-rules/digest.ts';
import type { MessageId, OrderId, Source } from './ids.ts';
import type { Channel, ReleasedBy, TakeWay } from './order.ts';
import { channels } from './order.ts';

/** The default occasion of a notification. */
export const newOrderOccasion = 'new-order';

/** The states of a notification; one that a manager retries is `waiting` again. */
export const noticeStates = ['waiting', 'sent', 'refused', 'unknown', 'off'] as const;
export type NoticeState = (typeof noticeStates)[number];

/** One line of the notification log: one manager, one channel, one subject. */
export type NoticeRow = {
  /** Stable for the same notification. */
  readonly key: string;
  /** Usually `new-order`. */
  readonly occasion: string;
  /** The alert and its title; both null for a new order. */
  readonly alert: AlertId | null;
  readonly title: string | null;
  /** Null for an alert without an order. */
  readonly order: { readonly id: OrderId; readonly number: string; readonly source: Source } | null;
  readonly manager: string;
  readonly channel: Channel;
  readonly state: NoticeState;
  /** Why it failed, is unknown, was skipped or is waiting. */
  readonly reason: string | null;
  /** When it was queued, epoch milliseconds; null if an earlier version did not record it. */
  readonly queuedAt: number | null;
  readonly releasedBy: ReleasedBy | null;
  /** When it reached a final state; null while it waits. */
  readonly endedAt: number | null;
  /** The next attempt; null unless it waits. */
  readonly nextAt: number | null;
  /** Who has the order, since when and on which channel; null if no one. */
  readonly taken: { readonly by: string; readonly at: number; readonly via: TakeWay | null } | null;
  /** The message to retry; null if it is not parked on this computer. */
  readonly messageId: MessageId | null;
};

/** `look`: failed or unknown, and queued in the last 24 hours. */
export const noticeViews = ['all', 'look', ...noticeStates] as const;
/** Older ones concern orders that were handled long ago; the total count still includes them. */
export const lookBackMs = 24 * 60 * 60_000;

export const noticeFilterSchema = z
  .object({
    view: z.enum(noticeViews),
    text: z.string().max(200),
    manager: z.string().max(60).optional(),
    channel: z.enum(channels).optional(),
    offset: z.int().nonnegative(),
    limit: z.int().positive().max(500),
  })
  .readonly();
export type NoticeFilter = z.infer<typeof noticeFilterSchema>;

export type NoticePage = {
  readonly rows: readonly NoticeRow[];
  readonly total: number;
  /** All managers with a notification. */
  readonly managers: readonly string[];
};

export type LoggedNotices = NoticePage & {
  /** Chat links by manager; absent if unknown. */
  readonly chats: { readonly [manager: string]: string };
};

export type ShiftSummary = {
  /**
   * `shift`: since this manager's shift began; `last-day`: the last 24 hours of a longer shift; `day`: since midnight in the
   * shop's time zone.
   */
  readonly since: 'shift' | 'last-day' | 'day';
  readonly digest: Digest;
  /** The same as text, as it would be sent. */
  readonly text: string;
};
