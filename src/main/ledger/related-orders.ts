import type { OrderId } from '../../shared/ids.ts';
import { messageIdSchema } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import type { CopyView, RelatedOrder } from '../../shared/views.ts';
import { copyKeyOf, copyKind } from '../ports.ts';
import { maybeText, text } from './columns.ts';
import type { Database } from './database.ts';
import { factsOfOrder } from './facts.ts';
import { isAside } from './order-columns.ts';
import { fromParked } from './outbox.ts';

/** Related orders that this computer has; a suspected duplicate that cannot be merged any more is excluded. */
export function relatedTo(order: Order, get: (id: OrderId) => Order | null): readonly RelatedOrder[] {
  const couldMerge = (one: Order): boolean => !isAside(one) && one.status !== 'cancelled';
  const with_ = (id: OrderId, how: Omit<RelatedOrder, 'order'>): readonly RelatedOrder[] => {
    const other = get(id);
    return other === null ? [] : [{ ...how, order: other }];
  };
  const suspects = couldMerge(order) ? (order.sameAs ?? []) : [];
  return [
    ...(order.partOf ? with_(order.partOf.id, { how: 'whole', why: order.partOf.why, because: [] }) : []),
    ...suspects
      .flatMap(({ id, because }) => with_(id, { how: 'suspect', why: null, because }))
      .filter((related) => couldMerge(related.order)),
    ...(order.parts ?? []).flatMap(({ id, why }) => with_(id, { how: 'part', why, because: [] })),
    ...(order.apartFrom ?? []).flatMap((id) => with_(id, { how: 'apart', why: null, because: [] })),
  ];
}

type Wished = Pick<Order, 'id' | 'copy' | 'status' | 'partOf'>;

/** The state of a requested Shopify copy, from the order's facts and the pending message. */
export function copyOf(database: Database, order: Wished): CopyView | null {
  const { id, copy } = order;
  if (copy === undefined) return null;
  if (copy.id !== undefined) {
    return { state: 'made', reason: null, messageId: null, number: copy.number ?? null };
  }
  const message = database.get(
    `SELECT 'm' || row AS id, state, reason FROM messages WHERE order_id = ?1 AND kind = ?2 AND due_at IS NOT NULL
     UNION ALL SELECT 'm' || row, state, reason ${fromParked} AND order_id = ?1 AND kind = ?2`,
    id,
    copyKind,
  );
  if (!message) return askedElsewhere(database, order);
  return {
    state: text(message, 'state') === 'parked' ? 'stopped' : 'waiting',
    reason: maybeText(message, 'reason'),
    messageId: messageIdSchema.parse(message.id),
    number: null,
  };
}

/** For a copy requested at another computer, whose message and progress are not here. Null if it was cancelled. */
function askedElsewhere(database: Database, { id, status, partOf }: Wished): CopyView | null {
  if (status === 'cancelled' || partOf) return null;
  const facts = factsOfOrder(database, id);
  const wish = facts
    .filter((fact) => fact.kind === 'copy-asked')
    .toSorted((a, b) => a.at - b.at)
    .at(-1);
  // requested here and not pending: it was cancelled or merged before a copy was made
  if (!wish || database.get('SELECT 1 FROM messages WHERE key = ?', copyKeyOf(wish.id))) return null;
  const isCalledOff = facts.some(
    ({ kind, data, at }) => kind === 'status-set' && data.status === 'cancelled' && at >= wish.at,
  );
  if (isCalledOff) return null;
  const { by, at } = wish;
  return { state: 'elsewhere', asked: { by, at } };
}
