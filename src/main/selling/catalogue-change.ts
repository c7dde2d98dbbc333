import { parse } from 'lossless-json';
import { z } from 'zod';

/** What a catalogue webhook names, by Shopify's id. */
export type CatalogueChange = { readonly kind: 'product' | 'collection'; readonly id: string };

const kinds: { readonly [topic: string]: CatalogueChange['kind'] } = {
  'products/create': 'product',
  'products/update': 'product',
  'products/delete': 'product',
  'collections/create': 'collection',
  'collections/update': 'collection',
  'collections/delete': 'collection',
};
const names = { product: 'Product', collection: 'Collection' } as const;
const bodySchema = z.object({ id: z.string().regex(/^\d{1,20}$/) });

export const isCatalogueTopic = (topic: string): boolean => Object.hasOwn(kinds, topic);

/** Reads only the id of the body, which may exceed 2^53. @returns null if there is none. Pure. */
export function readCatalogueChange(topic: string, body: string): CatalogueChange | null {
  const kind = Object.hasOwn(kinds, topic) ? kinds[topic] : undefined;
  if (kind === undefined) return null;
  const read = bodySchema.safeParse(objectOf(body));
  return read.success ? { kind, id: `gid://shopify/${names[kind]}/${read.data.id}` } : null;
}

function objectOf(body: string): unknown {
  try {
    return parse(body, null, (number) => number);
  } catch (error) {
    // a SyntaxError, or a RangeError if the body is nested too deep
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}
