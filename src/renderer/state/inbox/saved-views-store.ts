import { createStore } from 'zustand/vanilla';
import type { SavedView } from '../../../shared/saved-views.ts';
import type { Client } from '../../lib/client/client.ts';
import type { Clock } from '../../lib/clock.ts';

export type SavedViewsState = {
  /** Null until main has answered. */
  readonly views: readonly SavedView[] | null;
  /** The number of orders of each view, by its id; a view that is not counted yet is missing. */
  readonly counts: ReadonlyMap<string, number>;
};

const settleMs = 60;
const betweenCountsMs = 1_000;
/** Dates and snoozes change the counts without an event. */
const countAgainMs = 60_000;

/** The saved views of a manager, with their current counts. */
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
      if (turn < shown) return; // a later request was answered first
      shown = turn;
      store.setState({ counts: new Map(views.map(({ id }, index) => [id, found[index] ?? 0])) });
    } catch {
      // old counts stay: the next change reloads them, and the list itself shows the failure
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
      // shipped views work without them
    }
  }

  return {
    ...store,
    /** @throws CallError if it could not be saved */
    async save(view: SavedView): Promise<void> {
      viewsTurn += 1;
      take(await client.call('views.save', view));
    },
    /** @throws CallError if it could not be removed */
    async remove(id: string): Promise<void> {
      viewsTurn += 1;
      take(await client.call('views.remove', { id }));
    },
    /** Drops the views of the previous shop and loads those of the open one. */
    async forget(): Promise<void> {
      store.setState({ views: null, counts: new Map() });
      await load();
    },
    /** @returns the function that stops it */
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
