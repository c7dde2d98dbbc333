import type { DraftView } from '../../shared/draft.ts';
import { isToBePaid } from '../../shared/draft.ts';
import type { OrderId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { isDone } from '../../shared/order.ts';
import { isProblem, messageOf, Problem } from '../../shared/problem.ts';
import type { Clock, Ledger, Log } from '../ports.ts';
import { isHeld } from '../rename-patiently.ts';

export type EraseParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * Records the erasure of a customer, order by order, so that every computer deletes their data, and releases the file's free
 * space.
 * @param told how many orders the manager was shown: another number means another person
 */
export function eraseCustomer(
  { ledger, clock, log }: EraseParts,
  { id, told, by }: { readonly id: OrderId; readonly told: number; readonly by: string },
): { readonly orders: number; readonly purged: boolean } {
  const orders = ledger.customerIndex.ordersAndParts(id);
  const known = ledger.customerIndex.ofOrder(id);
  if (!known) throw new Problem('not-found', 'This order has no customer');
  if (known.orders !== told) {
    throw new Problem('refused', `They now have ${known.orders} orders, not ${told}`, {
      fix: 'Check the customer again',
    });
  }
  const open = orders.flatMap((order) => ledger.orders.get(order) ?? []).find(isWaiting);
  if (open) {
    throw new Problem('refused', `Order ${open.content.number} is still open`, {
      fix: 'Hand it over or cancel it first: it cannot be delivered without a name and address',
    });
  }
  const { people, drafts } = ledger.customerIndex.toEraseWith(orders);
  const link = drafts.flatMap((draft) => ledger.drafts.get(draft) ?? []).find(isOpen);
  if (link) {
    throw new Problem('refused', `The draft order ${link.name || link.title} is still open`, {
      fix: isLeftOpen(link)
        ? 'Delete it in Shopify first: its link shows the customer’s name'
        : 'Close it first: its link shows the customer’s name',
    });
  }
  ledger.transaction(() => {
    const fact = { at: clock.now(), by, kind: 'customer-erased' as const };
    for (const orderId of orders) {
      ledger.entries.append({ ...fact, id: entryIdSchema.parse(`erased:${orderId}`), orderId, data: {} });
    }
    for (const draft of drafts) {
      const entryId = entryIdSchema.parse(`erased:draft:${draft}`);
      ledger.entries.append({ ...fact, id: entryId, orderId: null, data: { draft } });
    }
    for (const person of people) {
      // events up to this time are erased, and their author's clock may be ahead of this one
      const at = Math.max(fact.at, ledger.people.get(person)?.touchedAt ?? 0);
      // a person who writes again may be erased again
      const entryId = entryIdSchema.parse(`erased:person:${person}:${at}`);
      ledger.entries.append({ ...fact, id: entryId, orderId: null, at, data: { person } });
    }
  });
  log.info('a customer was erased', { orders: orders.length });
  return { orders: orders.length, purged: purged(ledger, log) };
}

/** A part is delivered with its whole order. */
const isWaiting = ({ status, partOf }: Order): boolean => !isDone(status) && partOf === undefined;

/** A copy of it was sold, and the draft order is still open in Shopify: it can only be deleted there. */
const isLeftOpen = ({ closing }: DraftView): boolean => closing?.end === 'leftover';

/** A draft order that has become an order, paid or not, need not be closed. */
const isOpen = (draft: DraftView): boolean =>
  isLeftOpen(draft) || isToBePaid(draft) || draft.state === 'creating' || draft.state === 'calculating';

/** Without room for a second copy of the file, or while the file is being read, the purge is done at the next start. */
function purged(ledger: Pick<Ledger, 'purge'>, log: Log): boolean {
  try {
    ledger.purge();
    return true;
  } catch (error) {
    if (!isProblem(error) && !isHeld(error)) throw error;
    log.warn('the ledger could not be written anew', { error: messageOf(error) });
    return false;
  }
}
