import type { Migration } from './migration.ts';

/** Products that are sold by their link alone were kept as not for sale: what the shop sells is asked for again from the beginning. */
export const unlistedProducts: Migration = {
  version: 22,
  up: (database) => {
    database.exec("DELETE FROM checkpoints WHERE name GLOB 'shopify.products:*'");
  },
};
