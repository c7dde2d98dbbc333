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
  if (decision <= data.decision) return false;
  return cancellations === undefined || cancellations.includes(id);
}

type Known = Pick<Order, 'status' | 'cancellations'>;

/** Whether a manager is to decide if it goes on. */
export const isCancelledBeside = ({ status, cancellations }: Known): boolean =>
  status !== 'cancelled' && cancellations !== undefined;

/** Those that a decision is made over which opens a cancelled order again, if it is one. */
export const openedOver = ({ status, cancellations = [] }: Known): readonly EntryId[] =>
  status === 'cancelled' ? cancellations.map(({ id }) => id) : [];

/**
 * Those that a word on the status is said over. A step on an order's way says nothing of a cancellation beside it: that it stays
 * what it is does.
 * @param isBack whether it takes the last decision back, and no other with it
 */
export function cancellationsOver(order: Known, next: OrderStatus, isBack: boolean): readonly EntryId[] {
  if (next === 'cancelled') return [];
  if (order.status === 'cancelled') return openedOver(order).slice(isBack ? -1 : 0);
  return next === order.status ? (order.cancellations ?? []).map(({ id }) => id) : [];
}
