import { z } from 'zod';
import { messageOf } from '../../shared/problem.ts';
import type { StoredProduct } from '../catalogue-port.ts';
import type { Clock, Ledger, Log } from '../ports.ts';
import { productIdsQuery, productsByIdQuery, productsQuery } from '../shopify/documents.ts';
import type { CallOptions, ShopifyClient } from '../shopify/shopify-client.ts';
import { pageInfoSchema, productSize, readProduct, wholeProduct } from './read-product.ts';

const atOnce = 10;
/** Pages per round, so that thousands of changed products do not delay the orders. The next round continues. */
const mostInOneRound = 20;
const listEveryMs = 3_600_000;
/** Shopify's search index lags behind its products by seconds, sometimes minutes. */
const overlapMs = 10 * 60_000;

const productsSchema = z.object({
  products: z.object({ nodes: z.array(z.unknown()), pageInfo: pageInfoSchema }),
});
const idsSchema = z.object({
  products: z.object({ nodes: z.array(z.object({ id: z.string() })), pageInfo: pageInfoSchema }),
});
const nodesSchema = z.object({ nodes: z.array(z.unknown()) });
const datedSchema = z.object({ updatedAt: z.string().refine((text) => !Number.isNaN(Date.parse(text))) });

export type CatalogueParts = {
  readonly client: ShopifyClient;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
};
export type CatalogueReading = {
  /**
   * Imports products changed since the last refresh, with stock and prices; resumes an unfinished refresh. @returns number of
   * products
   */
  refresh(options?: CallOptions): Promise<number>;
  /** Whether the last refresh left pages for the next one. */
  isBehind(): boolean;
  /** Reads these products again and removes the deleted ones. */
  readNow(productIds: readonly string[], options?: CallOptions): Promise<void>;
};

/** Imports the shop's products. An order that changes the stock also changes the product's `updated_at` in Shopify. */
export function createCatalogueReading({ client, ledger, clock, log }: CatalogueParts): CatalogueReading {
  const { shop } = client;
  const checkpoint = `shopify.products:${shop}`; // one checkpoint per shop
  let listedAt = Number.NEGATIVE_INFINITY;
  /** Where the next round continues: more products may share one update time, or its overlap, than one round reads. */
  let left: { readonly query: string | null; readonly after: string } | null = null;
  const told = new Set<string>();

  /** Skips a product that cannot be parsed, so that the rest can be sold. */
  function readOrSkip(node: unknown): readonly StoredProduct[] {
    try {
      return [readProduct(node)];
    } catch (error) {
      const named = z.object({ id: z.string(), updatedAt: z.string() }).safeParse(node).data;
      const name = named ? `${named.id}@${named.updatedAt}` : JSON.stringify(node).slice(0, 200);
      // every round reads the last changed product again: log it once
      if (!told.has(name)) {
        log.warn('a product of Shopify cannot be read', { product: name, error: messageOf(error) });
      }
      told.add(name);
      return [];
    }
  }

  async function readAll(
    nodes: readonly unknown[],
    options?: CallOptions,
  ): Promise<readonly StoredProduct[]> {
    const read: StoredProduct[] = [];
    for (const node of nodes) read.push(...readOrSkip(await wholeProduct(client, node, options)));
    return read;
  }

  /** Removes deleted products. A deleted product has no update time, so the full list is needed. */
  async function dropDeleted(options?: CallOptions): Promise<void> {
    const ids = new Set<string>();
    let after: string | null = null;
    do {
      const { products }: z.infer<typeof idsSchema> = await client.query(
        productIdsQuery,
        { first: 250, after },
        idsSchema,
        options,
      );
      for (const { id } of products.nodes) ids.add(id);
      after = products.pageInfo.hasNextPage ? (products.pageInfo.endCursor ?? null) : null;
    } while (after !== null);
    const dropped = ledger.catalogue.keepOnly(shop, ids);
    if (dropped > 0) log.info('variants of deleted products dropped', { dropped });
  }

  function changedSince(): string | null {
    const since = ledger.checkpoints.get(checkpoint);
    return since === null ? null : `updated_at:>='${new Date(Date.parse(since) - overlapMs).toISOString()}'`;
  }

  return {
    async refresh(options) {
      const { query, after: begin } = left ?? { query: changedSince(), after: null };
      left = null; // do not repeat a cursor that Shopify refuses
      let after: string | null = begin;
      let count = 0;
      for (let pages = 0; pages < mostInOneRound; pages += 1) {
        const { products }: z.infer<typeof productsSchema> = await client.query(
          productsQuery,
          { first: atOnce, ...productSize, query, after },
          productsSchema,
          options,
        );
        const read = await readAll(products.nodes, options);
        count += read.length;
        const dated = products.nodes.map((node) => datedSchema.safeParse(node).data);
        const last = dated.findLast((one) => one !== undefined)?.updatedAt;
        ledger.transaction(() => {
          ledger.catalogue.upsert(shop, read);
          const known = ledger.checkpoints.get(checkpoint);
          if (last !== undefined && (known === null || Date.parse(last) > Date.parse(known))) {
            ledger.checkpoints.set(checkpoint, last);
          }
        });
        after = products.pageInfo.hasNextPage ? (products.pageInfo.endCursor ?? null) : null;
        left = after === null ? null : { query, after };
        if (left === null) break;
      }
      if (clock.now() - listedAt >= listEveryMs) {
        await dropDeleted(options);
        listedAt = clock.now();
      }
      return count;
    },
    isBehind: () => left !== null,
    async readNow(productIds, options) {
      for (let from = 0; from < productIds.length; from += atOnce) {
        const ids = productIds.slice(from, from + atOnce);
        const { nodes } = await client.query(
          productsByIdQuery,
          { ids, ...productSize },
          nodesSchema,
          options,
        );
        const read = await readAll(
          nodes.filter((node) => node !== null),
          options,
        );
        const gone = ids.filter((_id, index) => nodes[index] === null);
        ledger.transaction(() => {
          ledger.catalogue.upsert(shop, read);
          ledger.catalogue.drop(shop, gone);
        });
      }
    },
  };
}
