/** Messages to be sent, notices, what came in raw, and how far each source was read. */
export const effectsTables = `
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

  CREATE TABLE notices (
    row INTEGER PRIMARY KEY,
    -- occasion, order or alert, manager and channel
    key TEXT NOT NULL UNIQUE,
    occasion TEXT NOT NULL,
    order_id TEXT,
    -- what is told that is no new order: its first line
    title TEXT,
    manager TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    released_by TEXT,
    queued_at INTEGER,
    ended_at INTEGER,
    -- what it is listed by: when it was owed, where that is not known when it ended
    came_at INTEGER NOT NULL,
    words TEXT NOT NULL
  ) STRICT;
  CREATE INDEX notices_by_time ON notices (came_at);
  CREATE INDEX notices_of_state ON notices (state, came_at);
  CREATE INDEX notices_of_manager ON notices (manager, came_at, state, channel);
  CREATE INDEX notices_of_channel ON notices (channel, came_at, state);
  CREATE INDEX notices_of_order ON notices (order_id) WHERE order_id IS NOT NULL;

  CREATE VIRTUAL TABLE notice_search USING fts5 (
      words, content = '', contentless_delete = 1, detail = none, prefix = '2 3 4',
      tokenize = "unicode61 remove_diacritics 0"
  );

  CREATE TABLE documents (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('mail', 'webhook', 'api')),
    topic TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'understood', 'ignored', 'parked', 'undecided')),
    reason TEXT,
    headers TEXT NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  CREATE INDEX documents_waiting ON documents (kind, row) WHERE state = 'waiting';
  CREATE INDEX documents_parked ON documents (row) WHERE state = 'parked';
  CREATE INDEX documents_undecided ON documents (topic, row) WHERE state = 'undecided';
  CREATE INDEX documents_of_topic ON documents (kind, topic, row);

  CREATE TABLE document_orders (
    order_id TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (order_id, document)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX document_orders_of_document ON document_orders (document);

  CREATE TABLE checkpoints (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE readings (
    row INTEGER PRIMARY KEY,
    document TEXT NOT NULL UNIQUE,
    sender TEXT NOT NULL,
    family TEXT NOT NULL,
    recipe TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('order', 'needs-review', 'not-an-order')),
    body TEXT NOT NULL,
    -- when Google accepted the mail
    mailed_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX readings_of_sender ON readings (sender, mailed_at);
`;
