import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { GraphQLSchema } from 'graphql';
import { buildClientSchema, parse, validate } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import * as documents from '../../../src/main/shopify/documents.ts';
import { schemaFile, schemaMissing, schemaNote } from '../sample-shop/schema-file.ts';

describe.skipIf(schemaMissing)(`the questions put to Shopify, by its official schema${schemaNote}`, () => {
  let schema: GraphQLSchema;
  beforeAll(() => {
    const introspection = JSON.parse(gunzipSync(readFileSync(schemaFile)).toString('utf8'));
    schema = buildClientSchema(introspection.data ?? introspection, { assumeValid: true });
  }, 60_000);

  it.each(Object.entries(documents))('asks only for what the schema has: %s', (_name, document) => {
    expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
  });
});

it.each(Object.entries(documents))('is one well-formed operation: %s', (_name, document) => {
  expect(parse(document).definitions).toHaveLength(1);
});
