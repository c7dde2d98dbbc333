import type { Migration } from './migration.ts';

/**
 * Which of the entries that other desks wrote came by the link and have not been seen in BigQuery yet. Each is in `entries`,
 * `twins` or `unread_entries`, and its number in none of the ranges of `seen_numbers` until BigQuery has shown it.
 */
export const linkedNumbers: Migration = {
  version: 13,
  up: (database) => {
    database.exec(`
      CREATE TABLE linked_numbers (
        desk TEXT NOT NULL,
        seq INTEGER NOT NULL,
        -- when it came, by this desk's clock
        at INTEGER NOT NULL,
        -- as it came, where this version keeps less of it: whoever it is handed on to may know more
        raw TEXT,
        -- whether this desk owes a load for it, because the desk that wrote it has made none
        owed INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (desk, seq)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX linked_waiting ON linked_numbers (at) WHERE owed = 0;
    `);
  },
};
