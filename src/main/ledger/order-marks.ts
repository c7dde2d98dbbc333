import { orderIdSchema } from '../../shared/ids.ts';
import type { Orders } from '../orders-port.ts';
import { int, text } from './columns.ts';
import type { Database } from './database.ts';

/** Marks that managers set on orders: tags, snoozes, and the unread mark of this computer. */
export const createOrderMarks = (
  database: Database,
): Pick<Orders, 'tags' | 'markUnread' | 'nextAwake' | 'awokenIn'> => ({
  tags: () =>
    database
      .all('SELECT tag, count(*) AS n FROM order_tags GROUP BY tag ORDER BY n DESC, tag LIMIT 500')
      .map((row) => ({ tag: text(row, 'tag'), orders: int(row, 'n') })),
  markUnread(ids, unread) {
    const changed = database
      .all(
        `SELECT id FROM orders WHERE id IN (SELECT value FROM json_each(?))
         AND id ${unread ? 'NOT IN' : 'IN'} (SELECT order_id FROM unread_orders)`,
        JSON.stringify(ids),
      )
      .map((row) => orderIdSchema.parse(row.id));
    database.run(
      unread
        ? 'INSERT INTO unread_orders SELECT value FROM json_each(?)'
        : 'DELETE FROM unread_orders WHERE order_id IN (SELECT value FROM json_each(?))',
      JSON.stringify(changed),
    );
    return changed;
  },
  nextAwake: (now) => {
    const row = database.get(
      'SELECT min(snoozed_until) AS n FROM orders WHERE snoozed_until > ? AND aside = 0',
      now,
    );
    return row?.n == null ? null : int(row, 'n');
  },
  awokenIn: (after, upTo) =>
    database
      .all(
        'SELECT id FROM orders WHERE snoozed_until > ? AND snoozed_until <= ? AND aside = 0 ORDER BY snoozed_until',
        after,
        upTo,
      )
      .map((row) => orderIdSchema.parse(row.id)),
});
