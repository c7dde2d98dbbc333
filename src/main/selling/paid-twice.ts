import type { DraftView } from '../../shared/draft.ts';
import type { DraftId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import type { Drafts, Ledger } from '../ports.ts';

type Chain = Pick<Drafts, 'get' | 'replacing'>;

/**
 * Whether a customer has paid for this draft order more than once: by its link and in a checkout that had come loose from it,
 * or by what it took the place of, or what took its place. Told of those alone that were paid themselves.
 */
export function isPaidTwice({ orders }: Pick<Ledger, 'orders'>, chain: Chain, draft: DraftView): boolean {
  if (draft.orderIds.length === 0) return false;
  const ids = new Set(chainOf(chain, draft).flatMap(({ orderIds }) => orderIds));
  if (ids.size < 2) return false;
  const sold = new Set([...ids].filter((id) => isSold(orders.get(id))));
  return sold.size > 1 && draft.orderIds.some((id) => sold.has(id));
}

/** It, what it took the place of, what took its place, and so on, each once. */
function chainOf({ get, replacing }: Chain, draft: DraftView): readonly DraftView[] {
  const found = new Map<DraftId, DraftView>([[draft.id, draft]]);
  // goes on to what is found meanwhile
  for (const { id, replaces, replacedBy } of found.values()) {
    const named = [replaces, replacedBy].map((other) =>
      other === null || found.has(other) ? null : get(other),
    );
    for (const other of [...named, ...replacing(id)]) if (other) found.set(other.id, other);
  }
  return [...found.values()];
}

/** Money that was given back is no second payment, nor is a copy; of two orders that were merged both may have been paid. */
const isSold = (order: Order | null): boolean =>
  order !== null &&
  order.status !== 'cancelled' &&
  order.partOf?.why !== 'copy' &&
  order.paymentStatus !== 'refunded' &&
  order.paymentStatus !== 'voided';
