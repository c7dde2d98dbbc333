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
  /** How some of the orders looked to who does it. */
  readonly seen?: readonly SeenOrder[] | undefined;
};

export type Batches = {
  /**
   * @returns what became of it; a batch of that name that has run before is not run again. One that failed goes on with the
   * orders it had not changed
   */
  run(ids: readonly OrderId[], deed: OrderAction, batch: string, asked?: Asked): Promise<BatchResult>;
  /** @throws Problem `not-found` when it is not known any more what the batch changed */
  undo(batch: string): Promise<BatchResult>;
};

export type BatchParts = {
  readonly ledger: Pick<Ledger, 'transaction' | 'orders' | 'entries'>;
  readonly clock: Clock;
  readonly events: Pick<Events, 'emit'>;
  /** Whose desk this is. */
  readonly manager: () => string;
  /** What prints tickets of orders that are taken; absent: nothing. */
  readonly tickets?: Pick<Tickets, 'oweTaken' | 'taken'>;
};

type Changed = {
  readonly id: OrderId;
  readonly before: StandingBefore;
  readonly after: Standing;
  /** What was written down. */
  readonly made: readonly EntryId[];
};
type Ran = {
  /** Null after it failed. */
  readonly result: Promise<BatchResult> | null;
  readonly changed: Changed[];
  /** How often it was begun. */
  readonly begun: number;
};

/** Orders changed in one commit: few enough that the window is answered in between. */
const together = 40;
/** The latest twenty deeds, even if one of them was on a million orders: it comes in parts of a thousand. */
const keptBatches = 1_020;

/** Does one deed to many orders, a few at a time, and remembers how they stood, so that it is taken back as one. */
export function createBatches({ ledger, clock, events, manager, tickets }: BatchParts): Batches {
  const ran = new Map<string, Ran>();

  /** Works through the orders. One that refuses stays as it was and keeps no other from being done. */
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
      return { refusal: { id, number: '', message: 'The order is not there any more' } };
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
    // merged into another since, it may be that one's payment that is taken back
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
          // whichever deed took them, such as putting off; one's own that only went back to it was taken before
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
      // what is on disk by then can be taken back, and the rest be tried again
      result.catch(() => remember(batch, { result: null, changed, begun }));
      return result;
    },
    async undo(batch) {
      const before = ran.get(batch);
      if (!before) {
        throw new Problem('not-found', 'It is not known any more what was changed', {
          fix: 'Change the orders back by hand',
        });
      }
      await before.result?.catch(() => null); // what it had changed by then is taken back all the same
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
