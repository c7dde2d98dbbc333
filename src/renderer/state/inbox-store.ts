import { createStore } from 'zustand/vanilla';
import type { OrderId } from '../../shared/ids.ts';
import type { OrderRow } from '../../shared/views.ts';
import type { CallError, Client } from '../client/client.ts';
import { toCallError } from '../client/client.ts';
import type { Clock } from './clock.ts';
import type { Answer, Counts, Rows } from './inbox-rows.ts';
import { countAbove, keptRows, placeOf, shiftOf } from './inbox-rows.ts';
import type { Asking, Range } from './long-list.ts';
import { around, beside, missing, rowsOf } from './long-list.ts';
import { choiceOf, isSameChoice } from './order-choice.ts';
import type { InboxPlace } from './route.ts';
import { shopMoment } from './shop-clock.ts';

export type InboxFilter = Pick<InboxPlace, 'view' | 'text' | 'only' | 'sort' | 'span'>;
export type Cursor = { readonly id: OrderId; readonly place: number };

export type Listing =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | { readonly state: 'ready'; readonly rows: Rows; readonly total: number; readonly counts: Counts };

export type InboxState = {
  readonly filter: InboxFilter;
  readonly listing: Listing;
  /** The latest refresh failed; what is on screen may be old. */
  readonly error: CallError | null;
  readonly cursor: Cursor | null;
  /** New orders that came while the list was in use: kept above the first row until asked for, so that nothing moves. */
  readonly above: number;
  /** Rows that left from above the screen: the list scrolls up by as many, once per `turn`. */
  readonly lost: { readonly turn: number; readonly rows: number };
  /** Orders that came just now. */
  readonly glowing: ReadonlySet<OrderId>;
};

/** The list is asked for once in this time at the most. */
const settleMs = 50;
/** While a deed works through thousands of orders: each look at the list costs it time. */
const settleInBatchMs = 1_500;
const glowMs = 2400;
const inUseMs = 30_000;
/** For how long what is brought back may take to come. */
const comeBackMs = 5_000;
const askAgainMs = { first: 1_000, most: 30_000 } as const;
const askDayMs = 10_000;
const firstAsk: Asking = { offset: 0, limit: 100 };

type Options = {
  readonly client: Client;
  readonly clock: Clock;
  /** The shop's own, an IANA name; null while it is not known. */
  readonly timeZone: () => string | null;
};

export function createInboxStore({ client, clock, timeZone }: Options) {
  const store = createStore<InboxState>(() => ({
    filter: { view: 'new', text: '' },
    listing: { state: 'loading' },
    error: null,
    cursor: null,
    above: 0,
    lost: { turn: 0, rows: 0 },
    glowing: new Set(),
  }));
  let generation = 0;
  let range: Range = { from: 0, to: 30 };
  let top = 0;
  let usedAt = Number.NEGATIVE_INFINITY;
  let broughtBackAt = Number.NEGATIVE_INFINITY;
  let arrived = new Set<OrderId>();
  let asking = false;
  let askAgain = false;
  let underWay: Promise<void> = Promise.resolve();
  /** What the rows on screen were asked by; another than the filter while its answer is still to come. */
  let listed: InboxFilter | null = null;
  /** What keys do once the list shows what was asked for. */
  let whenListed: (() => void)[] = [];
  /** Pages asked for; one that could not be had stays in it until all is asked again. */
  const loading = new Set<string>();
  let failures = 0;
  let cancelRetry: (() => void) | null = null;

  function today(): string | null {
    const zone = timeZone();
    return zone === null ? null : shopMoment(clock.now(), zone).date;
  }

  async function ask(wanted: Asking): Promise<Answer> {
    const choice = choiceOf(store.getState().filter);
    const { rows, ...rest } = await client.call('orders.list', { ...choice, ...wanted });
    return { ...rest, rows: rowsOf({ offset: wanted.offset, rows }) };
  }

  const isListed = (): boolean => store.getState().filter === listed;

  /** What is on screen and, where it was scrolled away from the cursor, what is around that: a step from it begins there. */
  async function askShown(): Promise<Answer> {
    const { cursor } = store.getState();
    const onScreen = around(range, arrived.size);
    const atCursor = cursor && beside(onScreen, cursor.place, arrived.size);
    const [shown, more] = await Promise.all([ask(onScreen), atCursor && ask(atCursor)]);
    return more === null ? shown : { ...shown, rows: new Map([...more.rows, ...shown.rows]) };
  }

  /** Runs `take` on the answer unless something newer was asked meanwhile. */
  function askInTurn(askFor: () => Promise<Answer>, take: (answer: Answer) => void): Promise<void> {
    underWay = askNow(askFor, take);
    return underWay;
  }

  async function askNow(askFor: () => Promise<Answer>, take: (answer: Answer) => void): Promise<void> {
    generation += 1;
    const turn = generation;
    loading.clear();
    asking = true;
    try {
      const answer = await askFor();
      if (turn === generation) {
        mended();
        take(answer);
      }
    } catch (thrown) {
      if (turn === generation) fail(toCallError(thrown));
    }
    if (turn !== generation) return;
    asking = false;
    const due = isListed() ? whenListed : []; // not on the list before, if the answer did not come
    whenListed = [];
    for (const run of due) run();
    if (askAgain) await refresh();
  }

  /** What is on screen is asked for again by itself, at growing intervals, until an answer comes. */
  function fail(error: CallError): void {
    const { listing } = store.getState();
    store.setState(listing.state === 'ready' ? { error } : { listing: { state: 'failed', error }, error });
    if (cancelRetry !== null) return;
    const wait = Math.min(askAgainMs.most, askAgainMs.first * 2 ** failures);
    failures += 1;
    cancelRetry = clock.after(wait, () => {
      cancelRetry = null;
      void refresh();
    });
  }

  function mended(): void {
    failures = 0;
    cancelRetry?.();
    cancelRetry = null;
  }

  function showFresh({ rows, total, counts }: Answer): void {
    const { cursor, filter } = store.getState();
    listed = filter;
    const place = cursor && placeOf(rows, cursor.id);
    store.setState({
      listing: { state: 'ready', rows, total, counts },
      error: null,
      above: 0,
      cursor: cursor && { ...cursor, place: place ?? 0 },
    });
  }

  function showAgain(answer: Answer): void {
    const { listing, cursor, above, lost } = store.getState();
    if (listing.state !== 'ready' || !isListed()) {
      showFresh(answer);
      return;
    }
    const rows = keptRows(listing.rows, answer.rows);
    const shift = shiftOf(listing.rows, rows, range);
    const comesBack = clock.now() - broughtBackAt < comeBackMs;
    const inUse = top > 0 || (clock.now() - usedAt < inUseMs && !comesBack);
    // an order that was on screen is no new one, wherever it moved
    const most = countAbove(listing.rows, rows, { ...range, from: Math.max(range.from, above) });
    const kept = Math.max(0, Math.min(above + shift, most));
    // with nothing left below them there is nothing that they would move
    const nextAbove = inUse && kept < answer.total ? kept : 0;
    // what is let in over the screen, or has gone from there
    const gone = inUse && kept < answer.total ? kept - (above + shift) : 0;
    const moved = cursor && Math.min(answer.total, Math.max(0, cursor.place + shift));
    const place = cursor && (placeOf(rows, cursor.id) ?? moved);
    store.setState({
      listing: { state: 'ready', rows, total: answer.total, counts: answer.counts },
      error: null,
      cursor: cursor && place !== null ? { ...cursor, place } : null,
      above: nextAbove,
      ...(gone !== 0 && top > 0 && { lost: { turn: lost.turn + 1, rows: gone } }),
    });
    glow(rows);
  }

  function glow(rows: Rows): void {
    const here = [...rows.values()].map(({ id }) => id).filter((id) => arrived.has(id));
    arrived = new Set();
    if (here.length === 0) return;
    store.setState(({ glowing }) => ({ glowing: new Set([...glowing, ...here]) }));
    clock.after(glowMs, () =>
      store.setState(({ glowing }) => ({
        glowing: new Set([...glowing].filter((id) => !here.includes(id))),
      })),
    );
  }

  /** One at a time: events that come during an ask are one more ask after it, so that a stream of them starves nobody. */
  async function refresh(): Promise<void> {
    askAgain = asking;
    if (!asking) await askInTurn(askShown, showAgain);
  }

  return {
    ...store,
    refresh,

    /** Shows another view or search. What is on screen stays until the answer comes. */
    show(filter: InboxFilter): Promise<void> {
      const before = store.getState().filter;
      const same = isSameChoice(choiceOf(before), choiceOf(filter));
      if (same && asking) return underWay;
      if (same && store.getState().listing.state === 'ready') return Promise.resolve();
      store.setState({ filter, glowing: new Set() });
      whenListed = [];
      range = { from: 0, to: range.to - range.from };
      top = 0;
      return askInTurn(() => ask(firstAsk), showFresh);
    },

    /**
     * Runs what a key does: at once, but while another view or search is being read only when that is there.
     * @param isOnList false for an open order, which is there already; it only waits for the keys before it
     */
    onceListed(run: () => void, isOnList = true): void {
      const isAwaited = asking && !isListed();
      if (isAwaited && (isOnList || whenListed.length > 0)) whenListed.push(run);
      else run();
    },

    /** Tells what is on screen, by place in the whole list; asks for what is missing there. */
    look(next: Range, scrollTop: number): void {
      const { listing } = store.getState();
      if (listing.state !== 'ready' || !isListed()) return;
      range = next;
      top = scrollTop;
      const wanted = missing(listing.rows, next, listing.total);
      if (wanted === null || loading.has(JSON.stringify(wanted))) return;
      const turn = generation;
      loading.add(JSON.stringify(wanted));
      ask(wanted).then(
        (answer) => {
          if (turn !== generation) return;
          loading.delete(JSON.stringify(wanted));
          store.setState(({ listing: now }) =>
            now.state === 'ready'
              ? { listing: { ...now, rows: new Map([...now.rows, ...answer.rows]) } }
              : {},
          );
        },
        (thrown: unknown) => turn === generation && fail(toCallError(thrown)),
      );
    },

    /** The rows that are known, wherever they stand in the list. */
    rows(): readonly OrderRow[] {
      const { listing } = store.getState();
      return listing.state === 'ready' ? [...listing.rows.values()] : [];
    },

    /** How far the list was scrolled when it was last on screen. */
    top: () => top,

    /** The reader does something with the list: for a while nothing in it may move. */
    use(): void {
      usedAt = clock.now();
    },

    /** Orders the reader takes back come to the top of the list if that is where they were, and not above it as new ones. */
    bringBack(): void {
      broughtBackAt = clock.now();
    },

    reveal(): void {
      store.setState({ above: 0 });
    },

    /** @returns the row the cursor is on now, or null when the list has none there */
    move(by: number): OrderRow | null {
      const { listing, cursor, above } = store.getState();
      if (listing.state !== 'ready' || listing.total === 0) return null;
      usedAt = clock.now();
      const isHere = cursor !== null && listing.rows.get(cursor.place)?.id === cursor.id;
      // an order that has left the view has given its place to the next one
      const step = cursor !== null && !isHere && by > 0 ? by - 1 : by;
      const wanted = cursor === null ? above : cursor.place + step;
      const place = Math.min(listing.total - 1, Math.max(above, wanted));
      const row = listing.rows.get(place);
      if (row === undefined) return null;
      store.setState({ cursor: { id: row.id, place } });
      return row;
    },

    /** Puts the cursor on an order, wherever it is; null takes it away. */
    point(id: OrderId | null): void {
      const { listing, cursor } = store.getState();
      if (id === (cursor?.id ?? null)) return;
      const place = id !== null && listing.state === 'ready' ? placeOf(listing.rows, id) : null;
      store.setState({ cursor: id === null ? null : { id, place: place ?? cursor?.place ?? 0 } });
    },

    /** Brings all rows that are known up to date; one that is returned as it was stays as it is. */
    change(how: (row: OrderRow) => OrderRow): void {
      store.setState(({ listing }) =>
        listing.state === 'ready'
          ? {
              listing: {
                ...listing,
                rows: new Map([...listing.rows].map(([place, row]) => [place, how(row)])),
              },
            }
          : {},
      );
    },

    /** @returns the function that ends it */
    start(): () => void {
      let cancel: (() => void) | null = null;
      let batchAt = Number.NEGATIVE_INFINITY;
      let askedAt = Number.NEGATIVE_INFINITY;
      let day = today();
      // the counts are on every page, whether or not the list is
      if (!asking && store.getState().listing.state === 'loading') void refresh();
      const end = client.on((event) => {
        if (event.kind === 'batch-changed')
          batchAt = event.done < event.total ? clock.uptime() : Number.NEGATIVE_INFINITY;
        // the app may have opened another shop, whose orders are others
        if (event.kind !== 'orders-changed' && event.kind !== 'app-changed') return;
        if (event.kind === 'orders-changed') for (const id of event.newIds) arrived.add(id);
        const isInBatch = clock.uptime() - batchAt < settleInBatchMs;
        // the first is shown at once, and what comes with it soon after
        const due = askedAt + (isInBatch ? settleInBatchMs : settleMs);
        cancel ??= clock.after(Math.max(0, due - clock.uptime()), () => {
          cancel = null;
          askedAt = clock.uptime();
          void refresh();
        });
      });
      // no event tells that what is of today, or due, is so no more
      const endDays = clock.every(askDayMs, () => {
        const before = day;
        day = today();
        if (before !== null && day !== before) void refresh();
      });
      return () => {
        cancel?.();
        mended();
        endDays();
        end();
      };
    },
  };
}
