import type { Migration } from './migration.ts';

export const recipesAndReadings: Migration = {
  version: 3,
  up(database) {
    database.exec(recipes);
    database.exec(readings);
  },
};

const recipes = `
  CREATE TABLE recipes (
    family TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL,
    PRIMARY KEY (family, version)
  ) STRICT, WITHOUT ROWID;
`;

/** What was made of each mail, so that a template that drifts and a sender that falls silent are seen. */
const readings = `
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
  CREATE INDEX orders_of_number ON orders (source, number);
  CREATE INDEX documents_of_topic ON documents (kind, topic, row);
`;
