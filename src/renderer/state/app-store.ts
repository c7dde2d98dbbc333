import { createStore } from 'zustand/vanilla';
import type { AppState } from '../../shared/contract.ts';
import type { CallError, Client } from '../client/client.ts';
import { toCallError } from '../client/client.ts';

export type AppSlice =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | { readonly state: 'ready'; readonly app: AppState };

/** Who and what the window speaks for: shop, manager, language, the sources and their hues. */
export function createAppStore(client: Client) {
  const store = createStore<AppSlice>(() => ({ state: 'loading' }));
  const ready = (app: AppState): void => store.setState({ state: 'ready', app }, true);

  async function load(): Promise<void> {
    try {
      ready(await client.call('app.state', undefined));
    } catch (error) {
      if (store.getState().state !== 'ready') {
        store.setState({ state: 'failed', error: toCallError(error) }, true);
      }
    }
  }

  return {
    ...store,
    load,
    setLanguage: async (language: AppState['language']) =>
      ready(await client.call('app.setLanguage', { language })),
    setManager: async (name: string) => ready(await client.call('app.setManager', { name })),
    removeSample: async () => ready(await client.call('sample.remove', undefined)),
    /** @returns the function that ends it */
    start(): () => void {
      void load();
      return client.on((event) => {
        if (event.kind === 'app-changed') void load();
      });
    },
  };
}
