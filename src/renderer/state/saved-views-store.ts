import { createStore } from 'zustand/vanilla';
import type { SavedView } from '../../shared/saved-views.ts';
import type { Client } from '../client/client.ts';
import type { Clock } from './clock.ts';

export type SavedViewsState = {
  /** Null until main has told. */
  readonly views: readonly SavedView[] | null;
  /** How many orders each has, by its id; one that has not been counted yet is not in it. */
  readonly counts: ReadonlyMap<string, number>;
};

const settleMs = 60;
const betweenCountsMs = 1_000;
/** Days and put-off orders move on without an event. */
const countAgainMs = 60_000;

/** The views a manager keeps, and how many orders each has by now. */
export function createSavedViewsStore({ client, clock }: { readonly client: Client; readonly clock: Clock }) {
  const store = createStore<SavedViewsState>(() => ({ views: null, counts: new Map() }));
  let asked = 0;
  let shown = 0;
  let countedAt = Number.NEGATIVE_INFINITY;
  let cancelCount: (() => void) | null = null;
  let viewsTurn = 0;

  async function count(): Promise<void> {
    const { views } = store.getState();
    countedAt = clock.uptime();
    if (views === null || views.length === 0) return;
    asked += 1;
    const turn = asked;
    try {
      const found = await client.call('orders.howMany', { choices: views.map(({ choice }) => choice) });
      if (turn < shown) return; // a later ask was answered first
      shown = turn;
      store.setState({ counts: new Map(views.map(({ id }, index) => [id, found[index] ?? 0])) });
    } catch {
      // the numbers before stay: they are asked for again with the next change, and the list itself says what failed
    }
  }

  function countSoon(): void {
    const wait = Math.max(settleMs, countedAt + betweenCountsMs - clock.uptime());
    cancelCount ??= clock.after(wait, () => {
      cancelCount = null;
      void count();
    });
  }

  function take(views: readonly SavedView[]): void {
    store.setState({ views });
    countSoon();
  }

  async function load(): Promise<void> {
    viewsTurn += 1;
    const turn = viewsTurn;
    try {
      const views = await client.call('views.list', undefined);
      if (turn === viewsTurn) take(views);
    } catch {
      // the shipped views are there without them
    }
  }

  return {
    ...store,
    /** @throws CallError when it could not be kept */
    async save(view: SavedView): Promise<void> {
      viewsTurn += 1;
      take(await client.call('views.save', view));
    },
    /** @throws CallError when it could not be removed */
    async remove(id: string): Promise<void> {
      viewsTurn += 1;
      take(await client.call('views.remove', { id }));
    },
    /** Drops what the last shop had, and asks the one that is open now. */
    async forget(): Promise<void> {
      store.setState({ views: null, counts: new Map() });
      await load();
    },
    /** @returns the function that ends it */
    start(): () => void {
      void load();
      const ends = [
        client.on(({ kind }) => {
          if (kind === 'views-changed' || kind === 'app-changed') void load();
          if (kind === 'orders-changed') countSoon();
        }),
        clock.every(countAgainMs, countSoon),
      ];
      return () => {
        cancelCount?.();
        cancelCount = null;
        for (const end of ends) end();
      };
    },
  };
}
