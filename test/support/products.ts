import type { StoredProduct } from '../../src/main/catalogue-port.ts';
import type { VariantView } from '../../src/shared/views.ts';

/** A variant of a product with untracked stock, with overrides. */
export const variantView = (
  changes: Partial<VariantView> & Pick<VariantView, 'variantId' | 'productId'>,
): VariantView => ({
  title: changes.variantId,
  sku: '',
  barcode: '',
  price: { minor: 1250, currency: 'UAH' },
  stock: null,
  available: true,
  imageUrl: null,
  productUrl: null,
  ...changes,
});

/** A product of a shop for the ledger, with overrides. */
export function productOf(
  parts: Partial<StoredProduct> & Pick<StoredProduct, 'productId'>,
  variants: readonly (Partial<VariantView> & Pick<VariantView, 'variantId'>)[] = [
    { variantId: `v-${parts.productId}` },
  ],
): StoredProduct {
  const { imageUrl = null, productUrl = 'https://shop.example/p', productId } = parts;
  const all = variants.map(
    (variant): VariantView => ({
      productId,
      title: `Thing ${variant.variantId}`,
      sku: `BQ-${variant.variantId}`,
      barcode: '',
      price: { minor: 100_00, currency: 'UAH' },
      stock: 3,
      available: true,
      imageUrl,
      productUrl,
      ...variant,
    }),
  );
  return {
    title: all[0]?.title ?? 'Thing',
    listed: true,
    updatedAt: 1,
    collections: [],
    ...parts,
    imageUrl,
    productUrl,
    variants: all,
  };
}
