import type { Collection, Product, Variant } from '../catalogue.ts';
import { catalogue, collections, currency, variants } from '../catalogue.ts';
import { utcTime } from '../times.ts';
import type { Args, Node } from './nodes.ts';
import { connection, gid, idOf } from './nodes.ts';
import { pictureUrl } from './pictures.ts';
import { parseSearch } from './search.ts';
import type { Store } from './store.ts';
import { decimal } from './totals.ts';

export type ProductParts = {
  readonly store: Pick<Store, 'stockOf' | 'isAvailable' | 'changedAt'>;
  readonly openedAt: number;
};

/** The shop's own domain, an invented one; the simulated storefront shows the same pages under its own address. */
export const storefrontUrl = 'https://petalandbean.example';
export const productUrl = (product: Product): string => `${storefrontUrl}/products/${product.handle}`;

export function createProducts({ store, openedAt }: ProductParts) {
  const at = utcTime(openedAt);
  const changedAt = (product: Product): number => store.changedAt(product) ?? openedAt;
  const money = (minor: number): Node => ({ amount: decimal(minor), currencyCode: currency });

  function productNode(product: Product): Node {
    const prices = product.variants.map((variant) => variant.price);
    const image = {
      url: pictureUrl(product),
      altText: product.title,
      width: 400,
      height: 400,
    };
    const media = {
      __typename: 'MediaImage',
      id: gid('MediaImage', product.id),
      alt: product.title,
      mediaContentType: 'IMAGE',
      status: 'READY',
      preview: { image, status: 'READY' },
      image,
    };
    return {
      __typename: 'Product',
      id: gid('Product', product.id),
      legacyResourceId: String(product.id),
      title: product.title,
      handle: product.handle,
      description: product.title,
      descriptionHtml: `<p>${product.title}</p>`,
      productType: product.type,
      vendor: product.vendor,
      status: 'ACTIVE',
      tags: [product.type.toLowerCase()],
      isGiftCard: false,
      createdAt: at,
      updatedAt: utcTime(changedAt(product)),
      publishedAt: at,
      onlineStoreUrl: productUrl(product),
      onlineStorePreviewUrl: productUrl(product),
      totalInventory: product.variants.reduce((sum, variant) => sum + (store.stockOf(variant) ?? 0), 0),
      tracksInventory: product.variants.some((variant) => variant.stock !== null),
      hasOnlyDefaultVariant: product.variants.every(({ title }) => title === 'Default Title'),
      hasOutOfStockVariants: product.variants.some((variant) => !store.isAvailable(variant)),
      totalVariants: product.variants.length,
      variantsCount: { count: product.variants.length, precision: 'EXACT' },
      priceRangeV2: {
        minVariantPrice: money(Math.min(...prices)),
        maxVariantPrice: money(Math.max(...prices)),
      },
      featuredMedia: media,
      featuredImage: image,
      media: (args: Args) =>
        connection(
          [product],
          args,
          ({ id }) => id,
          () => media,
        ),
      collections: (args: Args) =>
        connection(
          collections.filter(({ products }) => products.includes(product)),
          args,
          ({ id }) => id,
          collectionNode,
        ),
      variants: (args: Args) => connection(product.variants, args, ({ id }) => id, variantNode),
    };
  }

  function collectionNode(collection: Collection): Node {
    return {
      __typename: 'Collection',
      id: gid('Collection', collection.id),
      legacyResourceId: String(collection.id),
      handle: collection.handle,
      title: collection.title,
      description: '',
      descriptionHtml: '',
      updatedAt: at,
      productsCount: { count: collection.products.length, precision: 'EXACT' },
      products: (args: Args) => connection(collection.products, args, ({ id }) => id, productNode),
    };
  }

  function variantNode(variant: Variant): Node {
    return {
      __typename: 'ProductVariant',
      id: gid('ProductVariant', variant.id),
      legacyResourceId: String(variant.id),
      title: variant.title,
      displayName: `${variant.product.title} - ${variant.title}`,
      sku: variant.sku,
      barcode: variant.barcode,
      price: decimal(variant.price),
      compareAtPrice: null,
      taxable: false,
      availableForSale: store.isAvailable(variant),
      inventoryQuantity: store.stockOf(variant) ?? 0,
      inventoryPolicy: variant.stock === null ? 'CONTINUE' : 'DENY',
      inventoryItem: { id: gid('InventoryItem', variant.id + 1n), tracked: variant.stock !== null },
      selectedOptions: [{ name: 'Title', value: variant.title }],
      position: variant.product.variants.indexOf(variant) + 1,
      createdAt: at,
      updatedAt: at,
      image: null,
      product: () => productNode(variant.product),
    };
  }

  const searchableVariant = (variant: Variant) => ({
    text: `${variant.product.title} ${variant.title} ${variant.sku} ${variant.barcode} ${variant.product.type}`,
    sku: variant.sku,
    barcode: variant.barcode,
    title: variant.title,
    vendor: variant.product.vendor,
    product_type: variant.product.type,
    product_status: 'active',
    published_status: 'published',
    product_id: String(variant.product.id),
    id: String(variant.id),
    inventory_quantity: store.stockOf(variant) ?? 0,
  });
  const searchableProduct = (product: Product) => ({
    text: `${product.title} ${product.type} ${product.vendor}`,
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    product_type: product.type,
    status: 'active',
    published_status: 'published',
    id: String(product.id),
    created_at: openedAt,
    updated_at: changedAt(product),
  });

  const one = (id: unknown): Node | null => {
    const product = catalogue.find((each) => each.id === idOf('Product', id));
    return product ? productNode(product) : null;
  };
  const oneVariant = (id: unknown): Node | null => {
    const variant = variants.find((each) => each.id === idOf('ProductVariant', id));
    return variant ? variantNode(variant) : null;
  };

  const oneCollection = (id: unknown): Node | null => {
    const collection = collections.find((each) => each.id === idOf('Collection', id));
    return collection ? collectionNode(collection) : null;
  };

  return {
    variantNode,
    oneCollection,
    collections: (args: Args): Node => connection(collections, args, ({ id }) => id, collectionNode),
    one,
    oneVariant,
    variants(args: Args): Node {
      const test = parseSearch(args.query);
      const found = variants.filter((variant) => test(searchableVariant(variant)));
      return connection(
        args.reverse === true ? found.toReversed() : found,
        args,
        ({ id }) => id,
        variantNode,
      );
    },
    products(args: Args): Node {
      const test = parseSearch(args.query);
      const found = catalogue.filter((product) => test(searchableProduct(product)));
      if (args.sortKey === 'UPDATED_AT') found.sort((a, b) => changedAt(a) - changedAt(b));
      return connection(
        args.reverse === true ? found.toReversed() : found,
        args,
        ({ id }) => id,
        productNode,
      );
    },
  };
}
