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

/** What an entry says, without whose and when. */
export type Said = EntryDraft extends infer E
  ? E extends EntryDraft
    ? Pick<E, 'kind' | 'data'>
    : never
  : never;

type Doer = {
  readonly manager: string;
  /** The order's entries, each once. */
  readonly facts: () => readonly Entry[];
  /** How the order looked to them, where that is known. */
  readonly seen?: SeenOrder | undefined;
};

/**
 * What has to be written down for a deed on an order; nothing when it is so already.
 * @throws Problem `refused` when it cannot be done to this order, in words that fit behind its number
 */
export function actionEntries(order: Order, deed: OrderAction, doer: Doer): readonly Said[] {
  if (deed.kind !== 'tag') assertOwn(order);
  const decision = order.decisions + 1;
  switch (deed.kind) {
    case 'take':
      return takingAsSeen(order, doer);
    case 'status': {
      const { status, reason } = deed;
      // one's own goes back to it; any other is taken, for nothing is taken by nobody
      if (status === 'taken' && order.takenBy !== doer.manager) return takingAsSeen(order, doer);
      // what is not to be trusted can be thrown away, and fetched back
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

/** Whether an order that is cancelled asks if it holds, as what a mail alone has cancelled does: the word that it is settles it. */
export const isToSettle = (order: Pick<Order, 'status' | 'needsReview'>, status: OrderStatus): boolean =>
  status === 'cancelled' && order.status === 'cancelled' && order.needsReview;

/** Left cancelled, it is for why it was. */
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
 * A word on the status, with what the source had told when it was said.
 * @param back what it had told at a decision that is taken back by it, and which decisions are
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
 * A word on the payment, with what it was said over.
 * @param before what the source had said at a decision that is taken back by it: what it has told since is no part of that; a form
 * that was saved since only repeats the decision
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

/** A cancelled order is not taken, and nobody is told that it was. */
function takingAsSeen(order: Order, doer: Doer): readonly Said[] {
  const said = taking(order, doer);
  if (order.takenBy !== doer.manager) assertStatusSeen(order, doer);
  return said;
}

/** What rings until somebody takes it must not fall silent because it was put off: whoever puts it off has taken it. */
function putOff(order: Order, until: number | null, doer: Doer): readonly Said[] {
  if ((order.snoozedUntil ?? null) === until) return [];
  if (until !== null && isDone(order.status)) {
    throw new Problem('refused', 'There is nothing left to do on it, so it cannot be put off');
  }
  const taken = until !== null && order.status === 'new' ? taking(order, doer) : [];
  const decision = order.decisions + 1 + taken.length;
  return [...taken, { kind: 'snoozed', data: { until, decision } }];
}

/** What they decided themselves, by a notice, in Messenger or by a deed whose answer was lost, they know. */
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
  new Problem('refused', 'Somebody has changed it since', {
    fix: 'Look at what was changed, then decide again',
  });

export function assertOwn({ partOf }: Pick<Order, 'partOf'>): void {
  if (partOf === undefined) return;
  throw new Problem('refused', 'Another order tells it, and is worked on in its place');
}

/** To pack for a forger would be his gain. */
export function assertReleased({ quarantined }: Pick<Order, 'quarantined'>): void {
  if (!quarantined) return;
  throw new Problem('refused', 'The order is in quarantine: nobody has checked who sent it', {
    fix: 'Release it first',
  });
}

/**
 * What is written on an order whose customer was erased is taken out at once, on every desk: nothing that somebody wrote may
 * be lost without a word.
 */
export function assertKept({ erased }: Pick<Order, 'erased'>, words: string | undefined): void {
  if (!erased || words === undefined || words === erasedWords) return;
  throw new Problem('refused', 'Its customer was erased: what is written on it is not kept');
}

/** What was given back was paid before. */
export function assertNothingBack({ refunds }: Pick<Order, 'refunds'>, status: PaymentStatus): void {
  if (refunds === undefined || wasPaid(status)) return;
  throw new Problem('refused', 'Money was given back, so it was paid', { fix: 'Take the refund back first' });
}
