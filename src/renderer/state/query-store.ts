import { createStore } from 'zustand/vanilla';
import type { AppEvent } from '../../shared/contract.ts';
import type { CallError, Client } from '../client/client.ts';
import { toCallError } from '../client/client.ts';
import type { Clock } from './clock.ts';

/** A value that main knows and the page shows. A value once had stays on screen while a later ask fails. */
export type Asked<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | { readonly state: 'ready'; readonly value: T; readonly error: CallError | null };

type Options<T> = {
  readonly client: Client;
  readonly clock: Clock;
  readonly ask: () => Promise<T>;
  /** Whether an event may have changed it; `shown` is what is on screen, null before any. */
  readonly when: (event: AppEvent, shown: T | null) => boolean;
  /** Also asked this often, for values that age without an event. */
  readonly everyMs?: number;
};

const settleMs = 60;

/** Asks at the start, whenever an event says so (a burst is one ask), and at intervals. */
export function createQueryStore<T>({ client, clock, ask, when, everyMs }: Options<T>) {
  const store = createStore<Asked<T>>(() => ({ state: 'loading' }));
  let asked = 0;
  let shown = 0;
  let cancel: (() => void) | null = null;
  let isStarted = false;

  async function refresh(): Promise<void> {
    asked += 1;
    const turn = asked;
    try {
      const value = await ask();
      if (turn < shown) return; // a later ask was answered first
      shown = turn;
      store.setState({ state: 'ready', value, error: null }, true);
    } catch (thrown) {
      if (turn < shown) return;
      shown = turn;
      const error = toCallError(thrown);
      const before = store.getState();
      store.setState(before.state === 'ready' ? { ...before, error } : { state: 'failed', error }, true);
    }
  }

  function soon(): void {
    cancel ??= clock.after(settleMs, () => {
      cancel = null;
      void refresh();
    });
  }

  return {
    ...store,
    refresh,
    /** Shows what a command answered: newer than whatever was asked before it. */
    take(value: T): void {
      asked += 1;
      shown = asked;
      store.setState({ state: 'ready', value, error: null }, true);
    },
    /** Drops what the last shop had, and asks the one that is open now. */
    async forget(): Promise<void> {
      asked += 1;
      shown = asked;
      store.setState({ state: 'loading' }, true);
      if (isStarted) await refresh();
    },
    /** @returns the function that ends it */
    start(): () => void {
      isStarted = true;
      void refresh();
      const now = (): T | null => {
        const state = store.getState();
        return state.state === 'ready' ? state.value : null;
      };
      const ends = [client.on((event) => when(event, now()) && soon())];
      if (everyMs !== undefined) ends.push(clock.every(everyMs, () => void refresh()));
      return () => {
        isStarted = false;
        cancel?.();
        cancel = null;
        for (const end of ends) end();
      };
    },
  };
}
