import type { AlertId } from '../shared/alert-rules/alert.ts';
import type { DigestOrders } from '../shared/alert-rules/digest.ts';
import type { MessageId, OrderId } from '../shared/ids.ts';
import type { NoticeFilter, NoticePage, NoticeRow } from '../shared/notices.ts';

/** A notification that waits for a person: it was refused, or its outcome is unknown. */
export type ParkedNotice = Pick<NoticeRow, 'occasion' | 'alert' | 'manager' | 'channel'> & {
  readonly id: MessageId;
  /** The key of its message. */
  readonly key: string;
};

/** The outcomes of all notifications, and the pending ones. */
export interface NoticeLog {
  /** Pending ones first, then newest first; a search is in order of arrival. @param now epoch milliseconds */
  page(filter: NoticeFilter, now: number): NoticePage;
  /** The notifications of an order, pending ones first. */
  ofOrder(order: OrderId): readonly NoticeRow[];
  /** All that ended, oldest first, in pages. @param since when they were enqueued, epoch milliseconds */
  each(since: number): Iterable<NoticeRow>;
  /** The number of the last 24 hours that failed or have an unknown outcome, and are not being retried. */
  countToLook(now: number): number;
  /** The new-order notifications that are parked on this computer. */
  parkedOf(order: OrderId): readonly ParkedNotice[];
  /** The alert notifications that are parked on this computer. */
  parkedOfAlert(alert: AlertId): readonly ParkedNotice[];
  /** The orders received in a period, `to` excluded, grouped as a digest needs them. */
  digestOrders(from: number, to: number): DigestOrders;
  /** Outcomes of notifications enqueued in a period, `to` excluded; without failures that another channel made up for. */
  states(from: number, to: number): readonly { readonly state: NoticeRow['state']; readonly count: number }[];
}
