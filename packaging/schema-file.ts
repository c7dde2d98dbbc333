import { join } from 'node:path';

/** Where `scripts/shopify-schema.mjs` keeps Shopify's schema. */
export const schemaFileIn = (root: string): string =>
  join(root, 'node_modules/.cache/orderbell/admin-2026-10.json.gz');
