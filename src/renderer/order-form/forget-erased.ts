import type { CustomerDetail } from '../../shared/customer/view.ts';
import { orderIdSchema } from '../../shared/ids.ts';
import type { Client } from '../client/client.ts';
import { createKeptForm, editedOrders, editName } from './kept-form.ts';

/** Where a pay link's form is kept: one for each person, so that two talks at once do not mix, and one for nobody. */
export const linkName = (person: string): string =>
  person === '' ? 'custom-order' : `custom-order.${person}`;
/** Where the change of a pay link is kept: one that was refused is corrected, one whose link is out is replaced. */
export const linkChangeName = (draft: string, replaces: boolean): string =>
  `custom-order.${replaces ? 'replaces' : 'again'}.${draft}`;

/** Removes the half-filled forms that are about a customer who was erased here. */
export function forgetFormsOf(storage: Storage, { orders, people, drafts }: CustomerDetail): void {
  const names = [
    ...orders.map(({ id }) => editName(id)),
    ...people.map(({ subscriberId }) => linkName(subscriberId)),
    ...drafts.flatMap(({ id }) => [linkChangeName(id, true), linkChangeName(id, false)]),
  ];
  for (const name of names) createKeptForm(storage, name).clear();
}

/** Removes the half-typed changes of orders whose customer was erased, wherever that was done. */
export async function forgetErased(storage: Storage, client: Pick<Client, 'call'>): Promise<void> {
  for (const order of editedOrders(storage)) {
    const id = orderIdSchema.parse(order);
    // what main cannot say, or does not know in this shop, stays until it can
    const detail = await client.call('orders.get', { id }).catch(() => null);
    if (detail?.order.erased) createKeptForm(storage, editName(id)).clear();
  }
}
