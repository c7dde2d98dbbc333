import type { Migration } from './migration.ts';

/**
 * Whom orders are from, so that a customer is found without reading orders. It is filled when the ledger is opened, see
 * `contacts.ts`.
 */
export const contacts: Migration = {
  version: 6,
  up(database) {
    database.exec(`
      CREATE TABLE contacts (
        row INTEGER PRIMARY KEY,
        -- tel:380671234567, mail:a@b.example, messenger:42, or order:ID of somebody who left neither
        key TEXT NOT NULL UNIQUE,
        words TEXT NOT NULL,
        -- when the newest order, or the person's last touch, came
        last_at INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE contact_orders (
        contact INTEGER NOT NULL REFERENCES contacts (row),
        order_row INTEGER NOT NULL REFERENCES orders (row),
        PRIMARY KEY (contact, order_row)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX contacts_of_order ON contact_orders (order_row);
      CREATE VIRTUAL TABLE contact_search USING fts5 (
        words, content = '', contentless_delete = 1, detail = none, prefix = '2 3 4',
        tokenize = "unicode61 remove_diacritics 0"
      );
      -- which drafts were for a person in Messenger
      CREATE INDEX entries_of_subscriber ON entries (data ->> '$.subscriberId') WHERE kind = 'draft-changed';
    `);
  },
};
