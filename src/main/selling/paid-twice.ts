import type { DraftView } from '../../shared/draft.ts';
import type { DraftId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import type { Drafts, Ledger } from '../ports.ts';

type Chain = Pick<Drafts, 'get' | 'replacing'>;

/**
 * Whether a customer paid more than once for this draft order (by its link and in a checkout that lost its reference), or also
 * for one it replaced or was replaced by. Reported only for draft orders that were paid themselves.
 */
export function isPaidTwice({ orders }: Pick<Ledger, 'orders'>, chain: Chain, draft: DraftView): boolean {
  if (draft.orderIds.length === 0) return false;
  const ids = new Set(chainOf(chain, draft).flatMap(({ orderIds }) => orderIds));
  if (ids.size < 2) return false;
  const sold = new Set([...ids].filter((id) => isSold(orders.get(id))));
  return sold.size > 1 && draft.orderIds.some((id) => sold.has(id));
}

/** The draft order with all it replaced and all that replaced it, without duplicates. */
function chainOf({ get, replacing }: Chain, draft: DraftView): readonly DraftView[] {
  const found = new Map<DraftId, DraftView>([[draft.id, draft]]);
  // the loop also visits draft orders added during it
  for (const { id, replaces, replacedBy } of found.values()) {
    const named = [replaces, replacedBy].map((other) =>
      other === null || found.has(other) ? null : get(other),
    );
    for (const other of [...named, ...replacing(id)]) if (other) found.set(other.id, other);
  }
  return [...found.values()];
}

/** A refunded order or a copy is no second payment. Of two merged orders both may have been paid. */
const isSold = (order: Order | null): boolean =>
  order !== null &&
  order.status !== 'cancelled' &&
  order.partOf?.why !== 'copy' &&
  order.paymentStatus !== 'refunded' &&
  order.paymentStatus !== 'voided';
