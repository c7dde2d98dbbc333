import type { EntryId, OrderId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import type { BatchResult, OrderAction, Refusal, SeenOrder } from '../../shared/order-actions.ts';
import { asProblem, Problem } from '../../shared/problem.ts';
import { reportWholes } from '../intake/same-order/report-wholes.ts';
import { actionId } from '../ledger/action-id.ts';
import type { Clock, Events, Ledger } from '../ports.ts';
import type { Tickets } from '../tickets/tickets.ts';
import type { Said } from './action-entries.ts';
import { actionEntries } from './action-entries.ts';
import type { Standing, StandingBefore } from './undo-entries.ts';
import { standingBefore, standingOf, undoEntries } from './undo-entries.ts';

type Asked = {
  readonly page?: string | undefined;
  /** The state of some of the orders as shown to the manager. */
  readonly seen?: readonly SeenOrder[] | undefined;
};

export type Batches = {
  /**
   * Runs an action on many orders. A batch id that has run is not run again; a failed batch continues with the orders it had not
   * changed.
   */
  run(ids: readonly OrderId[], deed: OrderAction, batch: string, asked?: Asked): Promise<BatchResult>;
  /** @throws Problem `not-found` when the changes of the batch are no longer known */
  undo(batch: string): Promise<BatchResult>;
};

export type BatchParts = {
  readonly ledger: Pick<Ledger, 'transaction' | 'orders' | 'entries'>;
  readonly clock: Clock;
  readonly events: Pick<Events, 'emit'>;
  /** The manager of this computer. */
  readonly manager: () => string;
  /** Prints tickets of orders that are taken; absent: no tickets. */
  readonly tickets?: Pick<Tickets, 'oweTaken' | 'taken'>;
};

type Changed = {
  readonly id: OrderId;
  readonly before: StandingBefore;
  readonly after: Standing;
  /** The ids of the recorded events. */
  readonly made: readonly EntryId[];
};
type Ran = {
  /** Null after it failed. */
  readonly result: Promise<BatchResult> | null;
  readonly changed: Changed[];
  /** How often it was started. */
  readonly begun: number;
};

/** Orders changed in one commit: few enough that the window gets responses in between. */
const together = 40;
/** The latest twenty batches, plus room for one on a million orders, which comes in parts of a thousand. */
const keptBatches = 1_020;

/** Applies one action to many orders in small steps, and remembers their state before it, so that one undo reverts all. */
export function createBatches({ ledger, clock, events, manager, tickets }: BatchParts): Batches {
  const ran = new Map<string, Ran>();

  /** Processes the orders. One that is refused stays unchanged and does not stop the others. */
  async function work(
    batch: string,
    ids: readonly OrderId[],
    saidOf: (order: Order) => readonly Said[],
    onChanged: (changed: Changed) => void,
    /** Called inside the transaction that changed them. */
    onTogether: (changed: readonly Changed[], from: number) => void = () => {},
  ): Promise<BatchResult> {
    const by = manager();
    const refused: Refusal[] = [];
    let done = 0;
    let unchanged = 0;
    for (let from = 0; from < ids.length; from += together) {
      const some = ids.slice(from, from + together);
      const parts = ledger.transaction(() => {
        const done = some.map((id) => doOne(id, by, saidOf));
        onTogether(
          done.flatMap((part) => ('changed' in part && part.changed ? [part.changed] : [])),
          from,
        );
        return done;
      });
      for (const part of parts) {
        if ('refusal' in part) refused.push(part.refusal);
        else if (part.changed === null) unchanged += 1;
        else {
          done += 1;
          onChanged(part.changed);
        }
      }
      if (ids.length <= together) break;
      events.emit({ kind: 'batch-changed', batch, done: from + some.length, total: ids.length });
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { batch, done, unchanged, refused };
  }

  function doOne(id: OrderId, by: string, saidOf: (order: Order) => readonly Said[]) {
    const order = ledger.orders.get(id);
    if (order === null) {
      return { refusal: { id, number: '', message: 'The order no longer exists' } };
    }
    let said: readonly Said[];
    try {
      said = saidOf(order);
    } catch (thrown) {
      const { message, fix } = asProblem(thrown);
      return {
        refusal: { id, number: order.content.number, message, ...(fix !== undefined && { fix }) },
      };
    }
    if (said.length === 0) return { changed: null };
    const before = standingBefore(order, () => ledger.entries.ofOrder(id));
    const made = said.map((one) => {
      const entryId = actionId();
      ledger.entries.append({ id: entryId, orderId: id, at: clock.now(), by, ...one });
      return entryId;
    });
    const after = ledger.orders.get(id);
    // merged since: this may undo a payment of the whole order
    if (after?.partOf) reportWholes(ledger, clock, id);
    return { changed: after && { id, before, after: standingOf(after), made } };
  }

  function remember(batch: string, one: Ran): void {
    ran.set(batch, one);
    for (const old of [...ran.keys()].slice(0, -keptBatches)) ran.delete(old);
  }

  return {
    run(ids, deed, batch, { page, seen = [] } = {}) {
      const before = ran.get(batch);
      if (before?.result) return before.result;
      const begun = (before?.begun ?? 0) + 1;
      const changed = before?.changed ?? [];
      const earlier = new Set(changed.map(({ id }) => id));
      let areTaken = false;
      const seenById = new Map(seen.map((one) => [one.id, one]));
      const doer = ({ id }: Order) => ({
        manager: manager(),
        facts: () => ledger.entries.ofOrder(id),
        seen: seenById.get(id),
      });
      const result = work(
        batch,
        ids.filter((id) => !earlier.has(id)),
        (order) => actionEntries(order, deed, doer(order)),
        (one) => changed.push(one),
        (some, from) => {
          // whichever action took them, such as snoozing; an order that only went back to its own manager was taken before
          const taken = some.filter(
            ({ before, after }) => after.takenBy !== undefined && before.takenBy !== after.takenBy,
          );
          if (taken.length === 0) return;
          areTaken = true;
          const orders = taken.flatMap(({ id }) => ledger.orders.get(id) ?? []);
          tickets?.oweTaken(orders, { key: `${batch}:${begun}:${from}`, by: manager(), page });
        },
      ).then((rest) => {
        if (areTaken) tickets?.taken();
        return { ...rest, done: earlier.size + rest.done };
      });
      remember(batch, { result, changed, begun });
      // the changes on disk by then can be undone, and the rest retried
      result.catch(() => remember(batch, { result: null, changed, begun }));
      return result;
    },
    async undo(batch) {
      const before = ran.get(batch);
      if (!before) {
        throw new Problem('not-found', 'The change can no longer be undone', {
          fix: 'Undo the change by hand',
        });
      }
      await before.result?.catch(() => null); // after a failure too, the changes made by then are undone
      // each order once, however often Undo is pressed
      const changed = new Map(before.changed.splice(0).map((one) => [one.id, one]));
      try {
        return await work(
          batch,
          [...changed.keys()],
          (order) => {
            const one = changed.get(order.id);
            if (!one) return [];
            return undoEntries(
              order,
              one.after,
              one.before,
              () => ledger.entries.ofOrder(order.id),
              one.made,
            );
          },
          ({ id }) => changed.delete(id),
        );
      } catch (thrown) {
        before.changed.push(...changed.values());
        throw thrown;
      }
    },
  };
}
