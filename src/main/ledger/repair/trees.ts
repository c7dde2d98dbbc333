import type { FilePages } from './file-pages.ts';
import type { Fields } from './records.ts';
import { NoRecord, readRecord, varint } from './records.ts';

/** A row as it lies in a table; in an index, and in a table without row numbers, `row` is 0. */
export type StoredRow = { readonly row: number; readonly fields: Fields };

const kinds = { indexInside: 2, tableInside: 5, indexLeaf: 10, tableLeaf: 13 } as const;
const headBytesOf = (kind: number): number =>
  kind === kinds.indexInside || kind === kinds.tableInside ? 12 : 8;
/** More levels than any file can have. */
const deepest = 40;

/**
 * Reads a table or an index from its root, as far as its pages are sound.
 * @returns whether nothing of it was damaged: then there are no other rows
 */
export function readTree(pages: FilePages, root: number, onRow: (stored: StoredRow) => void): boolean {
  const seen = new Set<number>();
  let isWhole = true;
  let lastRow = Number.NEGATIVE_INFINITY;

  function take(stored: StoredRow, isTable: boolean): void {
    if (isTable) {
      // a page of another table, or of another time
      if (stored.row <= lastRow) isWhole = false;
      lastRow = stored.row;
    }
    onRow(stored);
  }

  function visit(number: number, depth: number, isTable: boolean | null): void {
    const page = seen.has(number) || depth > deepest ? null : readPage(pages, number);
    if (page === null || (isTable !== null && page.isTable !== isTable)) {
      isWhole = false;
      return;
    }
    seen.add(number);
    if (!page.isWhole) isWhole = false;
    for (const { child, stored } of page.cells) {
      if (child !== null) visit(child, depth + 1, page.isTable);
      if (stored !== null) take(stored, page.isTable);
    }
    if (page.last !== null) visit(page.last, depth + 1, page.isTable);
  }

  visit(root, 0, null);
  return isWhole;
}

/** The pages of a tree, without reading its rows. */
export function markTree(pages: FilePages, root: number, seen: Set<number>): void {
  const waiting = [root];
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (seen.has(number)) continue;
    const bytes = pages.read(number);
    const kind = bytes?.[number === 1 ? 100 : 0];
    if (!bytes || (kind !== kinds.tableInside && kind !== kinds.indexInside)) {
      if (kind === kinds.tableLeaf || kind === kinds.indexLeaf) seen.add(number);
      continue;
    }
    seen.add(number);
    waiting.push(...childrenOf(bytes, number));
  }
}

/**
 * The pages that are in no use, which may hold what a row was long ago.
 * @returns whether these are all of them
 */
export function markFree(pages: FilePages, seen: Set<number>): boolean {
  const first = pages.read(1);
  if (first === null || new TextDecoder('latin1').decode(first.subarray(0, 15)) !== 'SQLite format 3')
    return false;
  const wanted = numberAt(first, 36);
  let count = 0;
  for (let trunk = numberAt(first, 32); trunk !== 0; ) {
    const page = pages.read(trunk);
    const length = page === null ? 0 : numberAt(page, 4);
    if (page === null || seen.has(trunk) || 8 + 4 * length > page.length) return false;
    const leaves = Array.from({ length }, (_, index) => numberAt(page, 8 + 4 * index));
    for (const free of [trunk, ...leaves]) seen.add(free);
    count += 1 + length;
    trunk = numberAt(page, 0);
  }
  return count === wanted;
}

const numberAt = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);

/** The rows of a leaf that no tree leads to any more, if all of it is sound. */
export function looseRows(pages: FilePages, number: number): readonly StoredRow[] {
  if (pages.read(number)?.[0] !== kinds.tableLeaf) return [];
  const page = readPage(pages, number);
  return page?.isWhole ? page.cells.flatMap(({ stored }) => stored ?? []) : [];
}

type Cell = { readonly child: number | null; readonly stored: StoredRow | null };
type Page = {
  readonly isTable: boolean;
  readonly isWhole: boolean;
  readonly cells: readonly Cell[];
  /** The rightmost child. */
  readonly last: number | null;
};

/** @returns null when it is no page of a tree */
function readPage(pages: FilePages, number: number): Page | null {
  const bytes = pages.read(number);
  if (bytes === null) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = number === 1 ? 100 : 0;
  const kind = view.getUint8(head);
  if (!Object.values<number>(kinds).includes(kind)) return null;
  const places = placesOf(bytes, number);
  if (places === null) return null;
  const isTable = kind === kinds.tableInside || kind === kinds.tableLeaf;
  const isInside = kind === kinds.tableInside || kind === kinds.indexInside;
  const cells: Cell[] = [];
  let isWhole = true;
  for (const place of places) {
    try {
      cells.push(readCell(pages, bytes, { place, isTable, isInside }));
    } catch (error) {
      if (!(error instanceof NoRecord)) throw error;
      isWhole = false;
    }
  }
  return { isTable, isWhole, cells, last: isInside ? view.getUint32(head + 8) : null };
}

/** Where the cells of a page begin; null when that makes no sense. */
function placesOf(bytes: Uint8Array, number: number): readonly number[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = number === 1 ? 100 : 0;
  const first = head + headBytesOf(view.getUint8(head));
  const count = view.getUint16(head + 3);
  const end = first + 2 * count;
  if (end > bytes.length) return null;
  const places = Array.from({ length: count }, (_, index) => view.getUint16(first + 2 * index));
  return places.every((place) => place >= end && place <= bytes.length - 4) ? places : null;
}

function childrenOf(bytes: Uint8Array, number: number): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places = placesOf(bytes, number) ?? [];
  const children = places.map((place) => view.getUint32(place));
  return [...children, view.getUint32((number === 1 ? 100 : 0) + 8)];
}

type Place = { readonly place: number; readonly isTable: boolean; readonly isInside: boolean };

function readCell(pages: FilePages, bytes: Uint8Array, { place, isTable, isInside }: Place): Cell {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const child = isInside ? view.getUint32(place) : null;
  if (isTable && isInside) return { child, stored: null };
  const [length, afterLength] = varint(bytes, place + (isInside ? 4 : 0));
  const [row, at] = isTable ? varint(bytes, afterLength) : [0, afterLength];
  const payload = payloadOf(pages, bytes, { at, length, isTable });
  return { child, stored: { row, fields: readRecord(payload) } };
}

type Payload = { readonly at: number; readonly length: number; readonly isTable: boolean };

/** What does not fit on the page goes on, on pages that each name the next one. */
function payloadOf(pages: FilePages, bytes: Uint8Array, { at, length, isTable }: Payload): Uint8Array {
  const size = pages.pageSize;
  if (length > size * pages.count) throw new NoRecord('longer than the file');
  const most = isTable ? size - 35 : Math.floor(((size - 12) * 64) / 255) - 23;
  if (length <= most) {
    if (at + length > bytes.length) throw new NoRecord('over the end of the page');
    return bytes.subarray(at, at + length);
  }
  const least = Math.floor(((size - 12) * 32) / 255) - 23;
  const fitting = least + ((length - least) % (size - 4));
  const here = fitting <= most ? fitting : least;
  if (at + here + 4 > bytes.length) throw new NoRecord('over the end of the page');
  const payload = new Uint8Array(length);
  payload.set(bytes.subarray(at, at + here));
  let next = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at + here);
  for (let done = here; done < length; ) {
    const more = pages.read(next);
    if (more === null) throw new NoRecord('goes on nowhere');
    const part = more.subarray(4, 4 + Math.min(size - 4, length - done));
    if (part.every((byte) => byte === 0)) throw new NoRecord('goes on with nothing');
    payload.set(part, done);
    done += part.length;
    next = new DataView(more.buffer, more.byteOffset, more.byteLength).getUint32(0);
  }
  // the last one names none: a page with something else on it would
  if (next !== 0) throw new NoRecord('goes on beyond its end');
  return payload;
}
