import type { ContentEntry } from './content-entry.ts';
import { isContent } from './content-entry.ts';
import { withoutCustomer } from './customer/erase.ts';
import { dedupeEvents } from './dedupe.ts';
import type { Entry, EntryOf } from './entry.ts';
import { cancellationsOf } from './fold-cancellations.ts';
import { refundsOf, tiesOf, withPartsTold, withRefunds } from './fold-parts.ts';
import { decidedStatuses, lastDecision, takingsOf } from './fold-takings.ts';
import { workOf } from './fold-work.ts';
import type { OrderId } from './ids.ts';
import { isOfMail } from './ids.ts';
import { latestNotices } from './latest-notices.ts';
import type { Order, OrderContent, OrderStatus } from './order.ts';
import { isDone } from './order.ts';
import { furtherPaid, paidAsDecided } from './payment.ts';
import { assertNever } from './problem.ts';
import type { StatusTold } from './status-entries.ts';
import { isAsked } from './status-entries.ts';
import { ticketsOf } from './ticket/fold-tickets.ts';

/**
 * Folds the events of one order. The result does not depend on their order of arrival, and a repeated or late event never moves
 * an order backwards.
 * @returns null until there is an event with the order's content
 */
export function foldOrder(id: OrderId, entries: readonly Entry[]): Order | null {
  const told = dedupeEvents(entries);
  const erased = told.some((entry) => entry.kind === 'customer-erased');
  const unique = erased ? told.map(withoutCustomer) : told;
  const contents = unique.filter(isContent);
  const latest = pickLast(contents, (a, b) => a.data.order.version - b.data.order.version);
  if (!latest) return null;

  const { source, sourceId, version } = latest.data.order;
  const firstVersion = Math.min(...contents.map(({ data }) => data.order.version));
  const isReleased = unique.some((entry) => entry.kind === 'released');
  const said = isReleased ? withoutDoubt(latest.data.order.content) : latest.data.order.content;
  const { known, paid: partsPaid, cancelledParts, standing } = withPartsTold(said, unique);
  const statuses = decidedStatuses(unique);
  const decision = lastDecision(statuses);
  const payment = lastDecision(unique.filter((entry) => entry.kind === 'payment-set'));
  const { taken, open } = takingsOf(unique);
  const decided: OrderStatus = decision?.kind === 'taken' ? 'taken' : (decision?.data.status ?? 'new');
  const refunds = refundsOf(unique);
  const tickets = ticketsOf(unique);
  const set = payment
    ? paidAsDecided(payment.data.paymentStatus, payment.data.over, known.paymentStatus)
    : known.paymentStatus;
  // a manager cannot undo the payment of a part
  const paid = partsPaid === null ? set : furtherPaid(set, partsPaid);
  const { content, paymentStatus } = withRefunds(known, paid, refunds);
  const overTold = decision?.data.told;
  const isNews = isSentAnew(contents, latest, overTold?.version);
  const status = statusAfter(decided, content, isNews ? { ...overTold, fulfilled: undefined } : overTold);
  const cancelReason = decision?.kind === 'status-set' && status === 'cancelled' && decision.data.reason;
  const reasons = content.review?.map(({ code }) => code) ?? [];
  const isOpen = !isDone(status);
  // a manager who goes on with the order has found out that it is valid
  const isUnclear = reasons.some((code) => code !== 'cancelled-unknown' || content.cancelledAt === undefined);
  // a decision from before the new announcement does not settle it; earlier versions of the app recorded no state
  const isSettled = decided === 'cancelled' && (overTold === undefined || overTold.asked === true);
  const isInDoubt = status === 'cancelled' && isAsked(content) && !isSettled;
  // a manual cancellation includes the merged parts known then; a cancellation by the source does not
  const isOff = (part: OrderId) => decided === 'cancelled' && (overTold?.parts?.includes(part) ?? true);
  const standingParts = standing.flatMap(({ part, ids }) =>
    status !== 'cancelled' || ids.every(isOff) ? [] : [part],
  );
  const cancellations = cancellationsOf(statuses);
  const alsoTook = isOpen ? othersOf(open, taken) : [];
  const attribution = pickLast(
    unique.filter((entry) => entry.kind === 'attribution-found'),
    () => 0,
  );
  const draft = unique.find((entry) => entry.kind === 'draft-linked');
  const { decision: worked, ...work } = workOf(unique);

  return {
    id,
    source,
    sourceId,
    version,
    ...(isOfMail(source) && firstVersion < version && { firstVersion }),
    content,
    status,
    paymentStatus,
    ...(taken && takenBy(taken)),
    ...(alsoTook.length > 0 && { alsoTook }),
    needsReview:
      (isOpen && (cancelledParts.length > 0 || isUnclear)) ||
      isInDoubt ||
      standingParts.length > 0 ||
      (status !== 'cancelled' && cancellations.length > 0),
    quarantined: reasons.includes(doubtfulSender),
    receivedAt: Math.min(...contents.map((entry) => entry.recordedAt)),
    changedAt: Math.max(...unique.map((entry) => entry.recordedAt)),
    notes: unique
      .filter((entry) => entry.kind === 'note-added')
      .map((entry) => ({ text: entry.data.text, by: entry.by, at: entry.at })),
    notifications: latestNotices(unique.flatMap((entry) => (entry.kind === 'notified' ? [entry.data] : []))),
    ...(attribution && { attribution: attribution.data.attribution }),
    ...(draft && {
      draftId: draft.data.draftId,
      ...(draft.data.manager !== undefined && { soldBy: draft.data.manager }),
      ...(draft.data.subscriberId !== undefined && { subscriberId: draft.data.subscriberId }),
    }),
    ...(cancellations.length > 0 && {
      cancellations: cancellations.map(({ id, by, at }) => ({ id, by, at })),
    }),
    ...(cancelReason && { cancelReason }),
    ...tiesOf(unique),
    ...(cancelledParts.length > 0 && { cancelledParts }),
    ...(standingParts.length > 0 && { standingParts }),
    ...(refunds.length > 0 && { refunds }),
    ...(tickets.length > 0 && { tickets }),
    ...work,
    ...(erased && { erased }),
    decisions: Math.max(worked, decision?.data.decision ?? 0, payment?.data.decision ?? 0),
  };
}

const takenBy = ({ at, data: { manager, via } }: EntryOf<'taken'>) => ({
  takenBy: manager,
  takenAt: at,
  ...(via !== undefined && { takenVia: via }),
});

/** Managers who took it concurrently and did not get it. */
function othersOf(open: readonly EntryOf<'taken'>[], taken: EntryOf<'taken'> | undefined): readonly string[] {
  if (open.length < 2) return [];
  const names = open.map(({ data }) => data.manager).filter((name) => name !== taken?.data.manager);
  return [...new Set(names)].toSorted();
}

const doubtfulSender = 'unverified-sender';

/** Removes the review reason for the sender, because a manager has released the order. */
function withoutDoubt({ review, ...content }: OrderContent): OrderContent {
  const left = review?.filter(({ code }) => code !== doubtfulSender) ?? [];
  return left.length === 0 ? content : { ...content, review: left };
}

const isSent = ({ data }: ContentEntry): boolean => data.order.content.fulfillment === 'fulfilled';

/**
 * Whether the order was fulfilled after the source had reported it as not or only partly fulfilled: that overrides the decision.
 * @param contents sorted by time
 * @param over the version a decision was made on
 */
function isSentAnew(
  contents: readonly ContentEntry[],
  latest: ContentEntry,
  over: number | undefined,
): boolean {
  if (over === undefined || latest.data.order.version <= over || !isSent(latest)) return false;
  // the source's clock has a resolution of one second: the last content of a version counts
  const lastOf = new Map(contents.map((told) => [told.data.order.version, told]));
  return [...lastOf].some(([version, told]) => version >= over && !isSent(told));
}

/**
 * Applies news from the source after the team's decision: it cancels an open order, and hands over one that is not yet handed
 * over.
 * @param over the state of the source when the decision was made
 */
function statusAfter(
  decided: OrderStatus,
  { cancelledAt, fulfillment }: OrderContent,
  over: StatusTold = {},
): OrderStatus {
  switch (decided) {
    case 'handed-over':
    case 'cancelled':
      return decided;
    case 'new':
    case 'taken':
    case 'preparing':
    case 'ready':
      if (cancelledAt !== undefined && !over.cancelled) return 'cancelled';
      return fulfillment === 'fulfilled' && !over.fulfilled ? 'handed-over' : decided;
    default:
      return assertNever(decided);
  }
}

/** The greatest by `compare`. Of equal ones the last by time, so that every computer picks the same. */
function pickLast<T extends Entry>(entries: readonly T[], compare: (a: T, b: T) => number): T | undefined {
  return entries.reduce<T | undefined>(
    (best, entry) => (best === undefined || compare(best, entry) <= 0 ? entry : best),
    undefined,
  );
}
