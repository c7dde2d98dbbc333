import { createStore } from 'zustand/vanilla';
import type { AskedShopify, CustomerView } from '../../../../shared/views.ts';
import type { CallError, Client } from '../../../lib/client/client.ts';
import { toCallError } from '../../../lib/client/client.ts';
import type { Clock } from '../../../lib/clock.ts';

export type FoundPeople =
  | { readonly state: 'idle' }
  | { readonly state: 'failed'; readonly text: string; readonly error: CallError }
  | {
      readonly state: 'ready';
      readonly text: string;
      readonly customers: readonly CustomerView[];
      readonly shopify: AskedShopify;
    };

const settleMs = 80;
/** Shopify is searched only after a pause, because each request uses its rate limit. */
const shopifyMs = 350;
const shortest = 2;

/**
 * Searches customers while the user types: local ones at once, then with Shopify's. Only the last request counts, whichever
 * answer comes last. Shopify's answer never removes a local result.
 */
export function createCustomerSearch(client: Pick<Client, 'call'>, clock: Pick<Clock, 'after'>) {
  const store = createStore<FoundPeople>(() => ({ state: 'idle' }));
  let turn = 0;
  let cancel: (() => void)[] = [];

  async function ask(text: string, mine: number, shopify: boolean): Promise<void> {
    const found = await client.call('customers.search', { text: text.trim().slice(0, 200), shopify }).then(
      (answer): FoundPeople => ({ state: 'ready', text, ...answer }),
      (thrown: unknown): FoundPeople => ({ state: 'failed', text, error: toCallError(thrown) }),
    );
    if (mine !== turn) return;
    const now = store.getState();
    const isEarlier = found.state === 'ready' && found.shopify === 'not-asked';
    const hasAll = now.state === 'ready' && now.text === text && now.shopify !== 'not-asked';
    if (isEarlier && hasAll) return;
    store.setState(found, true);
  }

  function stop(): void {
    turn += 1;
    for (const end of cancel) end();
    cancel = [];
  }

  return {
    ...store,
    search(text: string): void {
      stop();
      if (text.trim().length < shortest) {
        store.setState({ state: 'idle' }, true);
        return;
      }
      const mine = turn;
      cancel = [
        clock.after(settleMs, () => void ask(text, mine, false)),
        clock.after(shopifyMs, () => void ask(text, mine, true)),
      ];
    },
    stop,
  };
}
