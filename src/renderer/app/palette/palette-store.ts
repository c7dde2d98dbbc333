import { createStore } from 'zustand/vanilla';
import type { CustomerView, OrderRow } from '../../../shared/views.ts';
import type { CallError, Client } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import type { Clock } from '../../lib/clock.ts';
import { ownStore } from '../../state/queries/own-store.ts';

export type Found = {
  /** The search text of the results. */
  readonly text: string;
  readonly orders: readonly OrderRow[];
  /** How many more matches have no line. */
  readonly more: number;
  readonly customers: readonly CustomerView[];
};

export type PaletteSearch =
  | { readonly state: 'idle' }
  | { readonly state: 'searching'; readonly before: Found | null }
  | { readonly state: 'failed'; readonly error: CallError }
  | { readonly state: 'ready'; readonly found: Found };

const settleMs = 40;
const mostOrders = 6;
const mostCustomers = 5;

/** Searches the ledger for the palette while the user types. Only the answer to the latest search is used. */
export function createPaletteStore({ client, clock }: { readonly client: Client; readonly clock: Clock }) {
  const store = createStore<PaletteSearch>(() => ({ state: 'idle' }));
  let turn = 0;
  let cancel: (() => void) | null = null;

  async function ask(text: string, mine: number): Promise<void> {
    try {
      const [{ rows, total }, { customers }] = await Promise.all([
        client.call('orders.list', { view: 'all', text, offset: 0, limit: mostOrders }),
        client.call('customers.search', { text, shopify: false }),
      ]);
      const found: Found = {
        text,
        orders: rows,
        more: Math.max(0, total - rows.length),
        customers: customers.slice(0, mostCustomers),
      };
      if (mine === turn) store.setState({ state: 'ready', found }, true);
    } catch (thrown) {
      if (mine === turn) store.setState({ state: 'failed', error: toCallError(thrown) }, true);
    }
  }

  return {
    ...store,
    search(typed: string): void {
      const text = typed.trim().slice(0, 200);
      turn += 1;
      const mine = turn;
      cancel?.();
      cancel = null;
      const now = store.getState();
      if (text === '') {
        store.setState({ state: 'idle' }, true);
        return;
      }
      // earlier results stay until the next ones arrive, to avoid flicker
      const before = now.state === 'ready' ? now.found : now.state === 'searching' ? now.before : null;
      store.setState({ state: 'searching', before }, true);
      cancel = clock.after(settleMs, () => void ask(text, mine));
    },
  };
}

export const paletteStore = ownStore(createPaletteStore);
