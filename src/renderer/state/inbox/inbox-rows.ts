import type { OrderId } from '../../../shared/ids.ts';
import type { InboxView, OrderRow } from '../../../shared/views.ts';
import type { Range, RowsOf } from '../queries/long-list.ts';

export type Rows = RowsOf<OrderRow>;

export type Counts = { readonly [V in InboxView]: number };

export type Answer = {
  readonly rows: Rows;
  readonly total: number;
  readonly counts: Counts;
};

/**
 * How many places the visible rows have moved down; 0 if none of them is left. Measured by the visible row that most known rows
 * kept their relative order to, so that one row that moved by itself, as after a snooze, does not count.
 */
export function shiftOf(before: Rows, after: Rows, { from, to }: Range): number {
  const places = new Map([...after].map(([place, { id }]) => [id, place]));
  const moves = [...before].flatMap(([was, { id }]) => {
    const now = places.get(id);
    return now === undefined ? [] : [{ was, now }];
  });
  let shift = 0;
  let most = 0;
  // of several rows, the topmost one now
  for (const { was, now } of moves.toSorted((a, b) => a.now - b.now)) {
    if (was < from || was >= to) continue;
    const same = moves.filter((other) => other.was <= was === other.now <= now).length;
    if (same > most) [most, shift] = [same, now - was];
  }
  return shift;
}

/** How many rows are above all that were on screen. */
export function countAbove(before: Rows, after: Rows, { from, to }: Range): number {
  const shown = new Set([...before].flatMap(([place, { id }]) => (place >= from && place < to ? id : [])));
  return Math.min(...[...after].flatMap(([place, { id }]) => (shown.has(id) ? place : [])));
}

export function placeOf(rows: Rows, id: OrderId): number | null {
  for (const [place, row] of rows) if (row.id === id) return place;
  return null;
}

/** Returns the previous objects for unchanged rows, so that these do not render again. */
export function keptRows(before: Rows, after: Rows): Rows {
  const known = new Map([...before.values()].map((row) => [row.id, row]));
  const kept = (row: OrderRow): OrderRow => {
    const was = known.get(row.id);
    return was !== undefined && JSON.stringify(was) === JSON.stringify(row) ? was : row;
  };
  return new Map([...after].map(([place, row]) => [place, kept(row)]));
}
