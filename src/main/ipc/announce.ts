import type { Entry } from '../../shared/entry.ts';
import { isCancelledBeside } from '../../shared/fold-cancellations.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { Orders } from '../orders-port.ts';
import type { Arrival, Events } from '../ports.ts';

/**
 * Tells the windows what to ask for again after these entries.
 * @param later new orders that ring together with others, in a moment
 * @returns the orders that somebody is to be woken for now
 */
export function announce(
  entries: readonly Entry[],
  events: Events,
  arrival: Arrival,
  orders: Pick<Orders, 'get'>,
  later: ReadonlySet<OrderId> = new Set(),
): readonly OrderId[] {
  const idsOf = (wanted: readonly Entry[]): readonly OrderId[] => [
    ...new Set(wanted.map(({ orderId }) => orderId).filter((id) => id !== null)),
  ];
  /** Two desks may have received one order before they heard of each other. */
  const isNew = ({ orderId }: Entry): boolean =>
    arrival.from === 'this-desk' || (orderId !== null && arrival.newHere.has(orderId));
  /** What another desk decided is news where it does not fit what was decided here. */
  function isCrossing({ kind, orderId }: Entry): boolean {
    if (arrival.from !== 'another-desk' || kind !== 'status-set' || orderId === null) return false;
    const order = orders.get(orderId);
    return order !== null && isCancelledBeside(order);
  }
  const ids = [...new Set([...idsOf(entries), ...arrival.shown])];
  const newIds = idsOf(
    entries.filter(
      (entry) =>
        !arrival.quiet &&
        !arrival.known.has(entry.id) &&
        (entry.kind === 'released' ||
          (entry.kind === 'order-received' && !entry.data.quiet && isNew(entry)) ||
          isCancelledPart(entry) ||
          isCrossing(entry)),
    ),
  ).filter((id) => !later.has(id));
  if (ids.length > 0) events.emit({ kind: 'orders-changed', ids, newIds });

  // what more is told of an entry wakes nobody, and may say otherwise than what windows have
  const changed = [...entries, ...arrival.fuller];
  const drafts = changed.flatMap(({ data }) => ('draftId' in data ? [data.draftId] : []));
  if (drafts.length > 0) events.emit({ kind: 'drafts-changed', ids: [...new Set(drafts)] });
  if (
    changed.some(({ kind }) => kind === 'touched' || kind === 'chat-answered' || kind === 'customer-erased')
  )
    events.emit({ kind: 'people-changed' });
  if (changed.some(({ kind }) => kind.startsWith('customer-'))) events.emit({ kind: 'customers-changed' });
  if (changed.some(({ kind }) => kind === 'bell-set' || kind === 'duty-set'))
    events.emit({ kind: 'bell-changed' });
  if (changed.some(({ kind }) => kind === 'commission-set' || kind === 'zone-set'))
    events.emit({ kind: 'insights-changed' });
  // of this desk every window knows already what it says of the shop, and was taught
  if (arrival.from === 'another-desk') {
    const isOfRecipe = changed.some(({ kind }) => kind === 'recipe-taught' || kind === 'recipe-withdrawn');
    if (isOfRecipe) events.emit({ kind: 'recipes-changed' });
    // a recipe may be a new source, with a name and a hue
    if (isOfRecipe || changed.some(({ kind }) => kind === 'zone-set')) events.emit({ kind: 'app-changed' });
  }
  return newIds;
}

/** Somebody may be packing it just now. */
const isCancelledPart = (entry: Entry): boolean =>
  entry.kind === 'copy-told' &&
  !entry.data.quiet &&
  entry.data.why === 'merged' &&
  entry.data.cancelledAt !== undefined;
