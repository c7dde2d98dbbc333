import type { Entry, EntryOf } from './entry.ts';
import { byDecision } from './fold-takings.ts';
import type { EntryId } from './ids.ts';
import type { Order, OrderStatus } from './order.ts';

type Cancellation = EntryOf<'status-set'>;
type StatusDecision = EntryOf<'status-set' | 'taken'>;

/**
 * The managers' cancellations that nobody has decided over who knew of them, the last one last. Beside another status such a one was
 * made by somebody who did not know of the work that went on, or the work went on without knowing of it.
 */
export const cancellationsOf = (decisions: readonly StatusDecision[]): readonly Cancellation[] =>
  decisions
    .filter(isCancellation)
    .filter((one) => !decisions.some((other) => isOver(other, one)))
    .toSorted(byDecision);

const isCancellation = (entry: Entry): entry is Cancellation =>
  entry.kind === 'status-set' && entry.data.status === 'cancelled';

/** An earlier version did not write down which ones were known. */
function isOver({ data: { decision, cancellations } }: StatusDecision, { id, data }: Cancellation): boolean {
  return cancellations === undefined ? decision > data.decision : cancellations.includes(id);
}

type Known = Pick<Order, 'status' | 'cancellations'>;

/** Whether a manager is to decide if it goes on. */
export const isCancelledBeside = ({ status, cancellations }: Known): boolean =>
  status !== 'cancelled' && cancellations !== undefined;

const idsOf = ({ cancellations = [] }: Known): readonly EntryId[] => cancellations.map(({ id }) => id);

/** Those that a decision is made over which opens a cancelled order again, if it is one. */
export const openedOver = (order: Known): readonly EntryId[] =>
  order.status === 'cancelled' ? idsOf(order) : [];

/**
 * Those that a word on the status is said over. A step on an order's way says nothing of a cancellation beside it: that it stays
 * what it is does.
 * @param undone the decisions that are taken back by it, and no other with them
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

/** With it goes what the same person said of it since, such as that it holds, of which there is no way back by itself. */
function undoneWith(undone: readonly EntryId[], { cancellations = [] }: Known): readonly EntryId[] {
  const first = cancellations.findIndex(({ id }) => undone.includes(id));
  const since = first < 0 ? [] : cancellations.slice(first);
  return since.filter(({ by }) => by === since[0]?.by).map(({ id }) => id);
}
