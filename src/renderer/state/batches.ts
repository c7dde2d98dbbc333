import { createStore } from 'zustand/vanilla';
import type { BatchResult, Deed } from '../../shared/deeds.ts';
import type { OrderId } from '../../shared/ids.ts';
import { mostIds } from '../../shared/order-commands.ts';
import type { OrderChoice } from '../../shared/order-filter.ts';
import type { OrderRow } from '../../shared/views.ts';
import type { CallError, Client } from '../client/client.ts';
import { toCallError } from '../client/client.ts';
import type { Worked } from './deed-wish.ts';
import { asDone, workedOf } from './deed-wish.ts';
import { isSameChoice } from './order-choice.ts';

/** Orders that are named, or all of a choice, `total` of them when it was made. */
export type Target =
  | { readonly ids: readonly OrderId[] }
  | { readonly choice: OrderChoice; readonly total: number };

export const sizeOf = (target: Target): number => ('ids' in target ? target.ids.length : target.total);

/** A deed whose answer is still to come. */
export type Running = {
  /** Main's names for it: so many named orders at a time go together. */
  readonly batches: readonly string[];
  readonly target: Target;
  readonly deed: Deed;
  readonly manager: string;
  readonly total: number;
  readonly done: number;
};

/** What became of a deed that some orders refused, until it is read. */
export type Report = { readonly words: string; readonly result: BatchResult };
export type BatchesState = { readonly running: readonly Running[]; readonly report: Report | null };

export type Outcome =
  | { readonly ok: true; readonly result: BatchResult }
  /** `done` is how many of the orders it had come to when it failed: those may be changed. */
  | { readonly ok: false; readonly error: CallError; readonly done: number };

/** A deed that was begun. */
export type Begun = {
  readonly outcome: Promise<Outcome>;
  /** Takes back all that it changed, once it has ended. */
  undo(): Promise<Outcome>;
  /** The same again after it failed: what it did before is not done twice. */
  again(): Begun;
};

/** How a deed that failed began, and how far it had come. */
type Earlier = { readonly before: ReadonlyMap<OrderId, Worked>; readonly done: number };

type List = {
  /** What the rows on screen were asked by. */
  readonly choice: () => OrderChoice;
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

/** Whether an order is among those that a deed is for. @param listed what its list was asked by; null for an order by itself */
const isFor = (target: Target, id: OrderId, listed: OrderChoice | null): boolean =>
  'ids' in target ? target.ids.includes(id) : listed !== null && isSameChoice(target.choice, listed);

/** How a row looks while deeds on it are under way. @param listed what the list was asked by; null for an order by itself */
export const withRunning = <T extends Worked & { readonly id: OrderId }>(
  row: T,
  running: readonly Running[],
  listed: OrderChoice | null,
): T =>
  running.reduce(
    (now, { target, deed, manager }) => (isFor(target, row.id, listed) ? asDone(now, deed, manager) : now),
    row,
  );

/** Deeds on one order or on many: shown at once, each sent when what it follows on the same orders is answered. */
export function createBatches({ client, manager, list, newName }: Options) {
  const store = createStore<BatchesState>(() => ({ running: [], report: null }));
  const underWay = new Map<Running, Promise<Outcome>>();

  const partsOf = (target: Target): readonly Target[] =>
    'ids' in target
      ? Array.from({ length: Math.ceil(target.ids.length / mostIds) }, (_, part) => ({
          ids: target.ids.slice(part * mostIds, (part + 1) * mostIds),
        }))
      : [target];

  async function send(
    { target, deed, batches }: Running,
    onAsked: (batch: string) => void,
  ): Promise<BatchResult> {
    const results: BatchResult[] = [];
    for (const [index, part] of partsOf(target).entries()) {
      const batch = batches[index] ?? newName();
      onAsked(batch);
      const asked = 'ids' in part ? { ids: part.ids } : { choice: part.choice };
      results.push(await client.call('orders.batch', { target: asked, deed, batch }));
    }
    return sum(results);
  }

  async function run(
    mine: Running,
    before: readonly Promise<unknown>[],
    onAsked: (batch: string) => void,
  ): Promise<Outcome> {
    await Promise.all(before);
    let outcome: Outcome;
    try {
      const result = await send(mine, onAsked);
      const stayed = new Set(result.refused.map(({ id }) => id));
      const listed = list.choice();
      list.change((row) =>
        isFor(mine.target, row.id, listed) && !stayed.has(row.id)
          ? asDone(row, mine.deed, mine.manager)
          : row,
      );
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
    const listed = list.choice();
    return new Map(
      list
        .rows()
        .filter(({ id }) => isFor(target, id, listed))
        .map((row) => [row.id, workedOf(withRunning(row, store.getState().running, listed))]),
    );
  }

  function begin(target: Target, deed: Deed, batches: readonly string[], first?: Earlier): Begun {
    const total = sizeOf(target);
    const mine: Running = { batches, target, deed, manager: manager(), total, done: first?.done ?? 0 };
    const before = first?.before ?? rowsBefore(target);
    const earlier = [...underWay].filter(([one]) => overlap(one.target, target)).map(([, end]) => end);
    store.setState(({ running }) => ({ running: [...running, mine] }));
    // main knows nothing of a part that was not sent, and has nothing of it to take back
    const asked: string[] = [];
    let reached = 0;
    const outcome = run(mine, earlier, (batch) => asked.push(batch)).then((ended) => {
      if (!ended.ok) reached = ended.done;
      return ended;
    });
    underWay.set(mine, outcome);
    return {
      outcome,
      again: () => begin(target, deed, batches, { before, done: reached }),
      async undo() {
        await outcome;
        list.change((row) => ({ ...row, ...before.get(row.id) }));
        try {
          const results: BatchResult[] = [];
          for (const batch of asked.toReversed()) {
            results.push(await client.call('orders.undoBatch', { batch }));
          }
          const result = sum(results);
          if (result.refusedCount > 0) void list.refresh();
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
    run: (target: Target, deed: Deed): Begun => begin(target, deed, partsOf(target).map(newName)),
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

const overlap = (one: Target, other: Target): boolean =>
  !('ids' in one) || !('ids' in other) || one.ids.some((id) => other.ids.includes(id));

const sum = (results: readonly BatchResult[]): BatchResult =>
  results.reduce((all, one) => ({
    batch: all.batch,
    done: all.done + one.done,
    unchanged: all.unchanged + one.unchanged,
    refused: [...all.refused, ...one.refused],
    refusedCount: all.refusedCount + one.refusedCount,
  }));
