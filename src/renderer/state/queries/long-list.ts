/** The loaded rows of a long list, by position. */
export type RowsOf<T> = ReadonlyMap<number, T>;

/** The visible range of the list, `to` excluded. */
export type Range = { readonly from: number; readonly to: number };
export type Asking = { readonly offset: number; readonly limit: number };

const page = 100;
const most = 500;
const margin = 50;

export const rowsOf = <T>({
  offset,
  rows,
}: {
  readonly offset: number;
  readonly rows: readonly T[];
}): RowsOf<T> => new Map(rows.map((row, index) => [offset + index, row]));

/** The pages to request so that `range` is loaded; null if it is. */
export function missing(rows: RowsOf<unknown>, { from, to }: Range, total: number): Asking | null {
  const last = Math.min(to, total);
  let first = Math.max(0, from);
  while (first < last && rows.has(first)) first += 1;
  if (first >= last) return null;
  const offset = Math.floor(first / page) * page;
  const end = Math.ceil(last / page) * page;
  return { offset, limit: Math.min(most, end - offset) };
}

/** The range to reload after a change: the visible rows, with room for `arrived` new ones above. */
export function around({ from, to }: Range, arrived: number): Asking {
  const offset = Math.max(0, from - margin);
  return { offset, limit: Math.min(most, Math.max(page, to - offset + margin + arrived)) };
}

/** The range to request so that a position and its neighbours are loaded; null if that is requested already. */
export function beside({ offset, limit }: Asking, place: number, arrived: number): Asking | null {
  const isAmong = Math.max(0, place - 1) >= offset && place + 1 < offset + limit;
  return isAmong ? null : around({ from: place, to: place + 1 }, arrived);
}
