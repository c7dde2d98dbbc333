import type { AlertId } from '../shared/alert-rules/alert.ts';
import type { DigestOrders } from '../shared/alert-rules/digest.ts';
import type { MessageId, OrderId } from '../shared/ids.ts';
import type { NoticeFilter, NoticePage, NoticeRow } from '../shared/notices.ts';

/** A notice that waits for a person: it was refused, or nobody knows whether it went out. */
export type ParkedNotice = Pick<NoticeRow, 'occasion' | 'alert' | 'manager' | 'channel'> & {
  readonly id: MessageId;
  /** Of its message. */
  readonly key: string;
};

/** What became of every notice, and what is still owed. */
export interface NoticeLog {
  /** What waits first, then newest first; a search is by order of arrival. @param now epoch milliseconds */
  page(filter: NoticeFilter, now: number): NoticePage;
  /** Those of an order, what waits first. */
  ofOrder(order: OrderId): readonly NoticeRow[];
  /** All that ended, oldest first, in pages. @param since when they were owed, epoch milliseconds */
  each(since: number): Iterable<NoticeRow>;
  /** How many of the last 24 hours reached nobody or are not known about, and are not being sent again. */
  countToLook(now: number): number;
  /** Those of a new order that are parked on this computer. */
  parkedOf(order: OrderId): readonly ParkedNotice[];
  /** Those of what is no new order that are parked on this computer. */
  parkedOfAlert(alert: AlertId): readonly ParkedNotice[];
  /** The orders received in a stretch of time, `to` excluded, added up as far as a digest of it tells them apart. */
  digestOrders(from: number, to: number): DigestOrders;
  /** How each notice ended that was owed in a stretch of time, `to` excluded; one that another way made up for is left out. */
  states(from: number, to: number): readonly { readonly state: NoticeRow['state']; readonly count: number }[];
}
