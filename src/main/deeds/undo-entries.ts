import type { Entry } from '../../shared/entry.ts';
import type { Order, OrderContent } from '../../shared/order.ts';
import { Problem } from '../../shared/problem.ts';
import { toldBefore } from '../../shared/status-entries.ts';
import { takenAgain } from '../../shared/taking.ts';
import type { Said } from './deed-entries.ts';
import { assertOwn, paymentSet, statusSet } from './deed-entries.ts';

/** How an order stood, as far as a deed can change it. */
export type Standing = Pick<
  Order,
  'version' | 'status' | 'paymentStatus' | 'takenBy' | 'assignee' | 'snoozedUntil' | 'cancelReason' | 'tags'
> & {
  /** What the source said of it. */
  readonly content: Pick<OrderContent, 'paymentStatus' | 'cancelledAt' | 'fulfillment'>;
};

/**
 * What brings an order back to how it stood before a deed.
 * @param facts the order's entries, each once
 * @throws Problem `refused` when somebody has made something else of what the deed changed
 */
export function undoEntries(
  now: Order,
  after: Standing,
  before: Standing,
  facts: () => readonly Entry[],
): readonly Said[] {
  assertSame(now, after, before);
  const said: ((decision: number) => Said)[] = [];
  if (after.status !== before.status || after.takenBy !== before.takenBy) {
    const { status, takenBy, cancelReason: reason } = before;
    if (takenBy !== undefined && takenBy !== after.takenBy) {
      assertOwn(now);
      said.push((decision) => takenAgain(facts(), takenBy, decision));
    }
    said.push((decision) => statusSet(now, { status, decision, reason }, toldBefore(before)));
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

/** Only what the deed changed has to be as it left it. */
function assertSame(now: Standing, after: Standing, before: Standing): void {
  const fields = ['status', 'paymentStatus', 'takenBy', 'assignee', 'snoozedUntil'] as const;
  const isOther =
    fields.some((field) => after[field] !== before[field] && now[field] !== after[field]) ||
    changedTags(after, before).some(({ tag, was }) => (now.tags ?? []).includes(tag) === was);
  if (isOther) throw new Problem('refused', 'Somebody has changed it since');
}

function changedTags(after: Standing, before: Standing): readonly { tag: string; was: boolean }[] {
  const tags = new Set([...(after.tags ?? []), ...(before.tags ?? [])]);
  return [...tags]
    .map((tag) => ({ tag, was: (before.tags ?? []).includes(tag) }))
    .filter(({ tag, was }) => (after.tags ?? []).includes(tag) !== was);
}
