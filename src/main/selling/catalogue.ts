import { z } from 'zod';
import { parseMoney } from '../../shared/money.ts';
import { messageOf } from '../../shared/problem.ts';
import type { VariantView } from '../../shared/views.ts';
import type { Clock, Ledger, Log } from '../ports.ts';
import { productIdsQuery, productsQuery, productVariantsQuery } from '../shopify/documents.ts';
import type { CallOptions, ShopifyClient } from '../shopify/shopify-client.ts';

const page = { first: 10, variants: 50 };

const text = z.string().nullish();
const time = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not a time');
const variantSchema = z.object({
  id: z.string(),
  title: z.string(),
  sku: text,
  price: z.string(),
  availableForSale: z.boolean(),
  inventoryQuantity: z.int().nullish(),
});
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: text });
const variantNodes = z.object({ nodes: z.array(z.unknown()), pageInfo });
const productSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  updatedAt: time,
  tracksInventory: z.boolean(),
  onlineStoreUrl: text,
  priceRangeV2: z.object({ minVariantPrice: z.object({ currencyCode: z.string() }) }),
  featuredMedia: z
    .object({ preview: z.object({ image: z.object({ url: text }).nullish() }).nullish() })
    .nullish(),
  variants: variantNodes,
});
/** As much of a product as is needed to page through its variants. */
const longProductSchema = z.object({ id: z.string(), variants: variantNodes });
const productsSchema = z.object({ products: z.object({ nodes: z.array(z.unknown()), pageInfo }) });
const idsSchema = z.object({
  products: z.object({ nodes: z.array(z.object({ id: z.string() })), pageInfo }),
});
const restSchema = z.object({ product: z.object({ variants: variantNodes }).nullable() });
const datedSchema = z.object({ updatedAt: time });

type StoredVariant = VariantView & { readonly updatedAt: number };
export type CatalogueParts = {
  readonly client: ShopifyClient;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
};

const listEveryMs = 3_600_000;

/** @returns what brings the shop's products here, only those that changed since the last time, and says how many came */
export function createCatalogueRefresh({ client, ledger, clock, log }: CatalogueParts) {
  const { shop } = client;
  const checkpoint = `shopify.products:${shop}`; // how far one shop was read says nothing about another
  let listedAt = Number.NEGATIVE_INFINITY;
  const told = new Set<string>();

  /** One that cannot be read is left out, so that the rest can be sold. */
  function readOrSkip(node: unknown, variants: readonly unknown[]): readonly StoredVariant[] {
    try {
      return readProduct(node, variants);
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

  return async function refresh(options?: CallOptions): Promise<number> {
    const since = ledger.checkpoints.get(checkpoint);
    const query = since === null ? null : `updated_at:>='${since}'`;
    let after: string | null = null;
    let count = 0;
    do {
      const { products }: z.infer<typeof productsSchema> = await client.query(
        productsQuery,
        { ...page, query, after },
        productsSchema,
        options,
      );
      const variants: StoredVariant[] = [];
      for (const node of products.nodes) {
        const read = readOrSkip(node, await allVariants(client, node, options));
        if (read.length > 0) count += 1;
        variants.push(...read);
      }
      const dated = products.nodes.map((node) => datedSchema.safeParse(node).data);
      const last = dated.findLast((one) => one !== undefined)?.updatedAt;
      ledger.transaction(() => {
        ledger.catalogue.upsert(shop, variants);
        if (last !== undefined) ledger.checkpoints.set(checkpoint, last);
      });
      after = products.pageInfo.hasNextPage ? (products.pageInfo.endCursor ?? null) : null;
    } while (after !== null);
    if (clock.now() - listedAt >= listEveryMs) {
      await dropDeleted(options);
      listedAt = clock.now();
    }
    return count;
  };
}

/** Of a product that cannot be read no variant: the reader will say so. */
async function allVariants(
  client: ShopifyClient,
  node: unknown,
  options?: CallOptions,
): Promise<readonly unknown[]> {
  const product = longProductSchema.safeParse(node).data;
  if (!product) return [];
  const all = [...product.variants.nodes];
  let { pageInfo: info } = product.variants;
  while (info.hasNextPage) {
    const variables = { id: product.id, first: 100, after: info.endCursor };
    const rest = (await client.query(productVariantsQuery, variables, restSchema, options)).product?.variants;
    if (!rest) break; // deleted meanwhile
    all.push(...rest.nodes);
    info = rest.pageInfo;
  }
  return all;
}

/** @throws ZodError or Problem when it does not look as documented */
function readProduct(node: unknown, variants: readonly unknown[]): readonly StoredVariant[] {
  const product = productSchema.parse(node);
  const currency = product.priceRangeV2.minVariantPrice.currencyCode;
  return z
    .array(variantSchema)
    .parse(variants)
    .map((variant) => ({
      variantId: variant.id,
      productId: product.id,
      title: variant.title === 'Default Title' ? product.title : `${product.title} · ${variant.title}`,
      sku: variant.sku ?? '',
      price: parseMoney(variant.price, currency),
      stock: product.tracksInventory ? (variant.inventoryQuantity ?? null) : null,
      available: product.status === 'ACTIVE' && variant.availableForSale,
      imageUrl: product.featuredMedia?.preview?.image?.url ?? null,
      productUrl: product.onlineStoreUrl ?? null,
      updatedAt: Date.parse(product.updatedAt),
    }));
}
