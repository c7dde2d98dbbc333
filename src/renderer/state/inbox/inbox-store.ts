import { createStore } from 'zustand/vanilla';
import type { OrderId } from '../../../shared/ids.ts';
import type { OrderRow } from '../../../shared/views.ts';
import type { CallError, Client } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Asking, Range } from '../queries/long-list.ts';
import { around, beside, missing, rowsOf } from '../queries/long-list.ts';
import type { InboxPlace } from '../routes/route.ts';
import { shopMoment } from '../shop-clock.ts';
import type { Answer, Counts, Rows } from './inbox-rows.ts';
import { countAbove, keptRows, placeOf, shiftOf } from './inbox-rows.ts';
import { choiceOf, isSameChoice } from './order-choice.ts';

export type InboxFilter = Pick<InboxPlace, 'view' | 'text' | 'only' | 'sort' | 'span'>;
export type Cursor = { readonly id: OrderId; readonly place: number };

export type Listing =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | { readonly state: 'ready'; readonly rows: Rows; readonly total: number; readonly counts: Counts };

export type InboxState = {
  readonly filter: InboxFilter;
  /** The search text of the rows on screen; `filter` is ahead of it until its answer arrives. */
  readonly searched: string;
  readonly listing: Listing;
  /** The latest refresh failed; the rows may be stale. */
  readonly error: CallError | null;
  readonly cursor: Cursor | null;
  /**
   * New orders that arrived while the list was in use. They stay above the first row until the user shows them, so that no row
   * moves.
   */
  readonly above: number;
  /** Rows removed above the visible ones: the list scrolls up by as many, once per `turn`. */
  readonly lost: { readonly turn: number; readonly rows: number };
  /** Orders that arrived just now. */
  readonly glowing: ReadonlySet<OrderId>;
};

/** Minimum interval between two requests of the list. */
const settleMs = 50;
/** Longer interval during a bulk action on thousands of orders, because each query slows it down. */
const settleInBatchMs = 1_500;
const glowMs = 2400;
const inUseMs = 30_000;
/** How long a restored order may take to arrive. */
const comeBackMs = 5_000;
const askAgainMs = { first: 1_000, most: 30_000 } as const;
const askDayMs = 10_000;
const firstAsk: Asking = { offset: 0, limit: 100 };

type Options = {
  readonly client: Client;
  readonly clock: Clock;
  /** IANA time zone of the shop; null until it is known. */
  readonly timeZone: () => string | null;
};

export function createInboxStore({ client, clock, timeZone }: Options) {
  const store = createStore<InboxState>(() => ({
    filter: { view: 'new', text: '' },
    searched: '',
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
  /** The filter of the rows on screen; differs from the current filter until its answer arrives. */
  let listed: InboxFilter | null = null;
  /** Key actions to run once the list shows the requested filter. */
  let whenListed: (() => void)[] = [];
  /** Requested pages. A failed one stays in it until everything is requested again. */
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

  /** The visible range and, if the cursor is outside it, the range around the cursor: the next step begins there. */
  async function askShown(): Promise<Answer> {
    const { cursor } = store.getState();
    const onScreen = around(range, arrived.size);
    const atCursor = cursor && beside(onScreen, cursor.place, arrived.size);
    const [shown, more] = await Promise.all([ask(onScreen), atCursor && ask(atCursor)]);
    return more === null ? shown : { ...shown, rows: new Map([...more.rows, ...shown.rows]) };
  }

  /** Runs `take` on the answer unless a newer request was sent meanwhile. */
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

  /** Retries the visible range with growing intervals until an answer arrives. */
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
      searched: filter.text,
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
    // an order that was on screen is not new, wherever it moved
    const most = countAbove(listing.rows, rows, { ...range, from: Math.max(range.from, above) });
    const kept = Math.max(0, Math.min(above + shift, most));
    // with no rows below, new orders move nothing
    const nextAbove = inUse && kept < answer.total ? kept : 0;
    // orders shown above the visible rows, or removed from there
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

  /** One request at a time. Events during a request cause one more after it, so a stream of events cannot starve it. */
  async function refresh(): Promise<void> {
    askAgain = asking;
    if (!asking) await askInTurn(askShown, showAgain);
  }

  return {
    ...store,
    refresh,

    /** Shows another view or search. The rows on screen stay until the answer arrives. */
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
     * Runs a key action: at once, or after a pending view or search has loaded.
     * @param isOnList false for an open order, which is loaded already; it only waits for earlier keys
     */
    onceListed(run: () => void, isOnList = true): void {
      const isAwaited = asking && !isListed();
      if (isAwaited && (isOnList || whenListed.length > 0)) whenListed.push(run);
      else run();
    },

    /** Sets the visible range, as positions in the whole list, and requests missing rows. */
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

    /** All loaded rows, at any position of the list. */
    rows(): readonly OrderRow[] {
      const { listing } = store.getState();
      return listing.state === 'ready' ? [...listing.rows.values()] : [];
    },

    /** The scroll position when the list was last on screen. */
    top: () => top,

    /** Records user activity in the list: for a while no row may move. */
    use(): void {
      usedAt = clock.now();
    },

    /** Orders restored by an undo return to the top of the list if they were there, instead of waiting above it as new ones. */
    bringBack(): void {
      broughtBackAt = clock.now();
    },

    reveal(): void {
      store.setState({ above: 0 });
    },

    /** @returns the row at the cursor, or null if it is not loaded */
    move(by: number): OrderRow | null {
      const { listing, cursor, above } = store.getState();
      if (listing.state !== 'ready' || listing.total === 0) return null;
      usedAt = clock.now();
      const isHere = cursor !== null && listing.rows.get(cursor.place)?.id === cursor.id;
      // an order that left the view gave its place to the next one
      const step = cursor !== null && !isHere && by > 0 ? by - 1 : by;
      const wanted = cursor === null ? above : cursor.place + step;
      const place = Math.min(listing.total - 1, Math.max(above, wanted));
      const row = listing.rows.get(place);
      if (row === undefined) return null;
      store.setState({ cursor: { id: row.id, place } });
      return row;
    },

    /** Moves the cursor to an order, at any position; null removes it. */
    point(id: OrderId | null): void {
      const { listing, cursor } = store.getState();
      if (id === (cursor?.id ?? null)) return;
      const place = id !== null && listing.state === 'ready' ? placeOf(listing.rows, id) : null;
      store.setState({ cursor: id === null ? null : { id, place: place ?? cursor?.place ?? 0 } });
    },

    /** Updates all loaded rows; a row that is returned unchanged stays the same object. */
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

    /** @returns the function that stops it */
    start(): () => void {
      let cancel: (() => void) | null = null;
      let batchAt = Number.NEGATIVE_INFINITY;
      let askedAt = Number.NEGATIVE_INFINITY;
      let day = today();
      // every page shows the counts, with or without the list
      if (!asking && store.getState().listing.state === 'loading') void refresh();
      const end = client.on((event) => {
        if (event.kind === 'batch-changed')
          batchAt = event.done < event.total ? clock.uptime() : Number.NEGATIVE_INFINITY;
        // another shop may be open now, with other orders
        if (event.kind !== 'orders-changed' && event.kind !== 'app-changed') return;
        if (event.kind === 'orders-changed') for (const id of event.newIds) arrived.add(id);
        const isInBatch = clock.uptime() - batchAt < settleInBatchMs;
        // the first change shows at once, and the ones right after it together
        const due = askedAt + (isInBatch ? settleInBatchMs : settleMs);
        cancel ??= clock.after(Math.max(0, due - clock.uptime()), () => {
          cancel = null;
          askedAt = clock.uptime();
          void refresh();
        });
      });
      // no event is sent when an order stops being due or of today
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
