import { createStore } from 'zustand/vanilla';
import type { CustomerFilter, CustomerPage, CustomerRow } from '../../shared/customer/view.ts';
import type { CallError, Client } from '../client/client.ts';
import { toCallError } from '../client/client.ts';
import type { Clock } from './clock.ts';
import type { Asking, Range, RowsOf } from './long-list.ts';
import { around, missing, rowsOf } from './long-list.ts';

export type Listed = Omit<CustomerFilter, 'offset' | 'limit'>;
export type CustomersState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | ({ readonly state: 'ready'; readonly rows: RowsOf<CustomerRow>; readonly listed: Listed } & Omit<
      CustomerPage,
      'rows'
    > & {
        /** The latest refresh failed; what is on screen may be old. */
        readonly error: CallError | null;
      });

const settleMs = 150;

/** The list of customers, some hundred of them at a time. Started by its own page. */
export function createCustomersStore({ client, clock }: { readonly client: Client; readonly clock: Clock }) {
  const store = createStore<CustomersState>(() => ({ state: 'loading' }));
  let listed: Listed = { view: 'all', text: '', sort: 'last' };
  let range: Range = { from: 0, to: 30 };
  /** Counts what replaces all rows; an answer of an earlier turn is of another filter or older. */
  let turn = 0;
  const loading = new Set<string>();

  async function ask(wanted: Asking, take: (answer: CustomerPage) => void): Promise<void> {
    const mine = turn;
    try {
      const answer = await client.call('customers.list', { ...listed, ...wanted });
      if (mine === turn) take(answer);
    } catch (thrown) {
      if (mine !== turn) return;
      const error = toCallError(thrown);
      const before = store.getState();
      store.setState(before.state === 'ready' ? { ...before, error } : { state: 'failed', error }, true);
    }
  }

  async function refresh(): Promise<void> {
    turn += 1;
    loading.clear();
    const wanted = around(range, 0);
    const of = listed;
    await ask(wanted, ({ rows, ...rest }) =>
      store.setState(
        {
          state: 'ready',
          rows: rowsOf({ offset: wanted.offset, rows }),
          listed: of,
          ...rest,
          error: null,
        },
        true,
      ),
    );
  }

  return {
    ...store,
    refresh,

    /** Lists others. What is on screen stays until the answer comes. */
    async show(next: Listed): Promise<void> {
      if (JSON.stringify(next) === JSON.stringify(listed) && store.getState().state === 'ready') return;
      listed = next;
      range = { from: 0, to: range.to - range.from };
      await refresh();
    },

    /** Tells what is on screen, by place in the whole list; asks for what is missing there. */
    look(next: Range): void {
      const now = store.getState();
      if (now.state !== 'ready') return;
      range = next;
      const wanted = missing(now.rows, next, now.total);
      if (wanted === null || loading.has(JSON.stringify(wanted))) return;
      loading.add(JSON.stringify(wanted));
      void ask(wanted, ({ rows }) => {
        loading.delete(JSON.stringify(wanted));
        const known = store.getState();
        if (known.state !== 'ready') return;
        const more = rowsOf({ offset: wanted.offset, rows });
        store.setState({ ...known, rows: new Map([...known.rows, ...more]) }, true);
      });
    },

    /** @returns the function that ends it */
    start(): () => void {
      let cancel: (() => void) | null = null;
      const end = client.on(({ kind }) => {
        if (kind !== 'customers-changed' && kind !== 'orders-changed' && kind !== 'app-changed') return;
        cancel ??= clock.after(settleMs, () => {
          cancel = null;
          void refresh();
        });
      });
      return () => {
        cancel?.();
        end();
      };
    },
  };
}
