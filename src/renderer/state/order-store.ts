import { createStore } from 'zustand/vanilla';
import type { OrderId } from '../../shared/ids.ts';
import type { OrderDetail } from '../../shared/views.ts';
import type { CallError, Client } from '../lib/client/client.ts';
import { toCallError } from '../lib/client/client.ts';
import type { Clock } from '../lib/clock.ts';
import { createRest } from './rest.ts';

export type OpenOrder =
  | { readonly state: 'none' }
  | { readonly state: 'loading'; readonly id: OrderId; readonly before: OrderDetail | null }
  | { readonly state: 'failed'; readonly id: OrderId; readonly error: CallError }
  | { readonly state: 'ready'; readonly id: OrderId; readonly detail: OrderDetail };

/** The order on screen, reloaded whenever it changes. */
export function createOrderStore({ client, clock }: { readonly client: Client; readonly clock: Clock }) {
  const store = createStore<OpenOrder>(() => ({ state: 'none' }));
  let turn = 0;
  const rest = createRest(clock);

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
      const error = toCallError(thrown);
      if (mine !== turn) return;
      // the data on screen stays, unless the order itself no longer exists
      if (store.getState().state === 'ready' && error.kind !== 'not-found') return;
      store.setState({ state: 'failed', id, error }, true);
    }
  }

  function open(id: OrderId): Promise<void> {
    rest.forget();
    const now = store.getState();
    if (now.state !== 'none' && now.state !== 'failed' && now.id === id) return Promise.resolve();
    const before = now.state === 'ready' ? now.detail : now.state === 'loading' ? now.before : null;
    store.setState({ state: 'loading', id, before }, true);
    return ask(id);
  }

  return {
    ...store,
    open,
    /** Loads at once, but in a run of steps only the last order. */
    follow(id: OrderId): void {
      rest.step(() => void open(id));
    },
    close(): void {
      rest.forget();
      turn += 1;
      store.setState({ state: 'none' }, true);
    },
    again(): void {
      const id = openId();
      if (id !== null) void ask(id);
    },
    /** Stores the answer of a command; a request still under way is older and is ignored. */
    take(detail: OrderDetail): void {
      if (openId() !== detail.order.id) return;
      turn += 1;
      store.setState({ state: 'ready', id: detail.order.id, detail }, true);
    },
    /** @returns the function that stops it */
    start(): () => void {
      const end = client.on((event) => {
        const id = openId();
        if (id === null) return;
        if (event.kind === 'app-changed') void ask(id); // another shop has other orders
        if (event.kind !== 'orders-changed') return;
        if (event.ids.length === 0 || event.ids.includes(id)) void ask(id);
      });
      return () => {
        rest.forget();
        end();
      };
    },
  };
}
