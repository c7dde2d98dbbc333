import { actionEntries } from '../../../src/main/order-actions/action-entries.ts';
import type { StandingBefore } from '../../../src/main/order-actions/undo-entries.ts';
import { standingBefore, undoEntries } from '../../../src/main/order-actions/undo-entries.ts';
import type { AppEvent, Input, Output } from '../../../src/shared/contract.ts';
import type { EntryDraft } from '../../../src/shared/entry.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { entryIdSchema } from '../../../src/shared/ids.ts';
import type { Order } from '../../../src/shared/order.ts';
import type { Refusal } from '../../../src/shared/order-actions.ts';
import type { OrderListOutputs } from '../../../src/shared/order-commands.ts';
import type { OrderChoice } from '../../../src/shared/order-filter.ts';
import { asProblem, Problem } from '../../../src/shared/problem.ts';
import type { SavedView } from '../../../src/shared/saved-views.ts';
import type { OrderRow } from '../../../src/shared/views.ts';

type Parts = {
  readonly chosen: (choice: OrderChoice) => readonly OrderRow[];
  readonly orderOf: (id: OrderId) => Order;
  readonly append: (id: OrderId, draft: EntryDraft) => void;
  readonly now: () => number;
  readonly manager: () => string;
  readonly emit: (event: AppEvent) => void;
};

type Changed = { readonly id: OrderId; readonly before: StandingBefore; readonly after: Order };
type Names = Exclude<keyof OrderListOutputs, 'orders.list' | 'orders.markUnread'>;
type Commands = { readonly [N in Names]: (input: Input<N>) => Output<N> };

/** Actions on many orders, and the views a manager keeps, as main has them and in memory. */
export function createFakeActions({ chosen, orderOf, append, now, manager, emit }: Parts): Commands {
  let entries = 0;
  let views: readonly SavedView[] = [];
  const ran = new Map<string, Changed[]>();
  const write = (id: OrderId, events: ReturnType<typeof actionEntries>): void => {
    for (const one of events) {
      entries += 1;
      append(id, {
        id: entryIdSchema.parse(`deed:${entries}`),
        orderId: id,
        at: now() + entries,
        by: manager(),
        ...one,
      });
    }
  };
  /** @returns what became of it, and which orders it changed */
  function each(
    batch: string,
    ids: readonly OrderId[],
    eventsOf: (order: Order) => ReturnType<typeof actionEntries>,
  ) {
    const refused: Refusal[] = [];
    const changed: Changed[] = [];
    for (const id of ids) {
      const before = orderOf(id);
      try {
        const events = eventsOf(before);
        write(id, events);
        if (events.length > 0) {
          changed.push({ id, before: standingBefore(before, () => []), after: orderOf(id) });
        }
      } catch (thrown) {
        refused.push({ id, number: before.content.number, message: asProblem(thrown).message });
      }
    }
    if (ids.length > 40) emit({ kind: 'batch-changed', batch, done: ids.length, total: ids.length });
    emit({ kind: 'orders-changed', ids, newIds: [] });
    const unchanged = ids.length - changed.length - refused.length;
    return {
      changed,
      result: { batch, done: changed.length, unchanged, refused },
    };
  }
  const changedViews = (next: readonly SavedView[]): readonly SavedView[] => {
    views = next;
    emit({ kind: 'views-changed' });
    return views;
  };

  return {
    'orders.howMany': ({ choices }) => choices.map((choice) => chosen(choice).length),
    'orders.ids': ({ choice }) =>
      chosen(choice).map(({ id, status, paymentStatus }) => ({ id, status, paymentStatus })),
    'orders.tags': () => {
      const counts = new Map<string, number>();
      for (const { tags } of chosen({ view: 'all', text: '' })) {
        for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
      }
      return [...counts].map(([tag, orders]) => ({ tag, orders }));
    },
    'orders.batch': ({ target, deed, batch }) => {
      const { changed, result } = each(batch, target.ids, (order) =>
        actionEntries(order, deed, {
          manager: manager(),
          facts: () => [],
          seen: target.seen?.find(({ id }) => id === order.id),
        }),
      );
      ran.set(batch, [...(ran.get(batch) ?? []), ...changed]);
      return result;
    },
    'orders.undoBatch': ({ batch }) => {
      const changed = ran.get(batch);
      if (!changed) throw new Problem('not-found', 'The change can no longer be undone');
      ran.set(batch, []);
      const ids = changed.map(({ id }) => id);
      return each(batch, ids, (order) => {
        const one = changed.find(({ id }) => id === order.id);
        return one ? undoEntries(order, one.after, one.before, () => []) : [];
      }).result;
    },
    'views.list': () => views,
    'views.save': (view) =>
      changedViews(
        views.some(({ id }) => id === view.id)
          ? views.map((one) => (one.id === view.id ? view : one))
          : [...views, view],
      ),
    'views.remove': ({ id }) => changedViews(views.filter((view) => view.id !== id)),
  };
}
