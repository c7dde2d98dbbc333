import type { CustomerFilter, CustomerPage } from '../../../shared/customer/view.ts';
import type { Client } from '../../lib/client/client.ts';
import type { Clock } from '../../lib/clock.ts';
import type { LongListState } from '../../state/queries/long-list-store.ts';
import { createLongListStore } from '../../state/queries/long-list-store.ts';
import { ownStore } from '../../state/queries/own-store.ts';

export type Listed = Omit<CustomerFilter, 'offset' | 'limit'>;
export type CustomersState = LongListState<Listed, CustomerPage>;

const settleMs = 150;

/** The list of customers. Started by its own page. */
export function createCustomersStore({ client, clock }: { readonly client: Client; readonly clock: Clock }) {
  const list = createLongListStore<Listed, CustomerPage>(
    (filter, wanted) => client.call('customers.list', { ...filter, ...wanted }),
    { view: 'all', text: '', sort: 'last' },
  );
  return {
    ...list,
    /** @returns the function that stops it */
    start(): () => void {
      let cancel: (() => void) | null = null;
      const end = client.on(({ kind }) => {
        if (kind !== 'customers-changed' && kind !== 'orders-changed' && kind !== 'app-changed') return;
        cancel ??= clock.after(settleMs, () => {
          cancel = null;
          void list.refresh();
        });
      });
      return () => {
        cancel?.();
        end();
      };
    },
  };
}

export const customersStore = ownStore(createCustomersStore, (store) => void store.forget());
