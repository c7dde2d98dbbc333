import type { Migration } from './migration.ts';

/** Which draft orders are waited for, so that asking after them reads no other. */
export const waitingDrafts: Migration = {
  version: 10,
  up(database) {
    database.exec(`
      ALTER TABLE drafts ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
      UPDATE drafts SET waiting = 1 WHERE body ->> '$.state' IN ('ready', 'sent', 'opened')
        OR (body ->> '$.state' = 'paid' AND body ->> '$.orderId' IS NULL);
      CREATE INDEX drafts_waiting ON drafts (row) WHERE waiting = 1;
    `);
  },
};
