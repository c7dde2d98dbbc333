import { createStore } from 'zustand/vanilla';
import type { Input } from '../../../shared/contract.ts';
import type { OrderId } from '../../../shared/ids.ts';
import type { BatchResult, OrderAction, SeenOrder } from '../../../shared/order-actions.ts';
import { mostIds } from '../../../shared/order-commands.ts';
import type { OrderChoice } from '../../../shared/order-filter.ts';
import type { OrderRow } from '../../../shared/views.ts';
import type { CallError, Client } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import type { Worked } from '../optimistic-action.ts';
import { asDone, workedOf } from '../optimistic-action.ts';

/** Named orders, or all orders of a filter as they were when selected. */
export type Target = {
  /** How some orders looked to the user. Main skips an order that has changed since. */
  readonly seen?: readonly SeenOrder[];
} & (
  | { readonly ids: readonly OrderId[] }
  | { readonly choice: OrderChoice; readonly among: ReadonlySet<OrderId> }
);

export const sizeOf = (target: Target): number => ('ids' in target ? target.ids.length : target.among.size);

/** How many of the orders are new. A snooze takes them too. */
export const newAmong = ({ seen }: Target, known: readonly Pick<SeenOrder, 'status'>[]): number =>
  (seen ?? known).filter(({ status }) => status === 'new').length;

/** An action that has not been answered yet. */
export type Running = {
  /** The ids of the requests sent to main: named orders are sent in chunks. */
  readonly batches: readonly string[];
  readonly target: Target;
  readonly deed: OrderAction;
  readonly manager: string;
  readonly total: number;
  readonly done: number;
};

/** The result of an action that some orders refused; kept until the user closes it. */
export type Report = {
  readonly words: string;
  readonly result: BatchResult;
  /** How many selected orders no longer matched the filter and were left unchanged. */
  readonly left?: number;
};
export type BatchesState = { readonly running: readonly Running[]; readonly report: Report | null };

export type Outcome =
  | { readonly ok: true; readonly result: BatchResult }
  /** `done` is the number of orders processed before the failure; those may be changed. */
  | { readonly ok: false; readonly error: CallError; readonly done: number };

/** An action that was started. */
export type Begun = {
  readonly outcome: Promise<Outcome>;
  /** The orders it applies to, before they are answered; null if they could not be requested. */
  readonly found: Promise<readonly OrderId[] | null>;
  /** Undoes everything it changed, once it has ended. */
  undo(): Promise<Outcome>;
  /** Retries a failed action. Orders that are done are not processed twice. */
  again(): Begun;
};

/** The rows before a failed action, and how many orders it had processed. */
type Earlier = {
  readonly before: ReadonlyMap<OrderId, Worked>;
  readonly done: number;
  /** Null if it failed before this was known. */
  readonly ids: readonly OrderId[] | null;
};

type List = {
  readonly rows: () => readonly OrderRow[];
  /** Updates rows with the answer of a command. */
  change(how: (row: OrderRow) => OrderRow): void;
  refresh(): Promise<void>;
};

type Options = {
  readonly client: Client;
  readonly manager: () => string;
  readonly list: List;
  readonly newName: () => string;
};

/** Whether an action applies to the order. */
const isFor = (target: Target, id: OrderId): boolean =>
  'ids' in target ? target.ids.includes(id) : target.among.has(id);

/** Applies the pending actions to a row. */
export const withRunning = <T extends Worked & { readonly id: OrderId }>(
  row: T,
  running: readonly Running[],
): T =>
  running.reduce(
    (now, { target, deed, manager }) => (isFor(target, row.id) ? asDone(now, deed, manager) : now),
    row,
  );

/** Actions on one order or many: shown at once, and sent when earlier actions on the same orders are answered. */
export function createBatches({ client, manager, list, newName }: Options) {
  const store = createStore<BatchesState>(() => ({ running: [], report: null }));
  const underWay = new Map<Running, Promise<Outcome>>();
  /** Keyed by the selection object, not by its content: each "select all" is a selection of its own. */
  const askedBefore = new WeakMap<OrderChoice, readonly OrderId[]>();

  /**
   * Orders that have left the filter since are skipped: another manager works on them. The filter is evaluated at the first
   * action on the selection, because that action may remove its orders from the filter.
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
      // some orders on screen no longer match the filter
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
    // main does not know a chunk that was not sent, so there is nothing to undo
    const asked: string[] = [];
    let reached = 0;
    // resolved once: processed orders may leave the filter, and the rest continues under the same ids
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
          void list.refresh(); // restore the rows as they were before the undo
          return { ok: false, error: toCallError(thrown), done: 0 };
        }
      },
    };
  }

  return {
    ...store,
    /** @returns at once; the rows show the action already */
    run: (target: Target, deed: OrderAction): Begun =>
      begin(target, deed, Array.from({ length: partsOf(sizeOf(target)) }, newName)),
    tell: (report: Report): void => store.setState({ report }),
    read: (): void => store.setState({ report: null }),
    /** @returns the function that stops it */
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

/** A part of the target orders, in the form that main takes. */
const named = (
  ids: readonly OrderId[],
  seen: ReadonlyMap<OrderId, SeenOrder> | undefined,
): Input<'orders.batch'>['target'] => ({
  ids,
  ...(seen && { seen: ids.flatMap((id) => seen.get(id) ?? []) }),
});

/** How many chunks this number of orders needs. */
const partsOf = (size: number): number => Math.ceil(size / mostIds);

/** Whether two targets share an order. Looks ids up in the set, which may hold tens of thousands. */
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
