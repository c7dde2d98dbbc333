import type { DraftId, OrderId } from '../../../shared/ids.ts';
import { draftIdSchema, subscriberIdSchema } from '../../../shared/ids.ts';
import type { Clientele } from '../../clientele-port.ts';
import type { Database } from '../database.ts';

/** Everybody in Messenger and every draft order that has to do with these orders. */
export function tiedTo(database: Database, orders: readonly OrderId[]): ReturnType<Clientele['tiedTo']> {
  const ids = JSON.stringify(orders);
  const told = database.all(
    `SELECT b.body ->> '$.subscriberId' AS person, b.body ->> '$.draftId' AS draft
         FROM orders o JOIN order_bodies b USING (row) WHERE o.id IN (SELECT value FROM json_each(?))`,
    ids,
  );
  const own = told.flatMap((row) => draftIdSchema.safeParse(row.draft).data ?? []);
  const ofDrafts = database.all(
    `SELECT body ->> '$.subscriberId' AS person FROM drafts WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(own),
  );
  const people = [
    ...new Set([...told, ...ofDrafts].flatMap((row) => subscriberIdSchema.safeParse(row.person).data ?? [])),
  ];
  const drafts = database
    .all(
      `SELECT DISTINCT subject AS id FROM entries
           WHERE kind = 'draft-changed' AND data ->> '$.subscriberId' IN (SELECT value FROM json_each(?))`,
      JSON.stringify(people),
    )
    .map((row) => draftIdSchema.parse(row.id));
  return { people, drafts: withOthersOf(database, [...own, ...drafts]) };
}

/** Draft orders with those they took the place of, and those that took theirs: all were for the same customer. */
const withOthersOf = (database: Database, drafts: readonly DraftId[]): readonly DraftId[] =>
  database
    .all(
      `WITH RECURSIVE tied (id) AS (
         SELECT value FROM json_each(?)
         UNION
         SELECT other.value FROM tied JOIN drafts d ON d.id = tied.id,
           json_each(json_array(d.body ->> '$.replaces', d.body ->> '$.replacedBy')) other
         WHERE other.value IS NOT NULL)
       SELECT id FROM tied`,
      JSON.stringify(drafts),
    )
    .map((row) => draftIdSchema.parse(row.id));
