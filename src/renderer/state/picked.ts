import { createStore } from 'zustand/vanilla';
import type { OrderId } from '../../shared/ids.ts';
import type { SeenOrder } from '../../shared/order-actions.ts';
import type { OrderChoice } from '../../shared/order-filter.ts';
import type { OrderRow } from '../../shared/views.ts';
import type { Rows } from './inbox-rows.ts';
import { placeOf } from './inbox-rows.ts';

/** Which orders a deed on many is for, listed here or not. */
export type Picked = {
  readonly ids: ReadonlySet<OrderId>;
  /** What they were all of when they were picked, less those let go one by one since; null where each was named. */
  readonly all: OrderChoice | null;
  /** Which all are is being asked: what is picked is not yet what was meant. */
  readonly asking: boolean;
};

/** The list as it is on screen: the first rows it knows may be new ones that are kept above it. */
type Shown = { readonly rows: Rows; readonly above: number };

/** How an order looked: as its row, where it was listed, else as main told of it when all were picked. */
export type Look = OrderRow | SeenOrder;

/** All of a choice, as far as they were picked when something was done to them. */
type AllOf = { readonly choice: OrderChoice; readonly among: ReadonlySet<OrderId> };

const nothing: Picked = { ids: new Set(), all: null, asking: false };

export const isPicked = ({ ids }: Picked, id: OrderId): boolean => ids.has(id);
export const wasListed = (look: Look): look is OrderRow => 'tags' in look;
export const hasPicked = ({ ids }: Picked): boolean => ids.size > 0;

/** The orders that are picked. It knows nothing of the list but what it is handed. */
export function createPicked() {
  const store = createStore<Picked>(() => nothing);
  /** The order a stretch of the list was begun at: its place is another one as soon as a new order comes. */
  let anchor: OrderId | null = null;
  let stretch: ReadonlySet<OrderId> = new Set();
  /**
   * As they looked when they were picked, and those that were listed as one's own deeds have left them since: what else one has
   * decided main knows by its entries.
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
    /** How those looked that are picked. What others make of them afterwards nobody may have seen: it is no part of that. */
    seen: (): readonly Look[] => [...seen.values()],
    /**
     * Keeps how those look that were picked just now, and those that are to be looked at again.
     * @param rows those that are listed
     */
    see(rows: readonly OrderRow[]): void {
      const { ids } = store.getState();
      const fresh = rows.map((row) => [row.id, row] as const);
      seen = new Map([...fresh, ...seen].filter(([id]) => ids.has(id)));
    },
    /** What others made of these has been told: how they look from now on is what is decided on next. */
    told(ids: Iterable<OrderId>): void {
      const are = new Set(ids);
      seen = new Map([...seen].filter(([id]) => !are.has(id)));
    },
    /** Brings what was seen up to date with one's own deed. */
    change(how: (row: OrderRow) => OrderRow): void {
      seen = new Map([...seen].map(([id, look]) => [id, wasListed(look) ? how(look) : look]));
    },
    /** Picks an order, or lets go of it. Out of all of a choice as well: what leaves it is left out as before. */
    toggle(id: OrderId): void {
      const { ids, all } = store.getState();
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      set(next, all);
      anchor = id;
      stretch = new Set();
    },
    /** Keeps the others picked, if there are any. */
    letGo(ids: ReadonlySet<OrderId>): void {
      const { ids: before, all } = store.getState();
      const left = before.difference(ids);
      if (left.size === 0) this.clear();
      else if (left.size < before.size) set(left, all);
    },
    /**
     * Picks all from where picking began, or else from `begin`, to a place; what an earlier stretch from there reached beyond it
     * is let go. Where the order it began at is listed no more, it begins anew at that place.
     * @param shown rows that are not known, or not on screen yet, are left out
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
     * Picks all of a choice as it is now: what comes to it afterwards nobody has seen, so it is not among them. Whatever else is
     * picked or let go before the answer stands.
     * @param asked which they are, and how they look
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
      // those that are listed are seen by now, as their rows are
      seen = new Map([...found.map((one) => [one.id, one] as const), ...seen]);
    },
    /**
     * From now on they are those very orders, whatever they still match: one's own deed may be what they match no more by.
     * @param target what they were picked as all of; whatever was picked or let go since stays so
     * @param found what was left of it: the rest had become another's work
     */
    name(target: AllOf, found: readonly OrderId[]): void {
      const { ids, all, asking } = store.getState();
      if (all !== target.choice || asking) return;
      const left = new Set(found);
      set(new Set([...ids].filter((id) => left.has(id) || !target.among.has(id))));
    },
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
