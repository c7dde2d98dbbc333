import type { Migration } from './migration.ts';

export const firstTables: Migration = {
  version: 1,
  up(database) {
    database.exec(entries);
    database.exec(orders);
    database.exec(effects);
    database.exec(intake);
    database.exec(shop);
  },
};

const entries = `
  CREATE TABLE entries (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    desk TEXT NOT NULL,
    seq INTEGER NOT NULL,
    order_id TEXT,
    -- the draft or the person an entry without an order is about
    subject TEXT,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    by TEXT NOT NULL,
    data TEXT NOT NULL,
    UNIQUE (desk, seq)
  ) STRICT;
  CREATE INDEX entries_of_order ON entries (order_id) WHERE order_id IS NOT NULL;
  CREATE INDEX entries_of_subject ON entries (subject) WHERE subject IS NOT NULL;
  CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT raise(ABORT, 'entries are never changed'); END;
  CREATE TRIGGER entries_last BEFORE DELETE ON entries BEGIN SELECT raise(ABORT, 'entries are never removed'); END;

  CREATE TABLE warehoused (
    entry INTEGER PRIMARY KEY REFERENCES entries (row),
    state TEXT NOT NULL CHECK (state IN ('committed', 'parked')),
    at INTEGER NOT NULL,
    job TEXT,
    reason TEXT,
    message_id TEXT
  ) STRICT;
  CREATE INDEX warehoused_parked ON warehoused (message_id) WHERE state = 'parked';
`;

const orders = `
  CREATE TABLE orders (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    number TEXT NOT NULL,
    status TEXT NOT NULL,
    payment_status TEXT NOT NULL,
    open INTEGER NOT NULL,
    needs_review INTEGER NOT NULL,
    test INTEGER NOT NULL,
    customer_name TEXT NOT NULL,
    place TEXT NOT NULL,
    item_count INTEGER NOT NULL,
    total_minor INTEGER,
    total_currency TEXT,
    received_at INTEGER NOT NULL,
    taken_by TEXT,
    warehouse TEXT NOT NULL DEFAULT 'off' CHECK (warehouse IN ('pending', 'committed', 'parked', 'off'))
  ) STRICT;
  CREATE INDEX orders_received ON orders (received_at);
  CREATE INDEX orders_of_source ON orders (source, received_at);
  CREATE INDEX orders_new ON orders (received_at) WHERE status = 'new';
  CREATE INDEX orders_open ON orders (received_at) WHERE open = 1;
  CREATE INDEX orders_review ON orders (received_at) WHERE needs_review = 1;

  -- apart from the narrow rows, so that paging far down does not read through every order whole
  CREATE TABLE order_bodies (
    row INTEGER PRIMARY KEY REFERENCES orders (row),
    body TEXT NOT NULL,
    words TEXT NOT NULL,
    marks TEXT NOT NULL
  ) STRICT;

  -- rowid is the order of arrival; words and marks come ready cut, see search-words.ts
  CREATE VIRTUAL TABLE order_search USING fts5 (
    words, marks, content = '', contentless_delete = 1, detail = column, prefix = '1 2 3 4 5',
    tokenize = "unicode61 remove_diacritics 0 tokenchars ':-'"
  );

  CREATE TABLE tallies (
    source TEXT PRIMARY KEY,
    all_orders INTEGER NOT NULL,
    new_orders INTEGER NOT NULL,
    open_orders INTEGER NOT NULL,
    review_orders INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER orders_counted AFTER INSERT ON orders BEGIN
    INSERT INTO tallies VALUES (new.source, 1, new.status = 'new', new.open, new.needs_review)
      ON CONFLICT (source) DO UPDATE SET
        all_orders = all_orders + 1,
        new_orders = new_orders + (new.status = 'new'),
        open_orders = open_orders + new.open,
        review_orders = review_orders + new.needs_review;
  END;
  CREATE TRIGGER orders_recounted AFTER UPDATE OF status, open, needs_review ON orders BEGIN
    UPDATE tallies SET
        new_orders = new_orders + (new.status = 'new') - (old.status = 'new'),
        open_orders = open_orders + new.open - old.open,
        review_orders = review_orders + new.needs_review - old.needs_review
      WHERE source = new.source;
  END;
`;

const effects = `
  CREATE TABLE messages (
    row INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    order_id TEXT,
    payload TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'leased', 'parked', 'done')),
    -- when a performer may have it: not_before while it waits, the end of the lease while it is leased
    due_at INTEGER,
    reason TEXT,
    parked_at INTEGER
  ) STRICT;
  CREATE INDEX messages_due ON messages (kind, due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX messages_of_order ON messages (order_id, kind) WHERE due_at IS NOT NULL;
  CREATE INDEX messages_parked ON messages (order_id) WHERE state = 'parked';
`;

const intake = `
  CREATE TABLE documents (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('mail', 'webhook', 'api')),
    topic TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'understood', 'ignored', 'parked')),
    reason TEXT,
    headers TEXT NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  CREATE INDEX documents_waiting ON documents (kind, row) WHERE state = 'waiting';
  CREATE INDEX documents_parked ON documents (row) WHERE state = 'parked';

  CREATE TABLE document_orders (
    order_id TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (order_id, document)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX document_orders_of_document ON document_orders (document);

  CREATE TABLE checkpoints (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

const shop = `
  CREATE TABLE variants (
    row INTEGER PRIMARY KEY,
    variant_id TEXT NOT NULL UNIQUE,
    product_id TEXT NOT NULL,
    title TEXT NOT NULL,
    sku TEXT NOT NULL,
    price_minor INTEGER NOT NULL,
    price_currency TEXT NOT NULL,
    stock INTEGER,
    available INTEGER NOT NULL,
    image_url TEXT,
    product_url TEXT,
    updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX variants_of_product ON variants (product_id);
  CREATE VIRTUAL TABLE variant_search USING fts5 (
    words, content = '', contentless_delete = 1, detail = column, prefix = '1 2 3 4',
    tokenize = "unicode61 remove_diacritics 0"
  );

  CREATE TABLE drafts (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    tag TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX drafts_by_tag ON drafts (tag);
  CREATE INDEX drafts_by_age ON drafts (created_at);

  CREATE TABLE people (
    id TEXT PRIMARY KEY,
    touched_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX people_by_touch ON people (touched_at);
`;
