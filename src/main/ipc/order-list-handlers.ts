import type { OrderListOutputs } from '../../shared/order-commands.ts';
import { Problem } from '../../shared/problem.ts';
import type { SavedView } from '../../shared/saved-views.ts';
import type { Batches } from '../order-actions/batches.ts';
import type { ShopTime } from '../orders-port.ts';
import type { Clock, Events, Ledger } from '../ports.ts';
import { shopTime } from '../shop-time.ts';
import type { Handlers } from './dispatch.ts';

type OrderListHandlers = Pick<Handlers, keyof OrderListOutputs>;

export type OrderListParts = {
  readonly ledger: Pick<Ledger, 'orders' | 'views'>;
  readonly clock: Clock;
  readonly events: Pick<Events, 'emit'>;
  readonly batches: Batches;
  /** The shop's time zone: "today" follows its calendar. */
  readonly timeZone: () => string;
};

const mostViews = 50;

/** Lists of orders, counts, bulk actions, and the saved views. */
export function createOrderListHandlers(parts: OrderListParts): OrderListHandlers {
  const { ledger, clock, events, batches, timeZone } = parts;
  const at = (): ShopTime => shopTime(timeZone(), clock.now());
  const changed = (): readonly SavedView[] => {
    events.emit({ kind: 'views-changed' });
    return ledger.views.list();
  };
  return {
    'orders.list': (filter) => ledger.orders.rows(filter, at()),
    'orders.howMany': ({ choices }) => ledger.orders.howMany(choices, at()),
    'orders.ids': ({ choice }) => ledger.orders.ids(choice, at()),
    'orders.tags': () => ledger.orders.tags(),
    'orders.markUnread': ({ ids, unread }) => {
      const changed = ledger.orders.markUnread(ids, unread);
      events.emit({ kind: 'orders-changed', ids, newIds: [] });
      return changed;
    },
    'orders.batch': ({ target, deed, batch }, page) =>
      batches.run(target.ids, deed, batch, { page, seen: target.seen }),
    'orders.undoBatch': ({ batch }) => batches.undo(batch),
    'views.list': () => ledger.views.list(),
    'views.save': (view) => {
      const known = ledger.views.list();
      if (known.length >= mostViews && !known.some(({ id }) => id === view.id)) {
        throw new Problem('refused', `There are already ${mostViews} saved views`, {
          fix: 'Delete one you no longer need',
        });
      }
      ledger.views.save(view);
      return changed();
    },
    'views.remove': ({ id }) => {
      ledger.views.remove(id);
      return changed();
    },
  };
}
