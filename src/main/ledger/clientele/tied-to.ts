import type { OrderId } from '../../../shared/ids.ts';
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
  return { people, drafts: [...new Set([...own, ...drafts])] };
}
