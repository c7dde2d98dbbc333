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
 * Writes down that a customer is to be known no more, order by order, so that every desk takes them out of all it has, and
 * gives the file's free space back.
 * @param told how many orders the manager was told of: with another number somebody else was meant
 */
export function eraseCustomer(
  { ledger, clock, log }: EraseParts,
  { id, told, by }: { readonly id: OrderId; readonly told: number; readonly by: string },
): { readonly orders: number; readonly purged: boolean } {
  const orders = ledger.customerIndex.ordersAndParts(id);
  const known = ledger.customerIndex.ofOrder(id);
  if (!known) throw new Problem('not-found', 'There is no customer of this order');
  if (known.orders !== told) {
    throw new Problem('refused', `They have ${known.orders} orders by now, not ${told}`, {
      fix: 'Look at the customer again',
    });
  }
  const open = orders.flatMap((order) => ledger.orders.get(order) ?? []).find(isWaiting);
  if (open) {
    throw new Problem('refused', `Order ${open.content.number} is still open`, {
      fix: 'Hand it over or cancel it first: nobody could deliver it without its name and address',
    });
  }
  const { people, drafts } = ledger.customerIndex.toEraseWith(orders);
  const link = drafts.flatMap((draft) => ledger.drafts.get(draft) ?? []).find(isOpen);
  if (link) {
    throw new Problem('refused', `The draft order ${link.name || link.title} is still open`, {
      fix: isLeftOpen(link)
        ? 'Delete it in Shopify first: its link shows who it is for'
        : 'Close it first: its link shows who it is for',
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
      // what they told is erased up to a time, and who wrote it down may have a clock that is ahead of this one
      const at = Math.max(fact.at, ledger.people.get(person)?.touchedAt ?? 0);
      // who writes again may be erased again
      const entryId = entryIdSchema.parse(`erased:person:${person}:${at}`);
      ledger.entries.append({ ...fact, id: entryId, orderId: null, at, data: { person } });
    }
  });
  log.info('a customer was erased', { orders: orders.length });
  return { orders: orders.length, purged: purged(ledger, log) };
}

/** A part is delivered with the order it is a part of. */
const isWaiting = ({ status, partOf }: Order): boolean => !isDone(status) && partOf === undefined;

/** A copy of it was sold, and Shopify has it open still: it can only be deleted there. */
const isLeftOpen = ({ closing }: DraftView): boolean => closing?.end === 'leftover';

/** One that has become an order itself, paid or not, has nothing left to be closed. */
const isOpen = (draft: DraftView): boolean =>
  isLeftOpen(draft) || isToBePaid(draft) || draft.state === 'creating' || draft.state === 'calculating';

/** A disk without room for a second copy of the file, or somebody who reads it or its copy: it is done at the next start. */
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
