import type { Migration } from './migration.ts';

/** An order that was shown before another desk's word came that it belongs to a fire drill is counted no more. */
export const ordersNoMoreShown: Migration = {
  version: 12,
  up: (database) => {
    database.exec(`
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
    `);
  },
};
