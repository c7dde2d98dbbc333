/** The catalogue, draft orders, and the people of the chat-bot. */
export const sellingTables = `
  CREATE TABLE variants (
    row INTEGER PRIMARY KEY,
    shop TEXT NOT NULL,
    variant_id TEXT NOT NULL,
    product_id TEXT NOT NULL,
    title TEXT NOT NULL,
    sku TEXT NOT NULL,
    price_minor INTEGER NOT NULL,
    price_currency TEXT NOT NULL,
    stock INTEGER,
    available INTEGER NOT NULL,
    image_url TEXT,
    product_url TEXT,
    updated_at INTEGER NOT NULL,
    barcode TEXT NOT NULL DEFAULT '',
    UNIQUE (shop, variant_id)
  ) STRICT;
  CREATE INDEX variants_of_product ON variants (shop, product_id);
  CREATE INDEX variants_shown ON variants (shop, available DESC, title COLLATE NOCASE, row);

  CREATE VIRTUAL TABLE variant_search USING fts5 (
      words, content = '', contentless_delete = 1, detail = column, prefix = '1 2 3 4',
      tokenize = "unicode61 remove_diacritics 0"
  );

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

  CREATE TABLE drafts (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    tag TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    waiting INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX drafts_by_tag ON drafts (tag);
  CREATE INDEX drafts_by_age ON drafts (created_at);
  CREATE INDEX drafts_waiting ON drafts (row) WHERE waiting = 1;
  CREATE INDEX drafts_of_person ON drafts (body ->> '$.subscriberId');

  CREATE TABLE people (
    id TEXT PRIMARY KEY,
    touched_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    waiting INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX people_by_touch ON people (touched_at);
  CREATE INDEX people_waiting ON people (touched_at) WHERE waiting = 1;
`;
