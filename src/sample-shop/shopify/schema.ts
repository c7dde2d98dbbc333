import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { GraphQLSchema } from 'graphql';

export type Engine = { readonly graphql: typeof import('graphql'); readonly schema: GraphQLSchema };

/**
 * Shopify's own schema, read on the first query: 11 MB of JSON, about half a second that would delay the start.
 * @throws when the file is missing; the next call tries again
 */
export function createSchema(file: string): () => Promise<Engine> {
  let loading: Promise<Engine> | null = null;
  return () => {
    loading ??= load(file).catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}

async function load(file: string): Promise<Engine> {
  const packed = await readFile(file);
  const [unpacked, graphql] = await Promise.all([promisify(gunzip)(packed), import('graphql')]);
  const introspection: { data: import('graphql').IntrospectionQuery } = JSON.parse(unpacked.toString('utf8'));
  return { graphql, schema: graphql.buildClientSchema(introspection.data, { assumeValid: true }) };
}
