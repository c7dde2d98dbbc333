import type { Entry } from '../../shared/entry.ts';
import { foldOrder } from '../../shared/fold.ts';
import { isCancelledBeside } from '../../shared/fold-cancellations.ts';
import { decidedStatuses } from '../../shared/fold-takings.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { Arrival, Events, Ledger } from '../ports.ts';

/**
 * Tells the windows which data to reload after these events.
 * @param later new orders that ring together with others, in a moment
 * @returns the orders to ring for now
 */
export function announce(
  entries: readonly Entry[],
  events: Events,
  arrival: Arrival,
  ledger: Pick<Ledger, 'orders' | 'entries'>,
  later: ReadonlySet<OrderId> = new Set(),
): readonly OrderId[] {
  const idsOf = (wanted: readonly Entry[]): readonly OrderId[] => [
    ...new Set(wanted.map(({ orderId }) => orderId).filter((id) => id !== null)),
  ];
  /** Two computers may have received one order before their events were exchanged. */
  const isNew = ({ orderId }: Entry): boolean =>
    arrival.from === 'this-desk' || (orderId !== null && arrival.newHere.has(orderId));
  const decided = decidedStatuses(arrival.from === 'another-desk' && !arrival.quiet ? entries : []);
  const crossed = new Set(idsOf(decided).filter((id) => isNewlyCrossed(id, decided, ledger)));
  const ids = [...new Set([...idsOf(entries), ...arrival.shown])];
  const newIds = idsOf(
    entries.filter(
      (entry) =>
        !arrival.quiet &&
        !arrival.known.has(entry.id) &&
        (entry.kind === 'released' ||
          (entry.kind === 'order-received' && !entry.data.quiet && isNew(entry) && !isOwn(entry, ledger)) ||
          isCancelledPart(entry) ||
          (entry.orderId !== null && crossed.has(entry.orderId))),
    ),
  ).filter((id) => !later.has(id));
  if (ids.length > 0) events.emit({ kind: 'orders-changed', ids, newIds });

  // added fields of a known event ring for no one, but windows must reload them
  const changed = [...entries, ...arrival.fuller];
  const drafts = changed.flatMap(({ data }) => ('draftId' in data ? [data.draftId] : []));
  if (drafts.length > 0) events.emit({ kind: 'drafts-changed', ids: [...new Set(drafts)] });
  if (
    changed.some(({ kind }) => kind === 'touched' || kind === 'chat-answered' || kind === 'customer-erased')
  )
    events.emit({ kind: 'chats-changed' });
  if (changed.some(({ kind }) => kind.startsWith('customer-'))) events.emit({ kind: 'customers-changed' });
  // a saved view that filtered by an erased customer is gone
  if (changed.some(({ kind }) => kind === 'customer-erased')) events.emit({ kind: 'views-changed' });
  if (changed.some(({ kind }) => kind === 'bell-set' || kind === 'duty-set'))
    events.emit({ kind: 'alert-rules-changed' });
  if (changed.some(({ kind }) => kind === 'commission-set' || kind === 'zone-set'))
    events.emit({ kind: 'insights-changed' });
  if (changed.some(({ kind }) => kind === 'sender-found' || kind === 'sender-decided'))
    events.emit({ kind: 'senders-changed' });
  // the windows of this computer already know their own changes to the shop's settings and templates
  if (arrival.from === 'another-desk') {
    const isOfTemplate = changed.some(({ kind }) => kind === 'recipe-taught' || kind === 'recipe-withdrawn');
    if (isOfTemplate) events.emit({ kind: 'mail-templates-changed' });
    // a mail template may be a new source, with a name and a hue
    if (isOfTemplate || changed.some(({ kind }) => kind === 'zone-set')) events.emit({ kind: 'app-changed' });
  }
  return newIds;
}

/** A manual order is taken by its author, so it rings nowhere. */
const isOwn = ({ orderId, by }: Entry, { orders }: Pick<Ledger, 'orders'>): boolean =>
  orderId !== null && orders.get(orderId)?.takenBy === by;

/** A person may be packing it now. */
const isCancelledPart = (entry: Entry): boolean =>
  entry.kind === 'copy-told' &&
  !entry.data.quiet &&
  entry.data.why === 'merged' &&
  entry.data.cancelledAt !== undefined;

/** Whether a decision of another computer conflicts with one made here: a manager must choose, and is notified once. */
function isNewlyCrossed(
  id: OrderId,
  news: readonly Entry[],
  { orders, entries }: Pick<Ledger, 'orders' | 'entries'>,
): boolean {
  const order = orders.get(id);
  if (order === null || !isCancelledBeside(order)) return false;
  const ids = new Set(news.map((entry) => entry.id));
  const before = foldOrder(
    id,
    entries.ofOrder(id).filter((entry) => !ids.has(entry.id)),
  );
  return before === null || !isCancelledBeside(before);
}
