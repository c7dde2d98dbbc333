import { createStore } from 'zustand/vanilla';
import type { OrderId } from '../../shared/ids.ts';
import type { OrderDetail } from '../../shared/views.ts';
import type { CallError, Client } from '../client/client.ts';
import { toCallError } from '../client/client.ts';

export type OpenOrder =
  | { readonly state: 'none' }
  | { readonly state: 'loading'; readonly id: OrderId }
  | { readonly state: 'failed'; readonly id: OrderId; readonly error: CallError }
  | { readonly state: 'ready'; readonly id: OrderId; readonly detail: OrderDetail };

/** The order on screen. It is asked for again whenever it changes. */
export function createOrderStore(client: Client) {
  const store = createStore<OpenOrder>(() => ({ state: 'none' }));
  let turn = 0;

  const openId = (): OrderId | null => {
    const open = store.getState();
    return open.state === 'none' ? null : open.id;
  };

  async function ask(id: OrderId): Promise<void> {
    turn += 1;
    const mine = turn;
    try {
      const detail = await client.call('orders.get', { id });
      if (mine === turn) store.setState({ state: 'ready', id, detail }, true);
    } catch (thrown) {
      if (mine !== turn || store.getState().state === 'ready') return; // what is on screen stays
      store.setState({ state: 'failed', id, error: toCallError(thrown) }, true);
    }
  }

  return {
    ...store,
    open(id: OrderId): Promise<void> {
      const before = store.getState();
      if (before.state === 'ready' && before.id === id) return Promise.resolve();
      store.setState({ state: 'loading', id }, true);
      return ask(id);
    },
    close(): void {
      turn += 1;
      store.setState({ state: 'none' }, true);
    },
    again(): void {
      const id = openId();
      if (id !== null) void ask(id);
    },
    /** What a command has answered is the newest word on the order: an ask still under way is older. */
    take(detail: OrderDetail): void {
      if (openId() !== detail.order.id) return;
      turn += 1;
      store.setState({ state: 'ready', id: detail.order.id, detail }, true);
    },
    /** @returns the function that ends it */
    start(): () => void {
      return client.on((event) => {
        const id = openId();
        if (event.kind !== 'orders-changed' || id === null) return;
        if (event.ids.length === 0 || event.ids.includes(id)) void ask(id);
      });
    },
  };
}
export type OrderStore = ReturnType<typeof createOrderStore>;
