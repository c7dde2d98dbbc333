import { existsSync } from 'node:fs';

const places = [
  'node_modules/.cache/orderbell/admin-2026-10.json.gz',
  '../shared/contracts/shopify/introspection/admin-2026-10.json.gz',
];
const found = places.find((place) => existsSync(place));

export const schemaFile = found ?? 'no-schema.json.gz';
export const schemaMissing = found === undefined;
/** The suffix for names of skipped tests. */
export const schemaNote = schemaMissing
  ? ' (skipped: the schema file is not here, scripts/shopify-schema.mjs fetches it)'
  : '';
