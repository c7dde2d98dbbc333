import { z } from 'zod';
import { messageOf } from '../../shared/problem.ts';
import type { StoredProduct } from '../catalogue-port.ts';
import type { Clock, Ledger, Log } from '../ports.ts';
import { productIdsQuery, productsByIdQuery, productsQuery } from '../shopify/documents.ts';
import type { CallOptions, ShopifyClient } from '../shopify/shopify-client.ts';
import { pageInfoSchema, productSize, readProduct, wholeProduct } from './read-product.ts';

const atOnce = 10;
/** Pages. So that thousands of changed products do not hold up the orders; the others follow in the next round. */
const mostInOneRound = 20;
const listEveryMs = 3_600_000;
/** Shopify's search lags behind its products by seconds, sometimes minutes. */
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
  /** Brings what changed since the last time, stock and prices too, and goes on there when it was much. @returns how many products came */
  refresh(options?: CallOptions): Promise<number>;
  /** Whether the last time left some of it for the next. */
  isBehind(): boolean;
  /** Brings these products as they are now, or drops those that are no more. */
  readNow(productIds: readonly string[], options?: CallOptions): Promise<void>;
};

/**
 * What the shop sells, brought here. Shopify counts an order's taking from stock as a change of the product, so that
 * `updated_at` tells of stock as well.
 */
export function createCatalogueReading({ client, ledger, clock, log }: CatalogueParts): CatalogueReading {
  const { shop } = client;
  const checkpoint = `shopify.products:${shop}`; // how far one shop was read says nothing about another
  let listedAt = Number.NEGATIVE_INFINITY;
  /** Where the next round goes on: more products may share one moment, or its overlap, than a round reads. */
  let left: { readonly query: string | null; readonly after: string } | null = null;
  const told = new Set<string>();

  /** One that cannot be read is left out, so that the rest can be sold. */
  function readOrSkip(node: unknown): readonly StoredProduct[] {
    try {
      return [readProduct(node)];
    } catch (error) {
      const named = z.object({ id: z.string(), updatedAt: z.string() }).safeParse(node).data;
      const name = named ? `${named.id}@${named.updatedAt}` : JSON.stringify(node).slice(0, 200);
      // the last one that changed is asked for in every round
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

  /** What was deleted has no time at which it changed: only the list of all products shows that it is gone. */
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
      left = null; // a place that Shopify refuses is not asked for again
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
