import type { Entry, EntryOf } from './entry.ts';
import { byDecision } from './fold-takings.ts';
import type { EntryId } from './ids.ts';
import type { Order, OrderStatus } from './order.ts';

type Cancellation = EntryOf<'status-set'>;
type StatusDecision = EntryOf<'status-set' | 'taken'>;

/**
 * Managers' cancellations that no informed decision has superseded, the last one last. With another status, the cancellation and
 * the work on the order were concurrent.
 */
export const cancellationsOf = (decisions: readonly StatusDecision[]): readonly Cancellation[] =>
  decisions
    .filter(isCancellation)
    .filter((one) => !decisions.some((other) => isOver(other, one)))
    .toSorted(byDecision);

const isCancellation = (entry: Entry): entry is Cancellation =>
  entry.kind === 'status-set' && entry.data.status === 'cancelled';

/** Earlier versions did not record which cancellations were known. */
function isOver({ data: { decision, cancellations } }: StatusDecision, { id, data }: Cancellation): boolean {
  return cancellations === undefined ? decision > data.decision : cancellations.includes(id);
}

type Known = Pick<Order, 'status' | 'cancellations'>;

/** Whether a manager has to decide if the order continues. */
export const isCancelledBeside = ({ status, cancellations }: Known): boolean =>
  status !== 'cancelled' && cancellations !== undefined;

const idsOf = ({ cancellations = [] }: Known): readonly EntryId[] => cancellations.map(({ id }) => id);

/** The cancellations that reopening a cancelled order supersedes. */
export const openedOver = (order: Known): readonly EntryId[] =>
  order.status === 'cancelled' ? idsOf(order) : [];

/**
 * The cancellations that a status decision supersedes. A normal step does not affect a concurrent cancellation; confirming the
 * current status does.
 * @param undone the decisions undone by it; no others are affected
 */
export function cancellationsOver(
  order: Known,
  next: OrderStatus,
  undone?: readonly EntryId[],
): readonly EntryId[] {
  if (next === 'cancelled') return [];
  if (undone !== undefined) return undoneWith(undone, order);
  return next === order.status ? idsOf(order) : openedOver(order);
}

/** Includes later decisions of the same manager on them, such as a confirmation, because these cannot be undone separately. */
function undoneWith(undone: readonly EntryId[], { cancellations = [] }: Known): readonly EntryId[] {
  const first = cancellations.findIndex(({ id }) => undone.includes(id));
  const since = first < 0 ? [] : cancellations.slice(first);
  return since.filter(({ by }) => by === since[0]?.by).map(({ id }) => id);
}
