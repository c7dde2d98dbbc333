import { z } from 'zod';
import type { AlertId } from './alert-rules/alert.ts';
import type { Digest } from './alert-rules/digest.ts';
import type { MessageId, OrderId, Source } from './ids.ts';
import type { Channel, ReleasedBy, TakeWay } from './order.ts';
import { channels } from './order.ts';

/** What a notice that is not about anything else is about. */
export const newOrderOccasion = 'new-order';

/** How a notice stands; one that was given back by a person waits again. */
export const noticeStates = ['waiting', 'sent', 'refused', 'unknown', 'off'] as const;
export type NoticeState = (typeof noticeStates)[number];

/** One line of the log of notices: one manager, one way, one matter. */
export type NoticeRow = {
  /** The same for the same notice from one answer to the next. */
  readonly key: string;
  /** What it tells of, `new-order` as a rule. */
  readonly occasion: string;
  /** What it tells of that is no new order, and how that is named there; both null for a new order. */
  readonly alert: AlertId | null;
  readonly title: string | null;
  /** Null for a matter that is about no order. */
  readonly order: { readonly id: OrderId; readonly number: string; readonly source: Source } | null;
  readonly manager: string;
  readonly channel: Channel;
  readonly state: NoticeState;
  /** Why it was refused, is not known about or was not sent, or what it waits for. */
  readonly reason: string | null;
  /** When it was owed, epoch milliseconds; null where an earlier version did not say. */
  readonly queuedAt: number | null;
  readonly releasedBy: ReleasedBy | null;
  /** When it came to its end; null while it waits. */
  readonly endedAt: number | null;
  /** When it is tried next; null unless it waits. */
  readonly nextAt: number | null;
  /** Who has the order now, since when and by which way; null while nobody has. */
  readonly taken: { readonly by: string; readonly at: number; readonly via: TakeWay | null } | null;
  /** What can be given back to be sent again; null where it is not parked on this computer. */
  readonly messageId: MessageId | null;
};

/** `look`: refused or not known about, and owed in the last 24 hours. */
export const noticeViews = ['all', 'look', ...noticeStates] as const;
/** Older ones rang for orders that are long dealt with; the fact beside them still counts all. */
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
  /** Everybody a notice was ever owed to. */
  readonly managers: readonly string[];
};

export type LoggedNotices = NoticePage & {
  /** By manager, where his chat can be read; one of whom that is not known is left out. */
  readonly chats: { readonly [manager: string]: string };
};

export type ShiftSummary = {
  /**
   * `shift`: since the duty of whoever works here began; `last-day`: the last 24 hours of one that is longer; `day`: since
   * midnight of the shop's day.
   */
  readonly since: 'shift' | 'last-day' | 'day';
  readonly digest: Digest;
  /** The same in words, as it would be sent. */
  readonly text: string;
};
