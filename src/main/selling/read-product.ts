import { z } from 'zod';
import { parseMoney } from '../../shared/money.ts';
import type { StoredProduct } from '../catalogue-port.ts';
import { productCollectionsQuery, productVariantsQuery } from '../shopify/documents.ts';
import type { CallOptions, ShopifyClient } from '../shopify/shopify-client.ts';

/** How much of a product comes with the first answer; the rest is asked for. */
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

/** As much of a product as is needed to page through its lists. */
const longProductSchema = z.object({ id: z.string(), variants: listSchema, collections: listSchema });
const restOf = (list: 'variants' | 'collections') =>
  z.object({ product: z.object({ [list]: listSchema }).nullable() });

/** The product with all its variants and collections; one that cannot be read is left for the reader to say so. */
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

/** @throws ZodError or Problem when it does not look as documented */
export function readProduct(node: unknown): StoredProduct {
  const product = productSchema.parse(node);
  const currency = product.priceRangeV2.minVariantPrice.currencyCode;
  const imageUrl = product.featuredMedia?.preview?.image?.url ?? null;
  const productUrl = product.onlineStoreUrl ?? null;
  // an unlisted one is hidden from search and collections; who has its link may buy it
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
