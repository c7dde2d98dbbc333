import type { OrderId } from '../../shared/ids.ts';
import type { InboxView, OrderRow } from '../../shared/views.ts';
import type { Range, RowsOf } from './long-list.ts';

export type Rows = RowsOf<OrderRow>;

export type Counts = { readonly [V in InboxView]: number };

export type Answer = {
  readonly rows: Rows;
  readonly total: number;
  readonly counts: Counts;
};

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

/** The rows that say what they said before, as the objects they were: those are not drawn again. */
export function keptRows(before: Rows, after: Rows): Rows {
  const known = new Map([...before.values()].map((row) => [row.id, row]));
  const kept = (row: OrderRow): OrderRow => {
    const was = known.get(row.id);
    return was !== undefined && JSON.stringify(was) === JSON.stringify(row) ? was : row;
  };
  return new Map([...after].map(([place, row]) => [place, kept(row)]));
}
