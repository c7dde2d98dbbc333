import type { OrderId, Source, WorkstationId } from '../shared/ids.ts';
import type { Order, OrderStatus, WarehouseState } from '../shared/order.ts';
import type { SeenOrder } from '../shared/order-actions.ts';
import type { OrderChoice, OrderFilter } from '../shared/order-filter.ts';
import type { SavedView } from '../shared/saved-views.ts';
import type { OrderDetail, OrderRow, TagCount, ViewCounts } from '../shared/views.ts';
import type { OrderSteps } from './order-steps-port.ts';

/** Where the shop's clock stands: what belongs to today, and what is put off. */
export type ShopTime = {
  readonly now: number;
  readonly todayFrom: number;
  /** The shop's day, `2026-11-24`. */
  readonly today: string;
  /** Its next day, `2026-11-25`. */
  readonly tomorrow: string;
  /** The first moment of a day of the shop's calendar. */
  readonly dayFrom: (day: string) => number;
  /** The first moment after it. */
  readonly dayTo: (day: string) => number;
};

export type NumberedOrder = { readonly id: OrderId; readonly number: string };

export interface Orders {
  get(id: OrderId): Order | null;
  detail(id: OrderId): OrderDetail | null;
  /** A page, and how many there are; of what is searched for 50,000 at the most are counted. */
  rows(
    filter: OrderFilter,
    at: ShopTime,
  ): { readonly rows: readonly OrderRow[]; readonly total: number; readonly counts: ViewCounts };
  counts(at: ShopTime): ViewCounts;
  /** How many there are of each. */
  howMany(choices: readonly OrderChoice[], at: ShopTime): readonly number[];
  /** All of them as they look now, in the order of the list. */
  ids(choice: OrderChoice, at: ShopTime): readonly SeenOrder[];
  /** Every tag that is on an order, with how many have it, the most used first. */
  tags(): readonly TagCount[];
  /** What somebody at this computer wants to see again. @returns those that were not so already */
  markUnread(ids: readonly OrderId[], unread: boolean): readonly OrderId[];
  /** When the next order that is put off comes back, after `now`; null when none does. */
  nextAwake(now: number): number | null;
  /** The orders that came back in a stretch of time, its end included. */
  awokenIn(after: number, upTo: number): readonly OrderId[];
  /** Oldest first, for the CLI and export. */
  each(options?: {
    readonly since?: number;
    readonly source?: Source;
    readonly status?: OrderStatus;
  }): Iterable<{ readonly order: Order; readonly warehouse: WarehouseState }>;
  /** The new orders that may have begun to wait in a stretch of time, however long before they came. */
  newAgain(from: number, to: number): readonly OrderId[];
  /** The numbers of a source's open orders, newest first; none that is in quarantine. */
  openNumbers(source: Source): readonly NumberedOrder[];
  /** The same of those that are handed over or cancelled, and came since then. */
  closedNumbers(source: Source, since: number): readonly NumberedOrder[];
  count(source: Source, from: number, to: number): number;
  /** How far each order has got that came since then, oldest first. */
  steps(since: number): readonly OrderSteps[];
  /** The order of a source that came first; null when there is none. */
  first(source: Source): Order | null;
  /** The order of a source that came last of those that this desk did not bring; null when there is none. */
  lastOfOthers(source: Source, desk: WorkstationId): Order | null;
  /** When the orders of a source came, oldest first. */
  timesOf(source: Source, since: number): readonly number[];
  warehouseState(id: OrderId): WarehouseState;
  /** The orders of a source that show this number, whatever they were recorded under, newest first; none that is in quarantine. */
  byNumber(source: Source, number: string): readonly OrderId[];
  /** The numbers that begin so, of a source's orders that were first told by another desk than this one. */
  numbersOfOthers(source: Source, start: string, desk: WorkstationId): readonly string[];
  sources(): readonly Source[];
  /** The latest other orders with a phone or an e-mail of this one. */
  ofSameContact(id: OrderId): readonly OrderId[];
  /** Whether nobody has ordered before by the same phone or e-mail; of an order without either that is not known, and not so. */
  isFirstOf(id: OrderId): boolean;
}

export interface SavedViews {
  list(): readonly SavedView[];
  save(view: SavedView): void;
  remove(id: string): void;
}
