import type { OrderId, SubscriberId } from '../../shared/ids.ts';
import { orderIdSchema, subscriberIdSchema } from '../../shared/ids.ts';
import type { Progress } from './catch-up.ts';
import { eachInSteps } from './catch-up.ts';
import type { Database } from './database.ts';
import { createSettings } from './named-values.ts';

/** Increase it when the fold changes results for orders that `dueIn` finds. */
const foldVersion = '7';
export const orderFoldSetting = 'ledger.orderFold';

export type Rebuilding = {
  readonly order: (id: OrderId) => void;
  readonly person: (id: SubscriberId) => void;
};

/** Whether the stored orders were folded by the current rule. */
export const isFolded = (database: Database): boolean =>
  createSettings(database).get(orderFoldSetting) === foldVersion;

/**
 * Rebuilds what an earlier app folded by another rule:
 * - orders and conversations with two decisions of equal revision, which it ordered by time
 * - orders with text that was not well-formed
 * - orders shown as taken although a manager had given them back
 * - orders of several mails, which were dated by the last mail
 * - orders shown as refunded because their source had cancelled and refunded another that was merged into them
 * - orders announced again after a cancellation, with an earlier decision of a manager
 * - orders cancelled at the source, with another merged into them that was not
 * - orders cancelled by a manager, stored without that decision and its author
 * A ledger of one computer has few of the first. A shop that sells by mail has thousands of those of several mails.
 */
export function* rebuildOrders(database: Database, refolding: Rebuilding): Iterable<Progress> {
  if (isFolded(database)) return;
  yield* database.inSteps(function* () {
    yield* eachInSteps(dueIn(database, refolding), (refold) => refold());
    createSettings(database).set(orderFoldSetting, foldVersion);
  });
}

/** Lists each order once, even for several reasons: most of the time goes into folding. */
function dueIn(database: Database, { order, person }: Rebuilding): readonly (() => void)[] {
  const ties = decidedAtOnce(database);
  const talks = ties.filter(({ id }) => id === null).map((row) => subscriberIdSchema.parse(row.subject));
  const orders = new Set(
    [
      ...ties.filter(({ id }) => id !== null),
      ...illFormed(database),
      ...givenBack(database),
      ...mailedAgain(database),
      ...calledOff(database),
      ...announcedAgain(database),
      ...leftStanding(database),
      ...cancelledByHand(database),
    ].map(({ id }) => orderIdSchema.parse(id)),
  );
  return [...talks.map((id) => () => person(id)), ...Array.from(orders, (id) => () => order(id))];
}

const decidedAtOnce = (database: Database) =>
  database.all(
    `SELECT DISTINCT order_id AS id, subject FROM (
       SELECT order_id, subject, kind, data FROM entries UNION ALL SELECT order_id, subject, kind, data FROM twins)
     WHERE kind IN ('taken', 'status-set', 'payment-set', 'same-decided', 'chat-answered')
     GROUP BY order_id, subject, data ->> '$.decision' HAVING count(*) > 1`,
  );

/** JSON escapes with `\ud` only half of a surrogate pair. */
const illFormed = (database: Database) =>
  database.all(`SELECT o.id FROM orders o JOIN order_bodies b USING (row) WHERE instr(b.body, '\\ud') > 0`);

const givenBack = (database: Database) =>
  database.all(
    `SELECT DISTINCT o.id FROM facts f JOIN orders o ON o.id = f.order_id
     WHERE f.kind = 'status-set' AND f.data ->> '$.status' = 'new' AND o.taken_by IS NOT NULL`,
  );

/** Orders of several mails. Tables that `catchUp` has just rebuilt used their old time; this rebuild corrects them too. */
const mailedAgain = (database: Database) =>
  database.all(
    `SELECT o.id FROM facts f JOIN orders o ON o.id = f.order_id
     WHERE o.source LIKE 'mail:%' AND f.kind IN ('order-received', 'order-updated')
     GROUP BY o.id HAVING count(DISTINCT f.data ->> '$.order.version') > 1`,
  );

const calledOff = (database: Database) =>
  database.all(
    `SELECT DISTINCT o.id FROM facts f JOIN orders o ON o.id = f.order_id
     WHERE f.kind = 'copy-told' AND f.data ->> '$.why' = 'merged' AND f.data ->> '$.cancelledAt' IS NOT NULL`,
  );

const announcedAgain = (database: Database) =>
  database.all(
    `SELECT o.id FROM orders o JOIN order_bodies b USING (row)
     WHERE o.status = 'cancelled' AND o.needs_review = 0 AND instr(b.body, '"cancelled-unknown"') > 0`,
  );

const leftStanding = (database: Database) =>
  database.all(
    `SELECT DISTINCT o.id FROM facts f JOIN orders o ON o.id = f.order_id
     WHERE f.kind = 'same-decided' AND f.data ->> '$.verdict' = 'kept' AND o.status = 'cancelled'`,
  );

const cancelledByHand = (database: Database) =>
  database.all(
    `SELECT DISTINCT o.id FROM facts f JOIN orders o ON o.id = f.order_id
     WHERE f.kind = 'status-set' AND f.data ->> '$.status' = 'cancelled'`,
  );
