import type { CollectionView, ProductView, StockView, VariantView } from '../shared/views.ts';

/** A complete product. */
export type StoredProduct = {
  readonly productId: string;
  readonly title: string;
  /** Visible to customers: not a draft, not archived, and not sold by its link only. */
  readonly listed: boolean;
  readonly imageUrl: string | null;
  readonly productUrl: string | null;
  readonly updatedAt: number;
  /** All collections that contain it. */
  readonly collections: readonly StoredCollection[];
  readonly variants: readonly VariantView[];
};
export type StoredCollection = Omit<CollectionView, 'products'>;

/** The products of each shop as last read. `null` is the shop of a computer without a connected shop, and has no products. */
export interface Catalogue {
  /** Replaces whole products: a variant that is missing is not sold any more. Older data change nothing. */
  upsert(shop: string, products: readonly StoredProduct[]): void;
  /** Drops the products of a shop that are not among these. @returns the number of removed variants */
  keepOnly(shop: string, productIds: ReadonlySet<string>): number;
  /** @returns the number of removed variants */
  drop(shop: string, productIds: readonly string[]): number;
  /** Replaces the products of a collection. */
  putCollection(
    shop: string,
    collection: StoredCollection,
    productIds: readonly string[],
    updatedAt: string,
  ): void;
  /** By id, the update time of the version of each collection that was read last; empty if known from its products only. */
  collectionsReadAt(shop: string): ReadonlyMap<string, string>;
  dropCollections(shop: string, collectionIds: readonly string[]): void;
  /** By title, with the number of products that customers see. */
  collections(shop: string | null): readonly CollectionView[];
  search(shop: string | null, text: string, limit: number): readonly VariantView[];
  /** Returns only variants that the shop sells. */
  stock(shop: string | null, variantIds: readonly string[]): readonly StockView[];
  /** A page of products that customers see. `collection` is a handle or a title as people write it. */
  products(
    shop: string | null,
    options: {
      readonly text?: string;
      readonly collection?: string;
      readonly offset: number;
      readonly limit: number;
    },
  ): { readonly products: readonly ProductView[]; readonly more: boolean };
  /** The variants of one product; available ones first. */
  variants(shop: string | null, productId: string): readonly VariantView[];
  product(shop: string | null, productId: string): ProductView | null;
  count(shop: string | null): number;
  /** Returns only variants that the shop sells. */
  byId(shop: string | null, variantIds: readonly string[]): readonly VariantView[];
}
