/** Sales by day, for insights. */
export const insightsTables = `
  CREATE TABLE sales (
    -- the order's
    row INTEGER NOT NULL,
    -- of the shop's calendar, since 1970-01-01
    day INTEGER NOT NULL,
    -- 0 is Monday from midnight to one
    week_hour INTEGER NOT NULL,
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    currency TEXT NOT NULL,
    attribution TEXT NOT NULL,
    -- 0 nobody knows, 1 new, 2 bought before
    buyer INTEGER NOT NULL,
    sold INTEGER NOT NULL,
    -- sold, and with a total
    priced INTEGER NOT NULL,
    items INTEGER NOT NULL,
    total INTEGER NOT NULL,
    refunded INTEGER NOT NULL,
    revenue INTEGER NOT NULL,
    took INTEGER,
    first_visit INTEGER REFERENCES sale_words (id),
    last_visit INTEGER REFERENCES sale_words (id),
    PRIMARY KEY (day, source, currency, buyer, row)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX sales_of_order ON sales (row);
  CREATE INDEX sales_by_attribution ON sales (attribution, currency, day, source, sold, priced, revenue);
  CREATE INDEX sales_by_hour ON sales (week_hour, currency, day, source, sold, priced, revenue);
  CREATE INDEX sales_by_took ON sales (source, took, day) WHERE took IS NOT NULL;
  CREATE INDEX sales_by_first_visit ON sales (first_visit, currency, day, source, sold, priced, revenue) WHERE first_visit IS NOT NULL;
  CREATE INDEX sales_by_last_visit ON sales (last_visit, currency, day, source, sold, priced, revenue) WHERE last_visit IS NOT NULL;

  CREATE TABLE sale_lines (
    row INTEGER NOT NULL,
    product INTEGER NOT NULL REFERENCES sale_words (id),
    currency TEXT NOT NULL,
    day INTEGER NOT NULL,
    source TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (row, product, currency)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sale_lines_by_product ON sale_lines (product, currency, day, source, quantity, total);

  CREATE TABLE sale_words (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

  CREATE TABLE sale_keys (
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (key, at, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sale_keys_of_order ON sale_keys (row);

  CREATE TABLE chat_buyers (
    person TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    opened INTEGER NOT NULL,
    paid INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX chat_buyers_by_day ON chat_buyers (day);
`;
