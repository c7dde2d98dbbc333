import type { Migration } from './migration.ts';

/**
 * What other desks wrote down. A fact that is here already under the same id, written by another desk, is kept beside it:
 * which of the two counts is the same on every desk, see the view `facts`.
 */
export const otherDesks: Migration = {
  version: 9,
  up(database) {
    database.exec(`
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
      CREATE TRIGGER twins_stay BEFORE UPDATE ON twins BEGIN SELECT raise(ABORT, 'entries are never changed'); END;
      CREATE TRIGGER twins_last BEFORE DELETE ON twins BEGIN SELECT raise(ABORT, 'entries are never removed'); END;

      -- which running numbers of other desks are here, as ranges that neither touch nor overlap
      CREATE TABLE seen_numbers (
        desk TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL CHECK (last >= first),
        PRIMARY KEY (desk, first)
      ) STRICT, WITHOUT ROWID;

      -- what this version cannot read, written by a newer one; read again when the ledger is opened
      CREATE TABLE unread_entries (
        desk TEXT NOT NULL,
        seq INTEGER NOT NULL,
        raw TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (desk, seq)
      ) STRICT, WITHOUT ROWID;

      -- every fact once: the row of it that is least by time of writing, desk and running number
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
    `);
  },
};
