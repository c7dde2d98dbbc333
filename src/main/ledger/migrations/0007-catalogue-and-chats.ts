import type { Migration } from './migration.ts';

/**
 * Products beside their variants, so that a page of the bot's gallery is a few rows of an index; collections; barcodes. And
 * whether a person's asks are answered.
 */
export const catalogueAndChats: Migration = {
  version: 7,
  up(database) {
    database.exec(catalogue);
    database.exec(chats);
  },
};

/** All of it is Shopify's word, so what the old columns lack is asked for again from the beginning. */
const catalogue = `
  ALTER TABLE variants ADD COLUMN barcode TEXT NOT NULL DEFAULT '';
  CREATE INDEX variants_shown ON variants (shop, available DESC, title COLLATE NOCASE, row);
  CREATE TABLE products (
    row INTEGER PRIMARY KEY,
    shop TEXT NOT NULL,
    product_id TEXT NOT NULL,
    title TEXT NOT NULL,
    listed INTEGER NOT NULL,
    price_minor INTEGER NOT NULL,
    price_currency TEXT NOT NULL,
    varies INTEGER NOT NULL,
    stock INTEGER,
    available INTEGER NOT NULL,
    image_url TEXT,
    product_url TEXT,
    words TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (shop, product_id)
  ) STRICT;
  CREATE INDEX products_shown ON products (shop, available DESC, title COLLATE NOCASE, row) WHERE listed = 1;
  CREATE VIRTUAL TABLE product_search USING fts5 (
    words, content = '', contentless_delete = 1, detail = column, prefix = '1 2 3 4',
    tokenize = "unicode61 remove_diacritics 0"
  );
  CREATE TABLE collections (
    shop TEXT NOT NULL,
    collection_id TEXT NOT NULL,
    handle TEXT NOT NULL,
    title TEXT NOT NULL,
    read_at TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (shop, collection_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE collection_products (
    shop TEXT NOT NULL,
    collection_id TEXT NOT NULL,
    product_id TEXT NOT NULL,
    PRIMARY KEY (shop, collection_id, product_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX collections_of_product ON collection_products (shop, product_id);
  DELETE FROM checkpoints WHERE name GLOB 'shopify.products:*';
`;

const chats = `
  ALTER TABLE people ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
  UPDATE people SET
    waiting = body ->> '$.wantsManager',
    body = json_set(body,
      '$.askedAt', (SELECT max(at) FROM entries e
        WHERE e.subject = people.id AND e.kind = 'touched' AND e.data ->> '$.wantsManager'),
      '$.wants', json('[]'), '$.answeredTo', 0, '$.answeredBy', NULL, '$.decisions', 0, '$.interactionAt', NULL);
  CREATE INDEX people_waiting ON people (touched_at) WHERE waiting = 1;
`;
