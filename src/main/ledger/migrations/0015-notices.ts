import type { Migration } from './migration.ts';

/**
 * What became of every notice, so that they are listed, counted and searched without reading orders. It is filled when the
 * ledger is opened, see `notices.ts`.
 */
export const notices: Migration = {
  version: 15,
  up(database) {
    database.exec(`
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
    `);
  },
};
