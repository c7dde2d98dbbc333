import { createStore } from 'zustand/vanilla';
import type { AppEvent } from '../../../shared/contract.ts';
import type { CallError, Client } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import type { Clock } from '../../lib/clock.ts';

/** A value from main that a page shows. The last value stays on screen when a later request fails. */
export type Asked<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | { readonly state: 'ready'; readonly value: T; readonly error: CallError | null };

type Options<T> = {
  readonly client: Client;
  readonly clock: Clock;
  readonly ask: () => Promise<T>;
  /** Whether an event may have changed the value; `shown` is the value on screen, null before the first. */
  readonly when: (event: AppEvent, shown: T | null) => boolean;
  /** Also reloads at this interval, for values that change without an event. */
  readonly everyMs?: number;
};

const settleMs = 60;

/** Loads at the start, after a relevant event (a burst is one request), and at intervals. */
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
      if (turn < shown) return; // a later request was answered first
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
    /** Stores the answer of a command; answers to earlier requests are ignored. */
    take(value: T): void {
      asked += 1;
      shown = asked;
      store.setState({ state: 'ready', value, error: null }, true);
    },
    /** Drops the value of the previous shop and loads that of the open one. */
    async forget(): Promise<void> {
      asked += 1;
      shown = asked;
      store.setState({ state: 'loading' }, true);
      if (isStarted) await refresh();
    },
    /** @returns the function that stops it */
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
