import type { OrderId, SubscriberId } from '../../shared/ids.ts';
import { orderIdSchema, subscriberIdSchema } from '../../shared/ids.ts';
import type { Progress } from './catch-up.ts';
import { eachInSteps, isCurrent, onceByRule } from './catch-up.ts';
import type { Database } from './database.ts';

export const orderFoldSetting = 'ledger.orderFold';
/** Increase it when the fold changes results. */
const foldRule = { setting: orderFoldSetting, rule: '7' };

export type Rebuilding = {
  readonly order: (id: OrderId) => void;
  readonly person: (id: SubscriberId) => void;
};

/** Whether the stored orders were folded by the current rule. */
export const isFolded = (database: Database): boolean => isCurrent(database, foldRule);

/** Folds every order and conversation again if an earlier app folded them by another rule. */
export function rebuildOrders(database: Database, { order, person }: Rebuilding): Iterable<Progress> {
  return onceByRule(database, foldRule, () => {
    const orders = database.all('SELECT id FROM orders').map(({ id }) => orderIdSchema.parse(id));
    const people = database.all('SELECT id FROM people').map(({ id }) => subscriberIdSchema.parse(id));
    const rebuilds = [...people.map((id) => () => person(id)), ...orders.map((id) => () => order(id))];
    return eachInSteps(rebuilds, (rebuild) => rebuild());
  });
}
