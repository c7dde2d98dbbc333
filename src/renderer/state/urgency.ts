import { isDone } from '../../shared/order.ts';
import { lateAfterMs } from '../../shared/trace/patience.ts';
import type { OrderRow } from '../../shared/views.ts';
import { dayAfter, momentOf, shopMoment } from './shop-clock.ts';

/** How long a new order has waited for somebody to take it; null while that is not too long. */
export function waitedTooLong(
  { status, receivedAt }: Pick<OrderRow, 'status' | 'receivedAt'>,
  now: number,
): number | null {
  if (status !== 'new') return null;
  const waited = now - receivedAt;
  return waited > lateAfterMs ? waited : null;
}

/** How pressing an order is: `late`, within the hour, or on a day that is told. */
export type Urgency =
  /** Nobody has taken it. */
  | { readonly kind: 'untaken'; readonly tone: 'late'; readonly ms: number }
  /** The time it was wanted by is over. */
  | { readonly kind: 'overdue'; readonly tone: 'late'; readonly ms: number }
  | { readonly kind: 'soon'; readonly tone: 'soon'; readonly ms: number }
  /** Wanted on a day, `date` of the shop's calendar. */
  | { readonly kind: 'today' | 'tomorrow' | 'day'; readonly tone: 'calm'; readonly date: string };

const soonMs = 60 * 60_000;
const dayEnds = '24:00';

type Subject = Pick<OrderRow, 'status' | 'receivedAt' | 'quarantined' | 'partOf' | 'wanted'>;

/**
 * What haste an order calls for, by the shop's own clock; null for none. What nobody vouches for calls for none, nor does what
 * is handed over or cancelled.
 * @param timeZone the shop's, an IANA name
 */
export function urgencyOf(order: Subject, now: number, timeZone: string): Urgency | null {
  const { status, quarantined, partOf, wanted } = order;
  if (quarantined || partOf !== null || isDone(status)) return null;
  const due = wanted?.date === undefined ? null : momentOf(wanted.date, wanted.to ?? dayEnds, timeZone);
  // wanted long ago: it says more than that nobody has taken it
  if (due !== null && now > due) return { kind: 'overdue', tone: 'late', ms: now - due };
  const waited = waitedTooLong(order, now);
  if (waited !== null) return { kind: 'untaken', tone: 'late', ms: waited };
  if (due === null || wanted?.date === undefined) return null;
  const isTimed = wanted.to !== undefined;
  if (isTimed && due - now <= soonMs) return { kind: 'soon', tone: 'soon', ms: due - now };
  const { date } = wanted;
  const today = shopMoment(now, timeZone).date;
  if (date === today) return { kind: 'today', tone: 'calm', date };
  return { kind: date === dayAfter(today, 1) ? 'tomorrow' : 'day', tone: 'calm', date };
}

/** Put off until a time that is still to come, or back since then: something is left to do on it. Null otherwise. */
export function sleepOf(
  { status, snoozedUntil }: Pick<OrderRow, 'status' | 'snoozedUntil'>,
  now: number,
): { readonly kind: 'until' | 'since'; readonly at: number } | null {
  if (snoozedUntil === null || isDone(status)) return null;
  return { kind: snoozedUntil > now ? 'until' : 'since', at: snoozedUntil };
}
