import type { Migration } from './migration.ts';

/**
 * The guard of what was written down holds for an entry of no order, and for one of no subject, once a customer was erased too:
 * NULL IN (…) of a table with rows is neither true nor false, and a trigger whose condition is neither does not fire.
 */
export const entriesStay: Migration = {
  version: 19,
  up(database) {
    database.exec(`
      DROP TRIGGER entries_stay;
      CREATE TRIGGER entries_stay BEFORE UPDATE ON entries ${unlessErased('id')};
      DROP TRIGGER twins_stay;
      CREATE TRIGGER twins_stay BEFORE UPDATE ON twins ${unlessErased('twin')};
    `);
  },
};

/** Only the words of an erased customer may be taken out of an entry's data; all else of it stays. */
const unlessErased = (key: 'id' | 'twin'): string => `
      WHEN (new.${key}, new.row, new.desk, new.seq, new.order_id, new.subject, new.kind, new.at, new.recorded_at, new.by)
          IS NOT (old.${key}, old.row, old.desk, old.seq, old.order_id, old.subject, old.kind, old.at, old.recorded_at, old.by)
        OR NOT (EXISTS (SELECT 1 FROM erased_orders WHERE order_id = old.order_id)
          OR EXISTS (SELECT 1 FROM erased_orders WHERE order_id = substr(old.subject, 10) AND 'customer:' || order_id = old.subject)
          OR EXISTS (SELECT 1 FROM erased_subjects WHERE subject = old.subject))
      BEGIN SELECT raise(ABORT, 'entries are never changed'); END`;
