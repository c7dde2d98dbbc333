/** Orders as they stand, folded from the entries, with what finds and counts them. */
export const ordersTables = `
  CREATE TABLE orders (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    number TEXT NOT NULL,
    status TEXT NOT NULL,
    payment_status TEXT NOT NULL,
    open INTEGER NOT NULL,
    needs_review INTEGER NOT NULL,
    test INTEGER NOT NULL,
    customer_name TEXT NOT NULL,
    place TEXT NOT NULL,
    item_count INTEGER NOT NULL,
    total_minor INTEGER,
    total_currency TEXT,
    received_at INTEGER NOT NULL,
    taken_by TEXT,
    warehouse TEXT NOT NULL DEFAULT 'off' CHECK (warehouse IN ('pending', 'committed', 'parked', 'off')),
    quarantined INTEGER NOT NULL DEFAULT 0,
    part_of TEXT,
    part_why TEXT,
    same_as TEXT,
    aside INTEGER NOT NULL DEFAULT 0,
    part_cancelled INTEGER NOT NULL DEFAULT 0,
    also_took TEXT,
    assignee TEXT,
    tags TEXT,
    snoozed_until INTEGER,
    wanted TEXT,
    due TEXT,
    unpaid INTEGER NOT NULL DEFAULT 0,
    erased INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX orders_received ON orders (received_at);
  CREATE INDEX orders_of_source ON orders (source, received_at);
  CREATE INDEX orders_of_number ON orders (source, number);
  CREATE INDEX orders_quarantine ON orders (received_at) WHERE quarantined = 1 AND open = 1;
  CREATE INDEX orders_new ON orders (received_at) WHERE status = 'new' AND aside = 0;
  CREATE INDEX orders_counted_by_age ON orders (received_at) WHERE aside = 0;
  CREATE TRIGGER orders_counted AFTER INSERT ON orders BEGIN
      INSERT INTO tallies VALUES (new.source, 1, new.status = 'new' AND new.aside = 0,
          new.open AND new.aside = 0, new.needs_review AND new.aside = 0, new.open AND new.quarantined = 1)
        ON CONFLICT (source) DO UPDATE SET
          all_orders = all_orders + 1,
          new_orders = new_orders + excluded.new_orders,
          open_orders = open_orders + excluded.open_orders,
          review_orders = review_orders + excluded.review_orders,
          quarantine_orders = quarantine_orders + excluded.quarantine_orders;
  END;
  CREATE TRIGGER orders_recounted AFTER UPDATE OF status, open, needs_review, quarantined, aside ON orders BEGIN
      UPDATE tallies SET
          new_orders = new_orders + (new.status = 'new' AND new.aside = 0)
            - (old.status = 'new' AND old.aside = 0),
          open_orders = open_orders + (new.open AND new.aside = 0) - (old.open AND old.aside = 0),
          review_orders = review_orders + (new.needs_review AND new.aside = 0)
            - (old.needs_review AND old.aside = 0),
          quarantine_orders = quarantine_orders + (new.open AND new.quarantined = 1)
            - (old.open AND old.quarantined = 1)
        WHERE source = new.source;
  END;
  CREATE TRIGGER orders_uncounted AFTER DELETE ON orders BEGIN
      UPDATE tallies SET
          all_orders = all_orders - 1,
          new_orders = new_orders - (old.status = 'new' AND old.aside = 0),
          open_orders = open_orders - (old.open AND old.aside = 0),
          review_orders = review_orders - (old.needs_review AND old.aside = 0),
          quarantine_orders = quarantine_orders - (old.open AND old.quarantined = 1)
        WHERE source = old.source;
      DELETE FROM tallies WHERE source = old.source AND all_orders = 0;
  END;
  CREATE INDEX orders_open ON orders (open, received_at, due, snoozed_until) WHERE open = 1 AND aside = 0;
  CREATE INDEX orders_review ON orders (needs_review, received_at, snoozed_until) WHERE needs_review = 1 AND aside = 0;
  CREATE INDEX orders_unpaid ON orders (unpaid, received_at, snoozed_until) WHERE unpaid = 1 AND aside = 0;
  CREATE INDEX orders_due ON orders (due, received_at) WHERE open = 1 AND aside = 0 AND due IS NOT NULL;
  CREATE INDEX orders_snoozed ON orders (snoozed_until) WHERE snoozed_until IS NOT NULL AND aside = 0;
  CREATE INDEX orders_of_assignee ON orders (assignee, received_at) WHERE assignee IS NOT NULL;
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
  CREATE INDEX orders_parts ON orders (part_of) WHERE part_of IS NOT NULL;

  CREATE TABLE order_bodies (
    row INTEGER PRIMARY KEY REFERENCES orders (row),
    body TEXT NOT NULL,
    words TEXT NOT NULL,
    marks TEXT NOT NULL
  ) STRICT;

  CREATE VIRTUAL TABLE order_search USING fts5 (
      words, marks, content = '', contentless_delete = 1, detail = column, prefix = '1 2 3 4 5',
      tokenize = "unicode61 remove_diacritics 0 tokenchars ':-'"
  );

  CREATE TABLE tallies (
    source TEXT PRIMARY KEY,
    all_orders INTEGER NOT NULL,
    new_orders INTEGER NOT NULL,
    open_orders INTEGER NOT NULL,
    review_orders INTEGER NOT NULL,
    quarantine_orders INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE order_tags (
    tag TEXT NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (tag, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tags_of_order ON order_tags (row);

  CREATE TABLE unread_orders (order_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

  CREATE TABLE saved_views (
    id TEXT PRIMARY KEY,
    place INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
