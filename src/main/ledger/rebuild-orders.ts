import type { OrderId, SubscriberId } from '../../shared/ids.ts';
import { orderIdSchema, subscriberIdSchema } from '../../shared/ids.ts';
import type { Progress } from './catch-up.ts';
import { eachInSteps } from './catch-up.ts';
import type { Database } from './database.ts';
import { createSettings } from './named-values.ts';

/** Counted up when the fold says otherwise of orders that `affected` then finds. */
const foldVersion = '7';
export const orderFoldSetting = 'ledger.orderFold';

export type Refolding = {
  readonly order: (id: OrderId) => void;
  readonly person: (id: SubscriberId) => void;
};

/** Whether what stands of the orders was folded as today. */
export const isFolded = (database: Database): boolean =>
  createSettings(database).get(orderFoldSetting) === foldVersion;

/**
 * Folds anew what an earlier app folded by another rule: orders and talks of which two decisions have one number, which it told
 * apart by their times, orders whose text was not well-formed, orders that somebody was said to have though they were given
 * back, orders of several mails, which were sold when the last of them came, orders that were said to be given back with
 * another that had been merged into them, orders that were announced again after they were cancelled and that somebody had
 * decided on before, orders that were cancelled where they came from with another merged into them that was not, and orders that a
 * manager cancelled, which did not say by whose decision. In a ledger of one desk there are few of the first; of those of several
 * mails, a shop that sells by mail has thousands.
 */
export function* rebuildOrders(database: Database, refolding: Refolding): Iterable<Progress> {
  if (isFolded(database)) return;
  yield* database.inSteps(function* () {
    yield* eachInSteps(dueIn(database, refolding), (refold) => refold());
    createSettings(database).set(orderFoldSetting, foldVersion);
  });
}

/** Each order once, for however many reasons: finding them takes little of the time, folding them the rest. */
function dueIn(database: Database, { order, person }: Refolding): readonly (() => void)[] {
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

/** JSON writes half of a surrogate pair out as it escapes nothing else of these. */
const illFormed = (database: Database) =>
  database.all(`SELECT o.id FROM orders o JOIN order_bodies b USING (row) WHERE instr(b.body, '\\ud') > 0`);

const givenBack = (database: Database) =>
  database.all(
    `SELECT DISTINCT o.id FROM facts f JOIN orders o ON o.id = f.order_id
     WHERE f.kind = 'status-set' AND f.data ->> '$.status' = 'new' AND o.taken_by IS NOT NULL`,
  );

/** What has been made anew by now was made of the moment that these still had, and goes along with them. */
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
