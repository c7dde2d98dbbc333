import type { OrderId } from '../../shared/ids.ts';
import { messageIdSchema } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import type { CopyView, RelatedOrder } from '../../shared/views.ts';
import { copyKind } from '../ports.ts';
import { maybeText, text } from './columns.ts';
import type { Database } from './database.ts';
import { isAside } from './order-columns.ts';
import { fromParked } from './outbox.ts';

/** The orders that have to do with this one, as far as this desk knows them; a suspect that is gone meanwhile is none. */
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

/** What has become of the wish for a copy in Shopify: the order's own facts, and the message that still has to do it. */
export function copyOf(database: Database, { id, copy }: Pick<Order, 'id' | 'copy'>): CopyView | null {
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
  if (!message) return null; // called off: the order was cancelled before anything was made
  return {
    state: text(message, 'state') === 'parked' ? 'stopped' : 'waiting',
    reason: maybeText(message, 'reason'),
    messageId: messageIdSchema.parse(message.id),
    number: null,
  };
}
