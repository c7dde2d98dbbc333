import { createStore } from 'zustand/vanilla';
import type { Input } from '../../shared/contract.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { BatchResult, OrderAction, SeenOrder } from '../../shared/order-actions.ts';
import { mostIds } from '../../shared/order-commands.ts';
import type { OrderChoice } from '../../shared/order-filter.ts';
import type { OrderRow } from '../../shared/views.ts';
import type { CallError, Client } from '../client/client.ts';
import { toCallError } from '../client/client.ts';
import type { Worked } from './optimistic-action.ts';
import { asDone, workedOf } from './optimistic-action.ts';

/** Orders that are named, or all there were of a choice when they were picked. */
export type Target = {
  /** How some of them looked to who does it: main leaves alone what somebody has made something else of. */
  readonly seen?: readonly SeenOrder[];
} & (
  | { readonly ids: readonly OrderId[] }
  | { readonly choice: OrderChoice; readonly among: ReadonlySet<OrderId> }
);

export const sizeOf = (target: Target): number => ('ids' in target ? target.ids.length : target.among.size);

/** How many of the orders are new, and so are taken when they are snoozed. */
export const newAmong = ({ seen }: Target, known: readonly Pick<SeenOrder, 'status'>[]): number =>
  (seen ?? known).filter(({ status }) => status === 'new').length;

/** A deed whose answer is still to come. */
export type Running = {
  /** Main's names for it: so many named orders at a time go together. */
  readonly batches: readonly string[];
  readonly target: Target;
  readonly deed: OrderAction;
  readonly manager: string;
  readonly total: number;
  readonly done: number;
};

/** What became of a deed that some orders refused, until it is read. */
export type Report = {
  readonly words: string;
  readonly result: BatchResult;
  /** How many of all that were picked had left their choice by then, and stay as they are. */
  readonly left?: number;
};
export type BatchesState = { readonly running: readonly Running[]; readonly report: Report | null };

export type Outcome =
  | { readonly ok: true; readonly result: BatchResult }
  /** `done` is how many of the orders it had come to when it failed: those may be changed. */
  | { readonly ok: false; readonly error: CallError; readonly done: number };

/** A deed that was begun. */
export type Begun = {
  readonly outcome: Promise<Outcome>;
  /** The orders it is for, before they have answered; null where they could not be asked for. */
  readonly found: Promise<readonly OrderId[] | null>;
  /** Takes back all that it changed, once it has ended. */
  undo(): Promise<Outcome>;
  /** The same again after it failed: what it did before is not done twice. */
  again(): Begun;
};

/** How a deed that failed began, and how far it had come. */
type Earlier = {
  readonly before: ReadonlyMap<OrderId, Worked>;
  readonly done: number;
  /** Null where it failed before it was known. */
  readonly ids: readonly OrderId[] | null;
};

type List = {
  readonly rows: () => readonly OrderRow[];
  /** Brings rows up to date with what a command has just answered. */
  change(how: (row: OrderRow) => OrderRow): void;
  refresh(): Promise<void>;
};

type Options = {
  readonly client: Client;
  readonly manager: () => string;
  readonly list: List;
  readonly newName: () => string;
};

/** Whether an order is among those that a deed is for. */
const isFor = (target: Target, id: OrderId): boolean =>
  'ids' in target ? target.ids.includes(id) : target.among.has(id);

/** How a row looks while deeds on it are under way. */
export const withRunning = <T extends Worked & { readonly id: OrderId }>(
  row: T,
  running: readonly Running[],
): T =>
  running.reduce(
    (now, { target, deed, manager }) => (isFor(target, row.id) ? asDone(now, deed, manager) : now),
    row,
  );

/** Actions on one order or on many: shown at once, each sent when what it follows on the same orders is answered. */
export function createBatches({ client, manager, list, newName }: Options) {
  const store = createStore<BatchesState>(() => ({ running: [], report: null }));
  const underWay = new Map<Running, Promise<Outcome>>();
  /** By the choice itself, which each time that all are picked is another one: not by what it says. */
  const askedBefore = new WeakMap<OrderChoice, readonly OrderId[]>();

  /**
   * Of all of a choice, what has left it since is another's work by now. The choice is asked at the first deed on what was
   * picked: the deed may empty it, and the next one is for the same orders.
   */
  async function idsOf(target: Target): Promise<readonly OrderId[]> {
    if ('ids' in target) return target.ids;
    const { choice, among } = target;
    const left = askedBefore.get(choice) ?? (await client.call('orders.ids', { choice })).map(({ id }) => id);
    askedBefore.set(choice, left);
    return left.filter((id) => among.has(id));
  }

  async function send(
    { target, deed, batches }: Running,
    ids: readonly OrderId[],
    onAsked: (batch: string) => void,
  ): Promise<BatchResult> {
    const results: BatchResult[] = [];
    const seen = target.seen && new Map(target.seen.map((one) => [one.id, one]));
    for (let part = 0; part < partsOf(ids.length); part += 1) {
      const batch = batches[part] ?? newName();
      const some = ids.slice(part * mostIds, (part + 1) * mostIds);
      onAsked(batch);
      results.push(await client.call('orders.batch', { target: named(some, seen), deed, batch }));
    }
    return sum(results);
  }

  async function run(
    mine: Running,
    found: Promise<readonly OrderId[]>,
    onAsked: (batch: string) => void,
  ): Promise<Outcome> {
    let outcome: Outcome;
    try {
      const ids = await found;
      const result = await send(mine, ids, onAsked);
      const stayed = new Set(result.refused.map(({ id }) => id));
      const changed = new Set(ids.filter((id) => !stayed.has(id)));
      list.change((row) => (changed.has(row.id) ? asDone(row, mine.deed, mine.manager) : row));
      // of what the list still shows, some has left it
      if (ids.length < mine.total) void list.refresh();
      outcome = { ok: true, result };
    } catch (thrown) {
      const { done = 0 } = store.getState().running.find(({ batches }) => batches === mine.batches) ?? {};
      if (done > 0) void list.refresh();
      outcome = { ok: false, error: toCallError(thrown), done };
    }
    underWay.delete(mine);
    store.setState(({ running }) => ({
      running: running.filter(({ batches }) => batches !== mine.batches),
    }));
    return outcome;
  }

  function rowsBefore(target: Target): Earlier['before'] {
    return new Map(
      list
        .rows()
        .filter(({ id }) => isFor(target, id))
        .map((row) => [row.id, workedOf(withRunning(row, store.getState().running))]),
    );
  }

  function begin(target: Target, deed: OrderAction, batches: readonly string[], first?: Earlier): Begun {
    const total = sizeOf(target);
    const mine: Running = { batches, target, deed, manager: manager(), total, done: first?.done ?? 0 };
    const before = first?.before ?? rowsBefore(target);
    const earlier = [...underWay].filter(([one]) => overlap(one.target, target)).map(([, end]) => end);
    store.setState(({ running }) => ({ running: [...running, mine] }));
    // main knows nothing of a part that was not sent, and has nothing of it to take back
    const asked: string[] = [];
    let reached = 0;
    // asked once: what is done of it may be of its choice no more, and the rest goes on under the same names
    let ids = first?.ids ?? null;
    const found = Promise.all(earlier).then(async () => {
      ids ??= await idsOf(target);
      return ids;
    });
    const outcome = run(mine, found, (batch) => asked.push(batch)).then((ended) => {
      if (!ended.ok) reached = ended.done;
      return ended;
    });
    underWay.set(mine, outcome);
    return {
      outcome,
      found: found.catch(() => null),
      again: () => begin(target, deed, batches, { before, done: reached, ids }),
      async undo() {
        await outcome;
        list.change((row) => ({ ...row, ...before.get(row.id) }));
        try {
          const results: BatchResult[] = [];
          for (const batch of asked.toReversed()) {
            results.push(await client.call('orders.undoBatch', { batch }));
          }
          const result = sum(results);
          if (result.refused.length > 0) void list.refresh();
          return { ok: true, result };
        } catch (thrown) {
          void list.refresh(); // they are as they were before it was taken back
          return { ok: false, error: toCallError(thrown), done: 0 };
        }
      },
    };
  }

  return {
    ...store,
    /** @returns at once; the rows show it already */
    run: (target: Target, deed: OrderAction): Begun =>
      begin(target, deed, Array.from({ length: partsOf(sizeOf(target)) }, newName)),
    tell: (report: Report): void => store.setState({ report }),
    read: (): void => store.setState({ report: null }),
    /** @returns the function that ends it */
    start: (): (() => void) =>
      client.on((event) => {
        if (event.kind !== 'batch-changed') return;
        store.setState(({ running }) => ({
          running: running.map((one) => {
            const part = one.batches.indexOf(event.batch);
            return part < 0 ? one : { ...one, done: part * mostIds + event.done };
          }),
        }));
      }),
  };
}

/** Some of the orders of a target, as they are named to main. */
const named = (
  ids: readonly OrderId[],
  seen: ReadonlyMap<OrderId, SeenOrder> | undefined,
): Input<'orders.batch'>['target'] => ({
  ids,
  ...(seen && { seen: ids.flatMap((id) => seen.get(id) ?? []) }),
});

/** So many orders go in as many parts. */
const partsOf = (size: number): number => Math.ceil(size / mostIds);

/** Names are looked up in the set, for there may be tens of thousands in it. */
function overlap(one: Target, other: Target): boolean {
  if ('ids' in one) return one.ids.some((id) => isFor(other, id));
  return 'ids' in other ? overlap(other, one) : [...one.among].some((id) => other.among.has(id));
}

const nothingDone: BatchResult = { batch: '', done: 0, unchanged: 0, refused: [] };

const sum = (results: readonly BatchResult[]): BatchResult =>
  results.reduce(
    (all, one) => ({
      batch: all.batch || one.batch,
      done: all.done + one.done,
      unchanged: all.unchanged + one.unchanged,
      refused: [...all.refused, ...one.refused],
    }),
    nothingDone,
  );
