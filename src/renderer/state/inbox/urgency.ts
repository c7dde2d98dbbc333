import { isDone } from '../../../shared/order.ts';
import { lateAfterMs } from '../../../shared/trace/patience.ts';
import type { OrderRow } from '../../../shared/views.ts';
import { dayAfter, momentOf, shopMoment } from '../shop-clock.ts';

/** How long a new order has waited to be taken; null while that is not too long. */
export function waitedTooLong(
  { status, receivedAt }: Pick<OrderRow, 'status' | 'receivedAt'>,
  now: number,
): number | null {
  if (status !== 'new') return null;
  const waited = now - receivedAt;
  return waited > lateAfterMs ? waited : null;
}

/** How urgent an order is: late, due within the hour, scheduled for a day, or waiting to be taken. */
export type Urgency =
  /** Not taken for longer than usual, and due at no known time. */
  | { readonly kind: 'untaken'; readonly tone: 'calm'; readonly ms: number }
  /** Its delivery window has ended. */
  | { readonly kind: 'overdue'; readonly tone: 'late'; readonly ms: number }
  | { readonly kind: 'soon'; readonly tone: 'soon'; readonly ms: number }
  /** Scheduled for a day, `date` of the shop's calendar. */
  | { readonly kind: 'today' | 'tomorrow' | 'day'; readonly tone: 'calm'; readonly date: string };

const soonMs = 60 * 60_000;
const dayEnds = '24:00';

type Subject = Pick<OrderRow, 'status' | 'receivedAt' | 'quarantined' | 'partOf' | 'wanted'>;

/**
 * The urgency of an order by the shop's clock; null for none. Quarantined, handed-over and cancelled orders have none.
 * @param timeZone IANA time zone of the shop
 */
export function urgencyOf(order: Subject, now: number, timeZone: string): Urgency | null {
  const { status, quarantined, partOf, wanted } = order;
  if (quarantined || partOf !== null || isDone(status)) return null;
  const due = wanted?.date === undefined ? null : momentOf(wanted.date, wanted.to ?? dayEnds, timeZone);
  // what was promised to the customer counts; the waiting time only where nothing was
  if (due === null || wanted?.date === undefined) {
    const waited = waitedTooLong(order, now);
    return waited === null ? null : { kind: 'untaken', tone: 'calm', ms: waited };
  }
  if (now > due) return { kind: 'overdue', tone: 'late', ms: now - due };
  const isTimed = wanted.to !== undefined;
  if (isTimed && due - now <= soonMs) return { kind: 'soon', tone: 'soon', ms: due - now };
  const { date } = wanted;
  const today = shopMoment(now, timeZone).date;
  if (date === today) return { kind: 'today', tone: 'calm', date };
  return { kind: date === dayAfter(today, 1) ? 'tomorrow' : 'day', tone: 'calm', date };
}

/** Snoozed until a future time, or back from a snooze with work left to do; null otherwise. */
export function sleepOf(
  { status, snoozedUntil }: Pick<OrderRow, 'status' | 'snoozedUntil'>,
  now: number,
): { readonly kind: 'until' | 'since'; readonly at: number } | null {
  if (snoozedUntil === null || isDone(status)) return null;
  return { kind: snoozedUntil > now ? 'until' : 'since', at: snoozedUntil };
}
