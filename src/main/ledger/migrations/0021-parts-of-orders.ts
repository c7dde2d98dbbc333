import type { Migration } from './migration.ts';

/** Which orders are parts of an order: what was said of the customer by way of a part is said of the one whose order it is now. */
export const partsOfOrders: Migration = {
  version: 21,
  up: (database) => {
    database.exec('CREATE INDEX orders_parts ON orders (part_of) WHERE part_of IS NOT NULL');
  },
};
