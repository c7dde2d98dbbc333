import { erasedWords } from '../../shared/customer/erase.ts';
import type { Entry, EntryDraft } from '../../shared/entry.ts';
import { cancellationsOver } from '../../shared/fold-cancellations.ts';
import { decidedStatuses, lastDecision } from '../../shared/fold-takings.ts';
import type { EntryId } from '../../shared/ids.ts';
import type { Order, OrderStatus, PaymentStatus } from '../../shared/order.ts';
import { isDone } from '../../shared/order.ts';
import type { OrderAction, SeenOrder } from '../../shared/order-actions.ts';
import { wasPaid } from '../../shared/payment.ts';
import { assertNever, Problem } from '../../shared/problem.ts';
import type { StatusTold } from '../../shared/status-entries.ts';
import { toldOf } from '../../shared/status-entries.ts';
import { takingOf } from '../../shared/taking.ts';

/** The data of an event, without author and time. */
export type Said = EntryDraft extends infer E
  ? E extends EntryDraft
    ? Pick<E, 'kind' | 'data'>
    : never
  : never;

type Doer = {
  readonly manager: string;
  /** The order's events, without duplicates. */
  readonly facts: () => readonly Entry[];
  /** The order as shown to the manager, if known. */
  readonly seen?: SeenOrder | undefined;
};

/**
 * The events to record for an action on an order; none when it is so already.
 * @throws Problem `refused` when the action is not possible, with a text that fits after the order's number
 */
export function actionEntries(order: Order, deed: OrderAction, doer: Doer): readonly Said[] {
  if (deed.kind !== 'tag') assertOwn(order);
  const decision = order.decisions + 1;
  switch (deed.kind) {
    case 'take':
      return takingAsSeen(order, doer);
    case 'status': {
      const { status, reason } = deed;
      // an order of the same manager goes back to taken; any other is assigned, because "taken" needs a manager
      if (status === 'taken' && order.takenBy !== doer.manager) return takingAsSeen(order, doer);
      // an order in quarantine can be cancelled, and restored
      if (status !== 'cancelled' && status !== 'new') assertReleased(order);
      if (status === order.status && !isToSettle(order, status)) return [];
      assertStatusSeen(order, doer);
      assertKept(order, reason);
      return [statusSet(order, { status, decision, reason: reasonOf(order, status, reason) })];
    }
    case 'payment':
      assertNothingBack(order, deed.paymentStatus);
      if (deed.paymentStatus === order.paymentStatus) return [];
      assertPaymentSeen(order, doer);
      return [paymentSet(order, { paymentStatus: deed.paymentStatus, decision })];
    case 'tag':
      if ((order.tags ?? []).includes(deed.tag) === deed.on) return [];
      return [{ kind: 'tag-set', data: { tag: deed.tag, on: deed.on, decision } }];
    case 'assign':
      if ((order.assignee ?? null) === deed.manager) return [];
      return [{ kind: 'assigned', data: { manager: deed.manager, decision } }];
    case 'snooze':
      return putOff(order, deed.until, doer);
    default:
      return assertNever(deed);
  }
}

/** Whether a cancelled order still needs confirmation, as one that only a mail has cancelled: setting the status confirms it. */
export const isToSettle = (order: Pick<Order, 'status' | 'needsReview'>, status: OrderStatus): boolean =>
  status === 'cancelled' && order.status === 'cancelled' && order.needsReview;

/** An order that stays cancelled keeps its reason. */
export const reasonOf = (
  { cancelReason }: Pick<Order, 'cancelReason'>,
  status: OrderStatus,
  reason: string | undefined,
): string | undefined => (status === 'cancelled' ? (reason ?? cancelReason) : reason);

type StatusBack = {
  readonly told?: StatusTold | undefined;
  readonly undone?: readonly EntryId[] | undefined;
};

/**
 * A decision on the status, with the source's state at that time.
 * @param back the source's state at the decision that is undone, and the ids of those decisions
 */
export function statusSet(
  order: Pick<Order, 'version' | 'content' | 'parts' | 'status' | 'cancellations'>,
  {
    reason,
    ...set
  }: { readonly status: OrderStatus; readonly decision: number; readonly reason: string | undefined },
  { told: before, undone }: StatusBack = {},
): Extract<Said, { kind: 'status-set' }> {
  const merged = (order.parts ?? [])
    .filter(({ why }) => why === 'merged')
    .flatMap(({ id, standing = [] }) => [id, ...standing]);
  const heard = toldOf(order);
  const told = before ?? (set.status === 'cancelled' ? { ...heard, parts: merged } : heard);
  return {
    kind: 'status-set',
    data: {
      ...set,
      ...(reason !== undefined && { reason }),
      ...(told && { told }),
      cancellations: cancellationsOver(order, set.status, undone),
    },
  };
}

/**
 * A decision on the payment, with the source's status at that time.
 * @param before the source's status at the decision that is undone, without later changes; saving the form again only repeats the
 * decision
 */
export const paymentSet = (
  { source, content }: Pick<Order, 'source' | 'content'>,
  { paymentStatus, decision }: { readonly paymentStatus: PaymentStatus; readonly decision: number },
  before: PaymentStatus = content.paymentStatus,
): Extract<Said, { kind: 'payment-set' }> => ({
  kind: 'payment-set',
  data: {
    paymentStatus,
    decision,
    over: source === 'manual' ? content.paymentStatus : before,
  },
});

function taking(order: Order, { manager, facts }: Doer): readonly Said[] {
  assertReleased(order);
  if (order.takenBy !== undefined && order.takenBy !== manager && order.status !== 'new') {
    throw new Problem('refused', `${order.takenBy} has taken it`, {
      fix: 'Open the order to take it over',
    });
  }
  if (order.status !== 'new') return [];
  return takingOf(order, facts(), manager, 'app');
}

/** A cancelled order cannot be taken, and no assignment is reported for it. */
function takingAsSeen(order: Order, doer: Doer): readonly Said[] {
  const said = taking(order, doer);
  if (order.takenBy !== doer.manager) assertStatusSeen(order, doer);
  return said;
}

/** Snoozing stops the ringing, so it also takes the order for the manager. */
function putOff(order: Order, until: number | null, doer: Doer): readonly Said[] {
  if ((order.snoozedUntil ?? null) === until) return [];
  if (until !== null && isDone(order.status)) {
    throw new Problem('refused', 'It is finished, so it cannot be snoozed');
  }
  const taken = until !== null && order.status === 'new' ? taking(order, doer) : [];
  const decision = order.decisions + 1 + taken.length;
  return [...taken, { kind: 'snoozed', data: { until, decision } }];
}

/** Skipped for a manager's own decision: made by a notification, in Messenger or by an action whose response was lost. */
function assertStatusSeen({ status }: Order, { manager, facts, seen }: Doer): void {
  if (seen === undefined || seen.status === status) return;
  const last = lastDecision(decidedStatuses(facts()));
  const decided = last?.kind === 'taken' ? 'taken' : last?.data.status;
  if (last?.by !== manager || decided !== status) throw changedSince();
}

function assertPaymentSeen({ paymentStatus }: Order, { manager, facts, seen }: Doer): void {
  if (seen === undefined || seen.paymentStatus === paymentStatus) return;
  const last = lastDecision(facts().filter((entry) => entry.kind === 'payment-set'));
  if (last?.by !== manager || last.data.paymentStatus !== paymentStatus) throw changedSince();
}

export const changedSince = (): Problem =>
  new Problem('refused', 'Someone has changed it since', {
    fix: 'Check what changed, then try again',
  });

export function assertOwn({ partOf }: Pick<Order, 'partOf'>): void {
  if (partOf === undefined) return;
  throw new Problem('refused', 'It is merged into another order; work on that one');
}

/** An order in quarantine may be forged, so it must not be packed. */
export function assertReleased({ quarantined }: Pick<Order, 'quarantined'>): void {
  if (!quarantined) return;
  throw new Problem('refused', 'The order is quarantined: its sender is not verified', {
    fix: 'Release it first',
  });
}

/**
 * Text on an order of an erased customer is removed at once on every computer: refuse it here, so that it is not lost silently.
 */
export function assertKept({ erased }: Pick<Order, 'erased'>, words: string | undefined): void {
  if (!erased || words === undefined || words === erasedWords) return;
  throw new Problem('refused', 'Its customer was erased, so no new text is stored');
}

/** A refunded order was paid before. */
export function assertNothingBack({ refunds }: Pick<Order, 'refunds'>, status: PaymentStatus): void {
  if (refunds === undefined || wasPaid(status)) return;
  throw new Problem('refused', 'A refund is recorded, so the order was paid', {
    fix: 'Remove the refund first',
  });
}
