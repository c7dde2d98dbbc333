import type { Migration } from './migration.ts';

/** What managers set on an order to work by it, when it is wanted and whether it is paid: listed, counted and filtered by it. */
export const workOnOrders: Migration = {
  version: 16,
  up(database) {
    database.exec(columns);
    database.exec(indexes);
    database.exec(tags);
    database.exec(kept);
  },
};

const columns = `
  ALTER TABLE orders ADD COLUMN assignee TEXT;
  ALTER TABLE orders ADD COLUMN tags TEXT;
  ALTER TABLE orders ADD COLUMN snoozed_until INTEGER;
  ALTER TABLE orders ADD COLUMN wanted TEXT;
  -- the end of the time it is wanted at, as the shop's clock shows it; sorts as text
  ALTER TABLE orders ADD COLUMN due TEXT;
  ALTER TABLE orders ADD COLUMN unpaid INTEGER NOT NULL DEFAULT 0;
  UPDATE orders SET unpaid = 1
    WHERE status <> 'cancelled' AND test = 0 AND payment_status IN ('pending', 'partially-paid');
  UPDATE orders SET
      wanted = (SELECT body -> '$.content.wanted' FROM order_bodies b WHERE b.row = orders.row),
      due = (SELECT (body ->> '$.content.wanted.date') || 'T' ||
          coalesce(body ->> '$.content.wanted.to', body ->> '$.content.wanted.from', '23:59')
        FROM order_bodies b WHERE b.row = orders.row)
    WHERE row IN (SELECT row FROM order_bodies WHERE body ->> '$.content.wanted' IS NOT NULL);
`;

// with all that a view looks at, so that it is counted in the index alone; what it is about comes first, or a scan by time wins
const indexes = `
  DROP INDEX orders_open;
  DROP INDEX orders_review;
  CREATE INDEX orders_open ON orders (open, received_at, due, snoozed_until) WHERE open = 1 AND aside = 0;
  CREATE INDEX orders_review ON orders (needs_review, received_at, snoozed_until) WHERE needs_review = 1 AND aside = 0;
  CREATE INDEX orders_unpaid ON orders (unpaid, received_at, snoozed_until) WHERE unpaid = 1 AND aside = 0;
  CREATE INDEX orders_due ON orders (due, received_at) WHERE open = 1 AND aside = 0 AND due IS NOT NULL;
  CREATE INDEX orders_snoozed ON orders (snoozed_until) WHERE snoozed_until IS NOT NULL AND aside = 0;
  CREATE INDEX orders_of_assignee ON orders (assignee, received_at) WHERE assignee IS NOT NULL;
`;

const tags = `
  CREATE TABLE order_tags (
    tag TEXT NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (tag, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tags_of_order ON order_tags (row);
  CREATE TRIGGER orders_tagged AFTER INSERT ON orders WHEN new.tags IS NOT NULL BEGIN
    INSERT INTO order_tags SELECT value, new.row FROM json_each(new.tags);
  END;
  CREATE TRIGGER orders_tagged_anew AFTER UPDATE OF tags ON orders BEGIN
    DELETE FROM order_tags WHERE row = new.row;
    INSERT INTO order_tags SELECT value, new.row FROM json_each(coalesce(new.tags, '[]'));
  END;
  CREATE TRIGGER orders_untagged AFTER DELETE ON orders BEGIN
    DELETE FROM order_tags WHERE row = old.row;
  END;
`;

/** What only this computer keeps: no fact about the order, and nobody else's business. */
const kept = `
  CREATE TABLE unread_orders (order_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE saved_views (
    id TEXT PRIMARY KEY,
    place INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
