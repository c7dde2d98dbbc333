import type { Migration } from './migration.ts';

/** Who took an order at the same time as the one who has it, so that the inbox tells them without reading orders whole. */
export const ordersTakenTwice: Migration = {
  version: 14,
  up(database) {
    database.exec('ALTER TABLE orders ADD COLUMN also_took TEXT');
  },
};
