import { z } from 'zod';
import { parseMoney } from '../../shared/money.ts';
import type { VariantView } from '../../shared/views.ts';
import type { Ledger } from '../ports.ts';
import type { CallOptions, ShopifyClient } from '../shopify/client.ts';
import { productsQuery, productVariantsQuery } from '../shopify/documents.ts';

const page = { first: 10, variants: 50 };

const text = z.string().nullish();
const variantSchema = z.object({
  id: z.string(),
  title: z.string(),
  sku: text,
  price: z.string(),
  availableForSale: z.boolean(),
  inventoryQuantity: z.int().nullish(),
});
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: text });
const variantsSchema = z.object({ nodes: z.array(variantSchema), pageInfo });
const productSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  updatedAt: z.string(),
  tracksInventory: z.boolean(),
  onlineStoreUrl: text,
  priceRangeV2: z.object({ minVariantPrice: z.object({ currencyCode: z.string() }) }),
  featuredMedia: z
    .object({ preview: z.object({ image: z.object({ url: text }).nullish() }).nullish() })
    .nullish(),
  variants: variantsSchema,
});
type Product = z.infer<typeof productSchema>;
type Variant = z.infer<typeof variantSchema>;
const productsSchema = z.object({ products: z.object({ nodes: z.array(productSchema), pageInfo }) });
const restSchema = z.object({ product: z.object({ variants: variantsSchema }).nullable() });

/** Brings the shop's products here, only those that changed since the last time. @returns how many products came */
export async function refreshCatalogue(
  client: ShopifyClient,
  ledger: Ledger,
  options?: CallOptions,
): Promise<number> {
  const checkpoint = `shopify.products:${client.shop}`; // how far one shop was read says nothing about another
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
    const variants: (VariantView & { readonly updatedAt: number })[] = [];
    for (const product of products.nodes) {
      variants.push(...readProduct(product, await allVariants(client, product, options)));
    }
    const last = products.nodes.at(-1)?.updatedAt;
    ledger.transaction(() => {
      ledger.catalogue.upsert(variants);
      if (last !== undefined) ledger.checkpoints.set(checkpoint, last);
    });
    count += products.nodes.length;
    after = products.pageInfo.hasNextPage ? (products.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return count;
}

async function allVariants(client: ShopifyClient, product: Product, options?: CallOptions) {
  const all: Variant[] = [...product.variants.nodes];
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

function readProduct(product: Product, variants: readonly Variant[]) {
  const currency = product.priceRangeV2.minVariantPrice.currencyCode;
  return variants.map((variant) => ({
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
