import { createStore } from 'zustand/vanilla';
import type { OrderId } from '../../../shared/ids.ts';
import type { SeenOrder } from '../../../shared/order-actions.ts';
import type { OrderChoice } from '../../../shared/order-filter.ts';
import type { OrderRow } from '../../../shared/views.ts';
import type { Rows } from './inbox-rows.ts';
import { placeOf } from './inbox-rows.ts';

/** The orders that are selected for a bulk action, listed or not. */
export type Picked = {
  readonly ids: ReadonlySet<OrderId>;
  /** The filter they were selected by, less the orders deselected since; null if each was selected by itself. */
  readonly all: OrderChoice | null;
  /** "Select all" is being resolved: the selection is not complete yet. */
  readonly asking: boolean;
};

/** The list on screen. Its first loaded rows may be new orders that are kept above it. */
type Shown = { readonly rows: Rows; readonly above: number };

/** How an order looked when it was selected: from its row, or from main's answer to "select all". */
export type Look = OrderRow | SeenOrder;

/** All orders of a filter that were selected before an action on them. */
type AllOf = { readonly choice: OrderChoice; readonly among: ReadonlySet<OrderId> };

const nothing: Picked = { ids: new Set(), all: null, asking: false };

export const isPicked = ({ ids }: Picked, id: OrderId): boolean => ids.has(id);
export const wasListed = (look: Look): look is OrderRow => 'tags' in look;
export const hasPicked = ({ ids }: Picked): boolean => ids.size > 0;

/** The selected orders. It knows the list only by its arguments. */
export function createPicked() {
  const store = createStore<Picked>(() => nothing);
  /** The order that a range selection began at; its position changes with each new order. */
  let anchor: OrderId | null = null;
  let stretch: ReadonlySet<OrderId> = new Set();
  /**
   * The orders as they looked when they were selected, updated by the user's own actions for listed orders. Main knows the user's
   * other decisions by their events.
   */
  let seen: ReadonlyMap<OrderId, Look> = new Map();

  const set = (ids: ReadonlySet<OrderId>, all: Picked['all'] = null): void =>
    store.setState({ ...nothing, ids, all: ids.size > 0 ? all : null }, true);
  const idsBetween = ({ rows, above }: Shown, from: number, to: number): readonly OrderId[] => {
    const first = Math.max(above, Math.min(from, to));
    const last = Math.max(from, to);
    return Array.from(
      { length: Math.max(0, last - first + 1) },
      (_, index) => rows.get(first + index)?.id,
    ).filter((id) => id !== undefined);
  };

  return {
    ...store,
    /** The seen state of the selected orders. Later changes by others may be unseen and are not part of it. */
    seen: (): readonly Look[] => [...seen.values()],
    /**
     * Stores how newly selected orders look, and those that `told` has dropped.
     * @param rows the listed orders
     */
    see(rows: readonly OrderRow[]): void {
      const { ids } = store.getState();
      const fresh = rows.map((row) => [row.id, row] as const);
      seen = new Map([...fresh, ...seen].filter(([id]) => ids.has(id)));
    },
    /** Changes by others were reported to the user: the next decision is based on the new state. */
    told(ids: Iterable<OrderId>): void {
      const are = new Set(ids);
      seen = new Map([...seen].filter(([id]) => !are.has(id)));
    },
    /** Updates the seen state with the user's own action. */
    change(how: (row: OrderRow) => OrderRow): void {
      seen = new Map([...seen].map(([id, look]) => [id, wasListed(look) ? how(look) : look]));
    },
    /** Selects or deselects an order. A "select all" stays one: orders that leave its filter are still skipped. */
    toggle(id: OrderId): void {
      const { ids, all } = store.getState();
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      set(next, all);
      anchor = id;
      stretch = new Set();
    },
    /** Keeps the other orders selected, if there are any. */
    letGo(ids: ReadonlySet<OrderId>): void {
      const { ids: before, all } = store.getState();
      const left = before.difference(ids);
      if (left.size === 0) this.clear();
      else if (left.size < before.size) set(left, all);
    },
    /**
     * Selects the range from `anchor`, or without one from `begin`, to `place`, and deselects what the previous range had beyond
     * it. If the anchor is no longer listed, the range begins at `place`.
     * @param shown rows that are not loaded or not on screen yet are left out
     */
    extend(shown: Shown, begin: number, place: number): void {
      const known = anchor === null ? null : placeOf(shown.rows, anchor);
      const from = known ?? Math.max(shown.above, anchor === null ? begin : place);
      if (known === null) {
        anchor = shown.rows.get(from)?.id ?? null;
        stretch = new Set();
      }
      const { ids: before, all } = store.getState();
      const ids = all === null ? before : nothing.ids;
      const next = new Set(idsBetween(shown, from, place));
      const kept = [...ids].filter((id) => !stretch.has(id) || next.has(id));
      stretch = new Set([...next].filter((id) => !ids.has(id) || stretch.has(id)));
      set(new Set([...kept, ...next]));
    },
    /**
     * Selects all orders that match a filter now. Later matches are not included, because the user has not seen them. Other
     * changes of the selection before the answer are kept.
     * @param asked the matching orders and how they look
     */
    async pickAll(all: OrderChoice, asked: Promise<readonly SeenOrder[]>): Promise<void> {
      const mine: Picked = { ...store.getState(), asking: true };
      store.setState(mine, true);
      let found: readonly SeenOrder[] | null = null;
      try {
        found = await asked;
      } finally {
        if (found === null && store.getState() === mine) store.setState({ ...mine, asking: false }, true);
      }
      if (store.getState() !== mine) return;
      store.setState({ ids: new Set(found.map(({ id }) => id)), all, asking: false }, true);
      // listed orders count as seen with their current rows
      seen = new Map([...found.map((one) => [one.id, one] as const), ...seen]);
    },
    /**
     * Fixes "select all" to these orders, because the user's own action may remove them from the filter.
     * @param target the selection they were part of; later changes of the selection are kept
     * @param found the orders that still matched; another manager works on the rest
     */
    name(target: AllOf, found: readonly OrderId[]): void {
      const { ids, all, asking } = store.getState();
      if (all !== target.choice || asking) return;
      const left = new Set(found);
      set(new Set([...ids].filter((id) => left.has(id) || !target.among.has(id))));
    },
    /** @returns false if nothing was selected */
    clear(): boolean {
      const had = hasPicked(store.getState());
      anchor = null;
      stretch = new Set();
      if (had) store.setState(nothing, true);
      return had;
    },
  };
}
