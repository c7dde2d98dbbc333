import { createStore } from 'zustand/vanilla';
import type { AppState } from '../../shared/contract.ts';
import type { CountryCode } from '../../shared/country.ts';
import type { CallError, Client } from '../lib/client/client.ts';
import { toCallError } from '../lib/client/client.ts';

export type AppSlice =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | { readonly state: 'ready'; readonly app: AppState };

/** The shop, manager, language and sources of this window. */
export function createAppStore(client: Client) {
  const store = createStore<AppSlice>(() => ({ state: 'loading' }));
  let asked = 0;
  let shown = 0;

  /** Stores the answer of `work`, unless a later request was answered first. */
  async function ask(work: () => Promise<AppState>): Promise<void> {
    asked += 1;
    const turn = asked;
    const app = await work();
    if (turn < shown) return;
    shown = turn;
    store.setState({ state: 'ready', app }, true);
  }

  async function load(): Promise<void> {
    try {
      await ask(() => client.call('app.state', undefined));
    } catch (thrown) {
      const error = toCallError(thrown);
      // while the shop changes or nothing answers, old data may stay on screen; data of a closed shop may not
      if (store.getState().state !== 'ready' || error.kind === 'refused') {
        store.setState({ state: 'failed', error }, true);
      }
    }
  }

  return {
    ...store,
    load,
    setLanguage: (language: AppState['language']) => ask(() => client.call('app.setLanguage', { language })),
    setManager: (name: string) => ask(() => client.call('app.setManager', { name })),
    setToastDetails: (on: boolean) => ask(() => client.call('app.setToastDetails', { on })),
    setCountry: (country: CountryCode) => ask(() => client.call('app.setCountry', { country })),
    removeSample: () => ask(() => client.call('sample.remove', undefined)),
    openSample: () => ask(() => client.call('sample.open', undefined)),
    /** @returns the function that stops it */
    start(): () => void {
      // subscribe first: a change between the answer and the subscription would be missed
      const end = client.on((event) => {
        if (event.kind === 'app-changed') void load();
      });
      void load();
      return end;
    },
  };
}
