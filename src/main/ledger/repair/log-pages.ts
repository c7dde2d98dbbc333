/** The newest committed content of pages that lie in a write-ahead log. */
export type LogPages = {
  readonly pageSize: number;
  readonly pages: ReadonlyMap<number, Uint8Array>;
  /** How many pages the database has after the last commit; null where the log holds none. */
  readonly pageCount: number | null;
  /** Whether every frame could be read; a page whose newest content is damaged has older content here. */
  readonly isWhole: boolean;
};

const headBytes = 32;
const frameHeadBytes = 24;
const magic = 0x377f0682;
const none: LogPages = { pageSize: 0, pages: new Map(), pageCount: null, isWhole: true };

/**
 * Reads a WAL as SQLite does, but continues after a damaged frame. Each frame contains the checksum of the one before, which
 * proves that later frames are valid.
 */
export function readLog(log: Uint8Array): LogPages {
  if (log.length < headBytes) return { ...none, isWhole: log.length === 0 };
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  const isLittle = view.getUint32(0) === magic;
  const pageSize = view.getUint32(8);
  const sumOf = (from: number, to: number, seed: Sum): Sum => addUp(view, { from, to, isLittle }, seed);
  const head = sumOf(0, 24, [0, 0]);
  const isLog = isLittle || view.getUint32(0) === magic + 1;
  if (!isLog || !isSize(pageSize) || head[0] !== view.getUint32(24) || head[1] !== view.getUint32(28)) {
    return { ...none, isWhole: false };
  }
  const frameBytes = frameHeadBytes + pageSize;
  const pages = new Map<number, Uint8Array>();
  let open = new Map<number, Uint8Array>();
  let pageCount: number | null = null;
  let isWhole = true;
  let isOlder = false;
  let seed: Sum = head;
  for (let at = headBytes; at + frameBytes <= log.length; at += frameBytes) {
    const isOurs =
      view.getUint32(at + 8) === view.getUint32(16) && view.getUint32(at + 12) === view.getUint32(20);
    const named: Sum = [view.getUint32(at + 16), view.getUint32(at + 20)];
    const found = sumOf(at + frameHeadBytes, at + frameBytes, sumOf(at, at + 8, seed));
    seed = named;
    if (!isOurs || found[0] !== named[0] || found[1] !== named[1]) {
      // what an earlier round of the log left behind its end is no damage; one of this round behind it would show that it is
      isOlder = true;
      continue;
    }
    if (isOlder) isWhole = false;
    open.set(view.getUint32(at), log.subarray(at + frameHeadBytes, at + frameBytes));
    const countAfter = view.getUint32(at + 4);
    if (countAfter === 0) continue;
    for (const [page, content] of open) pages.set(page, content);
    open = new Map();
    pageCount = countAfter;
  }
  return { pageSize, pages, pageCount, isWhole };
}

export const isSize = (bytes: number): boolean =>
  bytes >= 512 && bytes <= 65_536 && (bytes & (bytes - 1)) === 0;

type Sum = readonly [number, number];

function addUp(
  view: DataView,
  { from, to, isLittle }: { readonly from: number; readonly to: number; readonly isLittle: boolean },
  [first, second]: Sum,
): Sum {
  let one = first;
  let other = second;
  for (let at = from; at < to; at += 8) {
    one = (one + view.getUint32(at, isLittle) + other) >>> 0;
    other = (other + view.getUint32(at + 4, isLittle) + one) >>> 0;
  }
  return [one, other];
}
