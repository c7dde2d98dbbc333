import { z } from 'zod';
import { parseMoney } from '../../shared/money.ts';
import type { StoredProduct } from '../catalogue-port.ts';
import { productCollectionsQuery, productVariantsQuery } from '../shopify/documents.ts';
import type { CallOptions, ShopifyClient } from '../shopify/shopify-client.ts';

/** Page sizes of the first request; more pages are requested. */
export const productSize = { variants: 50, collections: 15 } as const;

const text = z.string().nullish();
const time = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not a time');
export const pageInfoSchema = z.object({ hasNextPage: z.boolean(), endCursor: text });
const listSchema = z.object({ nodes: z.array(z.unknown()), pageInfo: pageInfoSchema });
type List = z.infer<typeof listSchema>;

const variantSchema = z.object({
  id: z.string(),
  title: z.string(),
  sku: text,
  barcode: text,
  price: z.string(),
  availableForSale: z.boolean(),
  inventoryQuantity: z.int().nullish(),
});
const collectionSchema = z.object({ id: z.string(), handle: z.string(), title: z.string() });
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
  collections: listSchema,
  variants: listSchema,
});

/** The fields needed to page through a product's lists. */
const longProductSchema = z.object({ id: z.string(), variants: listSchema, collections: listSchema });
const restOf = (list: 'variants' | 'collections') =>
  z.object({ product: z.object({ [list]: listSchema }).nullable() });

/**
 * Reads a product with all its variants and collections. Returns an unreadable product unchanged, for `readProduct` to report.
 */
export async function wholeProduct(
  client: ShopifyClient,
  node: unknown,
  options?: CallOptions,
): Promise<unknown> {
  const product = longProductSchema.safeParse(node).data;
  if (!product) return node;
  const all = async (list: 'variants' | 'collections', document: string): Promise<List> => {
    const { nodes, pageInfo } = product[list];
    const found = [...nodes];
    let info = pageInfo;
    while (info.hasNextPage) {
      const variables = { id: product.id, first: 100, after: info.endCursor };
      const rest = (await client.query(document, variables, restOf(list), options)).product?.[list];
      if (!rest) break; // deleted meanwhile
      found.push(...rest.nodes);
      info = rest.pageInfo;
    }
    return { nodes: found, pageInfo: info };
  };
  return {
    ...Object(node),
    variants: await all('variants', productVariantsQuery),
    collections: await all('collections', productCollectionsQuery),
  };
}

/** @throws ZodError or Problem if it differs from the documented shape */
export function readProduct(node: unknown): StoredProduct {
  const product = productSchema.parse(node);
  const currency = product.priceRangeV2.minVariantPrice.currencyCode;
  const imageUrl = product.featuredMedia?.preview?.image?.url ?? null;
  const productUrl = product.onlineStoreUrl ?? null;
  // an unlisted product is hidden from search and collections but can be bought by its link
  const isOnSale = product.status === 'ACTIVE' || product.status === 'UNLISTED';
  return {
    productId: product.id,
    title: product.title,
    listed: product.status === 'ACTIVE',
    imageUrl,
    productUrl,
    updatedAt: Date.parse(product.updatedAt),
    collections: z
      .array(collectionSchema)
      .parse(product.collections.nodes)
      .map(({ id, handle, title }) => ({ collectionId: id, handle, title })),
    variants: z
      .array(variantSchema)
      .parse(product.variants.nodes)
      .map((variant) => ({
        variantId: variant.id,
        productId: product.id,
        title: variant.title === 'Default Title' ? product.title : `${product.title} · ${variant.title}`,
        sku: variant.sku ?? '',
        barcode: variant.barcode ?? '',
        price: parseMoney(variant.price, currency),
        stock: product.tracksInventory ? (variant.inventoryQuantity ?? null) : null,
        available: isOnSale && variant.availableForSale,
        imageUrl,
        productUrl,
      })),
  };
}
