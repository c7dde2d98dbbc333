import type { Entry } from '../../shared/entry.ts';
import { decidedStatuses, lastDecision } from '../../shared/fold-takings.ts';
import type { EntryId } from '../../shared/ids.ts';
import type { Order, OrderContent } from '../../shared/order.ts';
import { Problem } from '../../shared/problem.ts';
import type { StatusTold } from '../../shared/status-entries.ts';
import { toldBefore } from '../../shared/status-entries.ts';
import { takenAgain } from '../../shared/taking.ts';
import type { Said } from './action-entries.ts';
import { assertOwn, isToSettle, paymentSet, statusSet } from './action-entries.ts';

/** The state of an order that an action can change. */
export type Standing = Pick<
  Order,
  | 'status'
  | 'needsReview'
  | 'paymentStatus'
  | 'takenBy'
  | 'assignee'
  | 'snoozedUntil'
  | 'cancelReason'
  | 'tags'
>;

/** Also the source's state at that time. */
export type StandingBefore = Standing & {
  readonly told: StatusTold | undefined;
  readonly content: Pick<OrderContent, 'paymentStatus'>;
};

export const standingOf = (order: Order): Standing => {
  const { status, needsReview, paymentStatus, takenBy, assignee, snoozedUntil, cancelReason, tags } = order;
  return {
    status,
    needsReview,
    paymentStatus,
    ...(takenBy !== undefined && { takenBy }),
    ...(assignee !== undefined && { assignee }),
    ...(snoozedUntil !== undefined && { snoozedUntil }),
    ...(cancelReason !== undefined && { cancelReason }),
    ...(tags !== undefined && { tags }),
  };
};

/** @param facts the order's events, without duplicates */
export function standingBefore(order: Order, facts: () => readonly Entry[]): StandingBefore {
  const { status, content } = order;
  // the decision matters only for a cancelled order, and there may be many events
  const decided = status === 'cancelled' ? lastDecision(decidedStatuses(facts()))?.data : undefined;
  return {
    ...standingOf(order),
    told: toldBefore(status, order, decided),
    content: { paymentStatus: content.paymentStatus },
  };
}

/**
 * The events that restore an order's state before an action.
 * @param facts the order's events, without duplicates
 * @param made ids of the events that the action recorded
 * @throws Problem `refused` when a later decision has changed the same fields
 */
export function undoEntries(
  now: Order,
  after: Standing,
  before: StandingBefore,
  facts: () => readonly Entry[],
  made?: readonly EntryId[],
): readonly Said[] {
  assertSame(now, after, before);
  const said: ((decision: number) => Said)[] = [];
  if (after.status !== before.status || after.takenBy !== before.takenBy || wasSettled(after, before)) {
    const { status, takenBy, cancelReason: reason, told } = before;
    if (takenBy !== undefined && takenBy !== after.takenBy) {
      assertOwn(now);
      said.push((decision) => takenAgain(facts(), takenBy, decision));
    }
    said.push((decision) => statusSet(now, { status, decision, reason }, { told, undone: made }));
  }
  if (after.paymentStatus !== before.paymentStatus) {
    const { paymentStatus, content } = before;
    said.push((decision) => paymentSet(now, { paymentStatus, decision }, content.paymentStatus));
  }
  for (const { tag, was } of changedTags(after, before)) {
    said.push((decision) => ({ kind: 'tag-set', data: { tag, on: was, decision } }));
  }
  if (after.assignee !== before.assignee) {
    const manager = before.assignee ?? null;
    said.push((decision) => ({ kind: 'assigned', data: { manager, decision } }));
  }
  if (after.snoozedUntil !== before.snoozedUntil) {
    const until = before.snoozedUntil ?? null;
    said.push((decision) => ({ kind: 'snoozed', data: { until, decision } }));
  }
  return said.map((say, index) => say(now.decisions + 1 + index));
}

/** Only the fields that the action changed must be unchanged since. */
function assertSame(now: Standing, after: Standing, before: Standing): void {
  const fields = ['status', 'paymentStatus', 'takenBy', 'assignee', 'snoozedUntil'] as const;
  const isOther =
    (wasSettled(after, before) && now.status !== after.status) ||
    fields.some((field) => after[field] !== before[field] && now[field] !== after[field]) ||
    changedTags(after, before).some(({ tag, was }) => (now.tags ?? []).includes(tag) === was);
  if (isOther) throw new Problem('refused', 'Someone has changed it since');
}

/** Whether the action left it cancelled and without need for a review. */
const wasSettled = (after: Standing, before: Standing): boolean =>
  isToSettle(before, after.status) && !after.needsReview;

function changedTags(after: Standing, before: Standing): readonly { tag: string; was: boolean }[] {
  const tags = new Set([...(after.tags ?? []), ...(before.tags ?? [])]);
  return [...tags]
    .map((tag) => ({ tag, was: (before.tags ?? []).includes(tag) }))
    .filter(({ tag, was }) => (after.tags ?? []).includes(tag) !== was);
}
