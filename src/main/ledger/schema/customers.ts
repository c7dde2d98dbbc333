/** Customers, what joins or parts them, and who was erased. */
export const customersTables = `
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

  CREATE TABLE cards (
    row INTEGER PRIMARY KEY,
    -- JSON: the verified phones and e-mail, the sounds of the name, what else is worth a question, and the order of who left nothing
    key TEXT NOT NULL UNIQUE,
    -- whose it is; null until that is worked out, at the end of its transaction
    customer INTEGER,
    -- whether the customer's name is taken from its orders
    leads INTEGER NOT NULL DEFAULT 1
  ) STRICT;
  CREATE INDEX cards_of_customer ON cards (customer);

  CREATE TABLE card_keys (
    key TEXT NOT NULL,
    card INTEGER NOT NULL REFERENCES cards (row),
    PRIMARY KEY (key, card)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX card_keys_of_card ON card_keys (card);

  CREATE TABLE card_orders (
    order_row INTEGER PRIMARY KEY REFERENCES orders (row),
    -- null until that is worked out, at the end of its transaction
    card INTEGER REFERENCES cards (row),
    -- JSON: what it says of who made it, where that is more than its card has
    told TEXT,
    -- 0 for one that was cancelled
    counts INTEGER NOT NULL,
    net_minor INTEGER,
    currency TEXT
  ) STRICT;
  CREATE INDEX card_orders_of_card ON card_orders (card);

  CREATE TABLE key_names (
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    order_row INTEGER NOT NULL,
    PRIMARY KEY (key, name, order_row)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE shared_keys (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

  CREATE TABLE clientele (
    row INTEGER PRIMARY KEY,
    -- the first of their orders
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    phone TEXT,
    email TEXT,
    orders INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    -- of the currency of most orders
    total_minor INTEGER NOT NULL,
    totals TEXT NOT NULL,
    sources TEXT NOT NULL,
    cards INTEGER NOT NULL,
    vip INTEGER NOT NULL,
    -- why they are not served; null for who is
    barred TEXT,
    questions INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX clientele_by_last ON clientele (last_at);
  CREATE INDEX clientele_by_total ON clientele (total_minor);
  CREATE INDEX clientele_by_name ON clientele (sort_name);
  CREATE INDEX clientele_vip ON clientele (last_at) WHERE vip = 1;
  CREATE INDEX clientele_barred ON clientele (last_at) WHERE barred IS NOT NULL;
  CREATE INDEX clientele_asked ON clientele (last_at) WHERE questions > 0;

  CREATE TABLE clientele_questions (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    because TEXT NOT NULL,
    PRIMARY KEY (one, other)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX clientele_questions_of_other ON clientele_questions (other);

  CREATE VIRTUAL TABLE clientele_search USING fts5 (
      words, content = '', contentless_delete = 1, detail = none, prefix = '2 3 4',
      tokenize = "unicode61 remove_diacritics 0"
  );

  CREATE TABLE customer_verdicts (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('joined', 'parted', 'open')),
    lead TEXT,
    alone TEXT,
    decision INTEGER NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (one, other)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX customer_verdicts_of_other ON customer_verdicts (other);

  CREATE TABLE customer_notes (
    note TEXT PRIMARY KEY,
    about TEXT NOT NULL,
    text TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX customer_notes_about ON customer_notes (about);

  CREATE TABLE customer_marks (
    about TEXT NOT NULL,
    mark TEXT NOT NULL,
    is_on INTEGER NOT NULL,
    reason TEXT,
    decision INTEGER NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (about, mark)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE erased_orders (order_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

  CREATE TABLE erased_subjects (subject TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;
