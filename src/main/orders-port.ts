import type { OrderId, Source, WorkstationId } from '../shared/ids.ts';
import type { Order, OrderStatus, WarehouseState } from '../shared/order.ts';
import type { SeenOrder } from '../shared/order-actions.ts';
import type { OrderChoice, OrderFilter } from '../shared/order-filter.ts';
import type { SavedView } from '../shared/saved-views.ts';
import type { OrderDetail, OrderRow, TagCount, ViewCounts } from '../shared/views.ts';
import type { OrderSteps } from './order-steps-port.ts';

/** The shop's current time: defines today's orders and snoozed orders. */
export type ShopTime = {
  readonly now: number;
  readonly todayFrom: number;
  /** Today in the shop's time zone, `2026-11-24`. */
  readonly today: string;
  /** The next day, `2026-11-25`. */
  readonly tomorrow: string;
  /** The first moment of a day in the shop's time zone. */
  readonly dayFrom: (day: string) => number;
  /** The first moment after a day. */
  readonly dayTo: (day: string) => number;
};

export type NumberedOrder = { readonly id: OrderId; readonly number: string };

export interface Orders {
  get(id: OrderId): Order | null;
  detail(id: OrderId): OrderDetail | null;
  /** A page and the total count; a search counts up to 50,000. */
  rows(
    filter: OrderFilter,
    at: ShopTime,
  ): { readonly rows: readonly OrderRow[]; readonly total: number; readonly counts: ViewCounts };
  counts(at: ShopTime): ViewCounts;
  /** The number of orders of each choice. */
  howMany(choices: readonly OrderChoice[], at: ShopTime): readonly number[];
  /** All orders of a choice in their current state, in list order. */
  ids(choice: OrderChoice, at: ShopTime): readonly SeenOrder[];
  /** All tags in use with their number of orders, the most used first. */
  tags(): readonly TagCount[];
  /** Marks orders as unread on this computer. @returns the orders that changed */
  markUnread(ids: readonly OrderId[], unread: boolean): readonly OrderId[];
  /** When the next snoozed order after `now` returns; null for none. */
  nextAwake(now: number): number | null;
  /** The snoozed orders that returned in a period, `upTo` included. */
  awokenIn(after: number, upTo: number): readonly OrderId[];
  /** Oldest first, for the CLI and export. */
  each(options?: {
    readonly since?: number;
    readonly source?: Source;
    readonly status?: OrderStatus;
  }): Iterable<{ readonly order: Order; readonly warehouse: WarehouseState }>;
  /** Orders with status new that may have begun to wait in a period, whenever they arrived. */
  newAgain(from: number, to: number): readonly OrderId[];
  /** The numbers of a source's open orders, newest first; without quarantined ones. */
  openNumbers(source: Source): readonly NumberedOrder[];
  /** The same of closed orders that arrived since a time. */
  closedNumbers(source: Source, since: number): readonly NumberedOrder[];
  count(source: Source, from: number, to: number): number;
  /** The progress of each order that arrived since a time, oldest first. */
  steps(since: number): readonly OrderSteps[];
  /** The source's first order; null for none. */
  first(source: Source): Order | null;
  /** The source's latest order that another computer received first; null for none. */
  lastOfOthers(source: Source, desk: WorkstationId): Order | null;
  /** The arrival times of a source's orders, oldest first. */
  timesOf(source: Source, since: number): readonly number[];
  warehouseState(id: OrderId): WarehouseState;
  /** A source's orders with this number, whatever their id, newest first; without quarantined ones. */
  byNumber(source: Source, number: string): readonly OrderId[];
  /** Numbers with this prefix, of a source's orders that another computer received first. */
  numbersOfOthers(source: Source, start: string, desk: WorkstationId): readonly string[];
  sources(): readonly Source[];
  /** The latest other orders with the same phone or e-mail. */
  ofSameContact(id: OrderId): readonly OrderId[];
  /** Whether no earlier order has the same phone or e-mail; false for an order without either. */
  isFirstOf(id: OrderId): boolean;
}

export interface SavedViews {
  list(): readonly SavedView[];
  save(view: SavedView): void;
  remove(id: string): void;
}
