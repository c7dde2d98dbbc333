import type { Migration } from './migration.ts';

/** Marks the orders whose part was cancelled by its source. No part was told of before, so none is marked. */
export const cancelledParts: Migration = {
  version: 8,
  up(database) {
    database.exec('ALTER TABLE orders ADD COLUMN part_cancelled INTEGER NOT NULL DEFAULT 0');
  },
};
