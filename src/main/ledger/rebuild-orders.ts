import type { OrderId, SubscriberId } from '../../shared/ids.ts';
import { orderIdSchema, subscriberIdSchema } from '../../shared/ids.ts';
import type { Progress } from './catch-up.ts';
import { eachInSteps } from './catch-up.ts';
import type { Database } from './database.ts';
import { createSettings } from './named-values.ts';

/** Increase it when the fold changes results. */
const foldVersion = '7';
export const orderFoldSetting = 'ledger.orderFold';

export type Rebuilding = {
  readonly order: (id: OrderId) => void;
  readonly person: (id: SubscriberId) => void;
};

/** Whether the stored orders were folded by the current rule. */
export const isFolded = (database: Database): boolean =>
  createSettings(database).get(orderFoldSetting) === foldVersion;

/** Folds every order and conversation again if an earlier app folded them by another rule. */
export function* rebuildOrders(database: Database, { order, person }: Rebuilding): Iterable<Progress> {
  if (isFolded(database)) return;
  yield* database.inSteps(function* () {
    const orders = database.all('SELECT id FROM orders').map(({ id }) => orderIdSchema.parse(id));
    const people = database.all('SELECT id FROM people').map(({ id }) => subscriberIdSchema.parse(id));
    const rebuilds = [...people.map((id) => () => person(id)), ...orders.map((id) => () => order(id))];
    yield* eachInSteps(rebuilds, (rebuild) => rebuild());
    createSettings(database).set(orderFoldSetting, foldVersion);
  });
}
