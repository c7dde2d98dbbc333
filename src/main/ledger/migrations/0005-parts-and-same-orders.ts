import type { Migration } from './migration.ts';

/**
 * Sets apart the orders that another order tells, and keeps what two tellings of one order have in common. The keys are
 * filled when the ledger is opened, see `same-keys.ts`.
 */
export const partsAndSameOrders: Migration = {
  version: 5,
  up(database) {
    database.exec(columns);
    database.exec(indexes);
    database.exec(tallies);
    database.exec(keys);
  },
};

const columns = `
  DROP TRIGGER orders_recounted;
  ALTER TABLE orders ADD COLUMN part_of TEXT;
  ALTER TABLE orders ADD COLUMN part_why TEXT;
  ALTER TABLE orders ADD COLUMN same_as TEXT;
  ALTER TABLE orders ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
  UPDATE orders SET aside = 1 WHERE quarantined = 1;
`;

const indexes = `
  DROP INDEX orders_new;
  DROP INDEX orders_open;
  DROP INDEX orders_review;
  DROP INDEX orders_trusted;
  CREATE INDEX orders_new ON orders (received_at) WHERE status = 'new' AND aside = 0;
  CREATE INDEX orders_open ON orders (received_at) WHERE open = 1 AND aside = 0;
  CREATE INDEX orders_review ON orders (received_at) WHERE needs_review = 1 AND aside = 0;
  CREATE INDEX orders_counted_by_age ON orders (received_at) WHERE aside = 0;
`;

const tallies = `
  DROP TRIGGER orders_counted;
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
`;

const keys = `
  CREATE TABLE same_keys (
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    row INTEGER NOT NULL REFERENCES orders (row),
    -- who was named with it, as a short hash
    who TEXT NOT NULL,
    PRIMARY KEY (key, at, row)
  ) STRICT, WITHOUT ROWID;
`;
