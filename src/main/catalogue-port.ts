import type { CollectionView, ProductView, StockView, VariantView } from '../shared/views.ts';

/** A product as it was read, whole. */
export type StoredProduct = {
  readonly productId: string;
  readonly title: string;
  /** Offered to customers: no draft, not put away, and not sold by its link alone. */
  readonly listed: boolean;
  readonly imageUrl: string | null;
  readonly productUrl: string | null;
  readonly updatedAt: number;
  /** Every collection it is in. */
  readonly collections: readonly StoredCollection[];
  readonly variants: readonly VariantView[];
};
export type StoredCollection = Omit<CollectionView, 'products'>;

/** What each shop sells, as it was last read; `null` is the shop of a desk that is connected to none, and sells nothing. */
export interface Catalogue {
  /** Takes whole products: a variant that is missing among those of its product is not sold any more. An older word changes nothing. */
  upsert(shop: string, products: readonly StoredProduct[]): void;
  /** Drops the products of a shop that are not among these. @returns how many variants went */
  keepOnly(shop: string, productIds: ReadonlySet<string>): number;
  /** @returns how many variants went */
  drop(shop: string, productIds: readonly string[]): number;
  /** Takes a collection whole: these products are in it, and no others. */
  putCollection(
    shop: string,
    collection: StoredCollection,
    productIds: readonly string[],
    updatedAt: string,
  ): void;
  /** By id, the time of the change at which each was read last; empty for one that is known from its products alone. */
  collectionsReadAt(shop: string): ReadonlyMap<string, string>;
  dropCollections(shop: string, collectionIds: readonly string[]): void;
  /** By title; how many products of each are shown to customers. */
  collections(shop: string | null): readonly CollectionView[];
  search(shop: string | null, text: string, limit: number): readonly VariantView[];
  /** Of those among them that the shop is known to sell. */
  stock(shop: string | null, variantIds: readonly string[]): readonly StockView[];
  /** A page of what customers are shown. `collection` is a handle, or a title as people write it. */
  products(
    shop: string | null,
    options: {
      readonly text?: string;
      readonly collection?: string;
      readonly offset: number;
      readonly limit: number;
    },
  ): { readonly products: readonly ProductView[]; readonly more: boolean };
  /** Of one product, those that can be bought first. */
  variants(shop: string | null, productId: string): readonly VariantView[];
  product(shop: string | null, productId: string): ProductView | null;
  count(shop: string | null): number;
  /** Those of these variants that the shop sells. */
  byId(shop: string | null, variantIds: readonly string[]): readonly VariantView[];
}
