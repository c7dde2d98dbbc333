import type { OrderId } from '../../shared/ids.ts';
import type { InboxView, OrderRow } from '../../shared/views.ts';

/** What is known of a long list: some of its rows, by their place in the whole. */
export type Rows = ReadonlyMap<number, OrderRow>;

export type Counts = { readonly [V in InboxView]: number };

export type Answer = {
  readonly offset: number;
  readonly rows: readonly OrderRow[];
  readonly total: number;
  readonly counts: Counts;
};

/** The part of the list on screen, `to` excluded. */
export type Range = { readonly from: number; readonly to: number };

const page = 100;
const most = 500;
const margin = 50;

export const rowsOf = ({ offset, rows }: Pick<Answer, 'offset' | 'rows'>): Rows =>
  new Map(rows.map((row, index) => [offset + index, row]));

/** What to ask so that `range` is filled, in whole pages; null when all of it is known. */
export function missing(rows: Rows, { from, to }: Range, total: number): Asking | null {
  const last = Math.min(to, total);
  let first = Math.max(0, from);
  while (first < last && rows.has(first)) first += 1;
  if (first >= last) return null;
  const offset = Math.floor(first / page) * page;
  const end = Math.ceil(last / page) * page;
  return { offset, limit: Math.min(most, end - offset) };
}
export type Asking = { readonly offset: number; readonly limit: number };

/** What to ask again when orders changed: what is on screen, with room for `arrived` new ones above it. */
export function around({ from, to }: Range, arrived: number): Asking {
  const offset = Math.max(0, from - margin);
  return { offset, limit: Math.min(most, Math.max(page, to - offset + margin + arrived)) };
}

/** How many places the row on top of the screen has moved down; 0 when none of the rows on screen is there any more. */
export function shiftOf(before: Rows, after: Rows, { from, to }: Range): number {
  const places = new Map<OrderId, number>();
  for (const [place, row] of after) places.set(row.id, place);
  for (let place = from; place < to; place += 1) {
    const row = before.get(place);
    const now = row && places.get(row.id);
    if (now !== undefined) return now - place;
  }
  return 0;
}

export function placeOf(rows: Rows, id: OrderId): number | null {
  for (const [place, row] of rows) if (row.id === id) return place;
  return null;
}
