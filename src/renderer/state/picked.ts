import { createStore } from 'zustand/vanilla';
import type { OrderId } from '../../shared/ids.ts';
import type { OrderChoice } from '../../shared/order-filter.ts';
import type { Rows } from './inbox-rows.ts';

/** Which orders a deed on many is for: those that are named, or all of a choice, listed here or not. */
export type Picked = {
  readonly ids: ReadonlySet<OrderId>;
  /** All of them; null while they are named. */
  readonly all: OrderChoice | null;
};

const nothing: Picked = { ids: new Set(), all: null };

export const isPicked = ({ ids, all }: Picked, id: OrderId): boolean => all !== null || ids.has(id);
export const hasPicked = ({ ids, all }: Picked): boolean => all !== null || ids.size > 0;

/** The orders that are picked. It knows nothing of the list but what it is handed. */
export function createPicked() {
  const store = createStore<Picked>(() => nothing);
  /** Where a stretch of the list was begun. */
  let anchor: number | null = null;
  let stretch: ReadonlySet<OrderId> = new Set();

  const set = (ids: ReadonlySet<OrderId>): void => store.setState({ ids, all: null }, true);
  const idsBetween = (rows: Rows, from: number, to: number): readonly OrderId[] => {
    const [first, last] = from < to ? [from, to] : [to, from];
    return Array.from({ length: last - first + 1 }, (_, index) => rows.get(first + index)?.id).filter(
      (id) => id !== undefined,
    );
  };

  return {
    ...store,
    /** Picks an order, or lets go of it. Out of all of a choice, it begins anew. */
    toggle(id: OrderId, place: number): void {
      const { ids, all } = store.getState();
      const without = new Set([...ids].filter((one) => one !== id));
      set(all === null && ids.has(id) ? without : new Set([...(all === null ? ids : []), id]));
      anchor = place;
      stretch = new Set();
    },
    /**
     * Picks all from where picking began, or else from `begin`, to a place; what an earlier stretch from there reached beyond it
     * is let go.
     * @param rows those that are known; what is not is left out
     */
    extend(rows: Rows, begin: number, place: number): void {
      anchor ??= begin;
      const { ids } = store.getState();
      const next = new Set(idsBetween(rows, anchor, place));
      const kept = [...ids].filter((id) => !stretch.has(id) || next.has(id));
      stretch = new Set([...next].filter((id) => !ids.has(id) || stretch.has(id)));
      set(new Set([...kept, ...next]));
    },
    pickAll: (all: OrderChoice): void => store.setState({ ids: new Set(), all }, true),
    /** @returns false when nothing was picked */
    clear(): boolean {
      const had = hasPicked(store.getState());
      anchor = null;
      stretch = new Set();
      if (had) store.setState(nothing, true);
      return had;
    },
  };
}
