import { z } from 'zod';
import { collectionProductsQuery, collectionsQuery } from '../shopify/documents.ts';
import type { CallOptions } from '../shopify/shopify-client.ts';
import type { CatalogueParts } from './catalogue.ts';
import { pageInfoSchema } from './read-product.ts';

/** Collections per round, so that hundreds of them do not delay the orders. The next round continues. */
const mostInOneRound = 20;

const named = { id: z.string(), handle: z.string(), title: z.string() };
const listSchema = z.object({
  collections: z.object({
    nodes: z.array(z.object({ ...named, updatedAt: z.string() })),
    pageInfo: pageInfoSchema,
  }),
});
type Listed = z.infer<typeof listSchema>['collections']['nodes'][number];
const productsSchema = z.object({
  collection: z
    .object({
      ...named,
      products: z.object({ nodes: z.array(z.object({ id: z.string() })), pageInfo: pageInfoSchema }),
    })
    .nullable(),
});

export type CollectionReading = {
  /** Imports the collections that changed since the last refresh. @returns their number */
  refresh(options?: CallOptions): Promise<number>;
  /** Reads one collection again, or removes it if it was deleted. */
  readNow(collectionId: string, options?: CallOptions): Promise<void>;
};

/**
 * Imports which products are in which collection. Adding a product to a collection by hand may not change the product's update
 * time, so collections are polled too.
 */
export function createCollectionReading({ client, ledger, log }: CatalogueParts): CollectionReading {
  const { shop } = client;

  async function list(options?: CallOptions): Promise<readonly Listed[]> {
    const all: Listed[] = [];
    let after: string | null = null;
    do {
      const { collections }: z.infer<typeof listSchema> = await client.query(
        collectionsQuery,
        { first: 100, after },
        listSchema,
        options,
      );
      all.push(...collections.nodes);
      after = collections.pageInfo.hasNextPage ? (collections.pageInfo.endCursor ?? null) : null;
    } while (after !== null);
    return all;
  }

  async function read(id: string, updatedAt: string, options?: CallOptions): Promise<void> {
    const productIds: string[] = [];
    let after: string | null = null;
    let found: z.infer<typeof productsSchema>['collection'] = null;
    do {
      const answer: z.infer<typeof productsSchema> = await client.query(
        collectionProductsQuery,
        { id, first: 250, after },
        productsSchema,
        options,
      );
      if (!answer.collection) break; // deleted, perhaps between two pages
      found = answer.collection;
      productIds.push(...found.products.nodes.map((one) => one.id));
      const { hasNextPage, endCursor } = found.products.pageInfo;
      after = hasNextPage ? (endCursor ?? null) : null;
    } while (after !== null);
    if (!found) {
      ledger.catalogue.dropCollections(shop, [id]);
      return;
    }
    const { handle, title } = found;
    ledger.catalogue.putCollection(shop, { collectionId: id, handle, title }, productIds, updatedAt);
  }

  return {
    async refresh(options) {
      const listed = await list(options);
      const known = ledger.catalogue.collectionsReadAt(shop);
      const here = new Set(listed.map(({ id }) => id));
      const gone = [...known.keys()].filter((id) => !here.has(id));
      if (gone.length > 0) {
        ledger.catalogue.dropCollections(shop, gone);
        log.info('deleted collections dropped', { dropped: gone.length });
      }
      const changed = listed.filter(({ id, updatedAt }) => known.get(id) !== updatedAt);
      const due = changed.slice(0, mostInOneRound);
      for (const { id, updatedAt } of due) await read(id, updatedAt, options);
      return due.length;
    },
    // the next round reads it again and then stores its update time
    readNow: (collectionId, options) => read(collectionId, '', options),
  };
}
