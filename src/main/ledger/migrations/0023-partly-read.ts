import type { Migration } from './migration.ts';

/**
 * Of which entries a newer version reads more than this one does. The guard of what was written down lets an entry that came by
 * the link have the rest of what it says, which a computer between had not kept, as long as BigQuery has not shown it.
 */
export const partlyRead: Migration = {
  version: 23,
  up(database) {
    database.exec(`
      CREATE TABLE partly_read (
        desk TEXT NOT NULL,
        seq INTEGER NOT NULL,
        -- a digest of what was read of it when what stands was made of it
        read TEXT NOT NULL,
        PRIMARY KEY (desk, seq)
      ) STRICT, WITHOUT ROWID;
      DROP TRIGGER entries_stay;
      CREATE TRIGGER entries_stay BEFORE UPDATE ON entries ${unlessErasedOrLinked('id')};
      DROP TRIGGER twins_stay;
      CREATE TRIGGER twins_stay BEFORE UPDATE ON twins ${unlessErasedOrLinked('twin')};
    `);
  },
};

/** Only the words of an erased customer may be taken out of an entry's data, or more be put to what came by the link. */
const unlessErasedOrLinked = (key: 'id' | 'twin'): string => `
      WHEN (new.${key}, new.row, new.desk, new.seq, new.order_id, new.subject, new.kind, new.at, new.recorded_at, new.by)
          IS NOT (old.${key}, old.row, old.desk, old.seq, old.order_id, old.subject, old.kind, old.at, old.recorded_at, old.by)
        OR NOT (EXISTS (SELECT 1 FROM erased_orders WHERE order_id = old.order_id)
          OR EXISTS (SELECT 1 FROM erased_orders WHERE order_id = substr(old.subject, 10) AND 'customer:' || order_id = old.subject)
          OR EXISTS (SELECT 1 FROM erased_subjects WHERE subject = old.subject)
          OR EXISTS (SELECT 1 FROM linked_numbers WHERE desk = old.desk AND seq = old.seq))
      BEGIN SELECT raise(ABORT, 'entries are never changed'); END`;
