import type { Migration } from './migration.ts';

/** Sets apart the orders nobody vouches for, so that they are in no view and no count but their own. */
export const quarantine: Migration = {
  version: 4,
  up(database) {
    database.exec(column);
    database.exec(bodies);
    database.exec(indexes);
    database.exec(tallies);
  },
};

const column = `
  ALTER TABLE orders ADD COLUMN quarantined INTEGER NOT NULL DEFAULT 0;
  DROP TRIGGER orders_recounted;
  UPDATE orders SET quarantined = 1 WHERE row IN (
    SELECT b.row FROM order_bodies b, json_each(b.body, '$.content.review') reason
    WHERE reason.value ->> '$.code' = 'unverified-sender');
`;

/** The words an order is filtered by are as old orders have them: ready cut, in this order. */
const bodies = `
  UPDATE order_bodies SET body = json_set(body, '$.quarantined', json('false'));
  UPDATE order_bodies SET
      body = json_set(body, '$.quarantined', json('true')),
      marks = replace(replace(replace(marks, ' :is:new', ''), ' :is:review', ''), ' :is:open', ' :is:quarantine')
    WHERE row IN (SELECT row FROM orders WHERE quarantined = 1);
  DELETE FROM order_search WHERE rowid IN (SELECT row FROM orders WHERE quarantined = 1);
  INSERT INTO order_search (rowid, words, marks)
    SELECT row, words, marks FROM order_bodies WHERE row IN (SELECT row FROM orders WHERE quarantined = 1);
`;

const indexes = `
  DROP INDEX orders_new;
  DROP INDEX orders_open;
  DROP INDEX orders_review;
  CREATE INDEX orders_new ON orders (received_at) WHERE status = 'new' AND quarantined = 0;
  CREATE INDEX orders_open ON orders (received_at) WHERE open = 1 AND quarantined = 0;
  CREATE INDEX orders_review ON orders (received_at) WHERE needs_review = 1 AND quarantined = 0;
  CREATE INDEX orders_trusted ON orders (received_at) WHERE quarantined = 0;
  CREATE INDEX orders_quarantine ON orders (received_at) WHERE quarantined = 1 AND open = 1;
`;

const tallies = `
  DROP TRIGGER orders_counted;
  DROP TABLE tallies;
  CREATE TABLE tallies (
    source TEXT PRIMARY KEY,
    all_orders INTEGER NOT NULL,
    new_orders INTEGER NOT NULL,
    open_orders INTEGER NOT NULL,
    review_orders INTEGER NOT NULL,
    quarantine_orders INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO tallies
    SELECT source, count(*), sum(status = 'new' AND quarantined = 0), sum(open AND quarantined = 0),
      sum(needs_review AND quarantined = 0), sum(open AND quarantined = 1)
    FROM orders GROUP BY source;
  CREATE TRIGGER orders_counted AFTER INSERT ON orders BEGIN
    INSERT INTO tallies VALUES (new.source, 1, new.status = 'new' AND new.quarantined = 0,
        new.open AND new.quarantined = 0, new.needs_review AND new.quarantined = 0, new.open AND new.quarantined = 1)
      ON CONFLICT (source) DO UPDATE SET
        all_orders = all_orders + 1,
        new_orders = new_orders + excluded.new_orders,
        open_orders = open_orders + excluded.open_orders,
        review_orders = review_orders + excluded.review_orders,
        quarantine_orders = quarantine_orders + excluded.quarantine_orders;
  END;
  CREATE TRIGGER orders_recounted AFTER UPDATE OF status, open, needs_review, quarantined ON orders BEGIN
    UPDATE tallies SET
        new_orders = new_orders + (new.status = 'new' AND new.quarantined = 0)
          - (old.status = 'new' AND old.quarantined = 0),
        open_orders = open_orders + (new.open AND new.quarantined = 0) - (old.open AND old.quarantined = 0),
        review_orders = review_orders + (new.needs_review AND new.quarantined = 0)
          - (old.needs_review AND old.quarantined = 0),
        quarantine_orders = quarantine_orders + (new.open AND new.quarantined = 1)
          - (old.open AND old.quarantined = 1)
      WHERE source = new.source;
  END;
`;
