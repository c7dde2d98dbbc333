/** Each fact once, in the order it was written down here, and what is known of the numbers of other computers. */
export const entriesTables = `
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
  CREATE TRIGGER entries_last BEFORE DELETE ON entries BEGIN SELECT raise(ABORT, 'entries are never removed'); END;
  CREATE INDEX entries_of_subscriber ON entries (data ->> '$.subscriberId') WHERE kind = 'draft-changed';
  CREATE INDEX entries_of_touches ON entries (at) WHERE kind = 'touched';
  CREATE INDEX entries_of_mail ON entries (data ->> '$.documentId') WHERE by = 'gmail';
  CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
    WHEN (new.id, new.row, new.desk, new.seq, new.order_id, new.subject, new.kind, new.at, new.recorded_at, new.by)
        IS NOT (old.id, old.row, old.desk, old.seq, old.order_id, old.subject, old.kind, old.at, old.recorded_at, old.by)
      OR NOT (EXISTS (SELECT 1 FROM erased_orders WHERE order_id = old.order_id)
        OR EXISTS (SELECT 1 FROM erased_orders WHERE order_id = substr(old.subject, 10) AND 'customer:' || order_id = old.subject)
        OR EXISTS (SELECT 1 FROM erased_subjects WHERE subject = old.subject)
        OR EXISTS (SELECT 1 FROM linked_numbers WHERE desk = old.desk AND seq = old.seq))
    BEGIN SELECT raise(ABORT, 'entries are never changed'); END;

  CREATE TABLE warehoused (
    entry INTEGER PRIMARY KEY REFERENCES entries (row),
    state TEXT NOT NULL CHECK (state IN ('committed', 'parked')),
    at INTEGER NOT NULL,
    job TEXT,
    reason TEXT,
    message_id TEXT
  ) STRICT;
  CREATE INDEX warehoused_parked ON warehoused (message_id) WHERE state = 'parked';

  CREATE TABLE twins (
    twin INTEGER PRIMARY KEY,
    -- the entry that has its id
    row INTEGER NOT NULL REFERENCES entries (row),
    desk TEXT NOT NULL,
    seq INTEGER NOT NULL,
    order_id TEXT,
    subject TEXT,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    by TEXT NOT NULL,
    data TEXT NOT NULL,
    UNIQUE (desk, seq)
  ) STRICT;
  CREATE INDEX twins_of_entry ON twins (row);
  CREATE INDEX twins_of_order ON twins (order_id) WHERE order_id IS NOT NULL;
  CREATE INDEX twins_of_subject ON twins (subject) WHERE subject IS NOT NULL;
  CREATE TRIGGER twins_last BEFORE DELETE ON twins BEGIN SELECT raise(ABORT, 'entries are never removed'); END;
  CREATE TRIGGER twins_stay BEFORE UPDATE ON twins
    WHEN (new.twin, new.row, new.desk, new.seq, new.order_id, new.subject, new.kind, new.at, new.recorded_at, new.by)
        IS NOT (old.twin, old.row, old.desk, old.seq, old.order_id, old.subject, old.kind, old.at, old.recorded_at, old.by)
      OR NOT (EXISTS (SELECT 1 FROM erased_orders WHERE order_id = old.order_id)
        OR EXISTS (SELECT 1 FROM erased_orders WHERE order_id = substr(old.subject, 10) AND 'customer:' || order_id = old.subject)
        OR EXISTS (SELECT 1 FROM erased_subjects WHERE subject = old.subject)
        OR EXISTS (SELECT 1 FROM linked_numbers WHERE desk = old.desk AND seq = old.seq))
    BEGIN SELECT raise(ABORT, 'entries are never changed'); END;

  CREATE TABLE seen_numbers (
    desk TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first),
    PRIMARY KEY (desk, first)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE unread_entries (
    desk TEXT NOT NULL,
    seq INTEGER NOT NULL,
    raw TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (desk, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE VIEW facts AS
    SELECT e.row, e.id, e.desk, e.seq, e.order_id, e.subject, e.kind, e.at, e.recorded_at, e.by, e.data
    FROM entries e
    WHERE NOT EXISTS (SELECT 1 FROM twins t WHERE t.row = e.row
      AND (t.recorded_at, t.desk, t.seq) < (e.recorded_at, e.desk, e.seq))
    UNION ALL
    SELECT t.row, e.id, t.desk, t.seq, t.order_id, t.subject, t.kind, t.at, t.recorded_at, t.by, t.data
    FROM twins t JOIN entries e ON e.row = t.row
    WHERE (t.recorded_at, t.desk, t.seq) < (e.recorded_at, e.desk, e.seq)
      AND NOT EXISTS (SELECT 1 FROM twins o WHERE o.row = t.row
        AND (o.recorded_at, o.desk, o.seq) < (t.recorded_at, t.desk, t.seq));

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

  CREATE TABLE partly_read (
    desk TEXT NOT NULL,
    seq INTEGER NOT NULL,
    -- a digest of what was read of it when what stands was made of it
    read TEXT NOT NULL,
    PRIMARY KEY (desk, seq)
  ) STRICT, WITHOUT ROWID;
`;
