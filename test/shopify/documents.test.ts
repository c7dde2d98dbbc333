import { existsSync, readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, parse, validate } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import * as documents from '../../src/main/shopify/documents.ts';

const schemaFile = new URL('../../../shared/contracts/shopify/admin-schema.graphql', import.meta.url);

describe.skipIf(!existsSync(schemaFile))(
  'the questions put to Shopify (needs the official schema, ../shared/contracts/shopify)',
  () => {
    let schema: GraphQLSchema;
    beforeAll(() => {
      schema = buildSchema(readFileSync(schemaFile, 'utf8'), { assumeValid: true });
    }, 60_000);

    it.each(Object.entries(documents))('asks only for what the schema has: %s', (_name, document) => {
      expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
    });
  },
);

it.each(Object.entries(documents))('is one well-formed operation: %s', (_name, document) => {
  expect(parse(document).definitions).toHaveLength(1);
});
