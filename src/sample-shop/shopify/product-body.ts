import { stringify } from 'lossless-json';
import type { Product, Variant } from '../catalogue.ts';
import { kyivTime, utcTime } from '../times.ts';
import { gid } from './nodes.ts';
import type { Store } from './store.ts';
import { decimal } from './totals.ts';

type Parts = {
  readonly store: Pick<Store, 'stockOf'>;
  readonly openedAt: number;
  readonly now: number;
};

/** The body of a `products/…` delivery: every key of version 2026-07, the newest documented one. */
export function productBody(product: Product, parts: Parts): string {
  const { openedAt, now } = parts;
  const body = stringify({
    admin_graphql_api_id: gid('Product', product.id),
    body_html: `<p>${product.title}</p>`,
    created_at: kyivTime(openedAt),
    handle: product.handle,
    id: product.id,
    product_type: product.type,
    published_at: kyivTime(openedAt),
    template_suffix: null,
    title: product.title,
    updated_at: kyivTime(now),
    vendor: product.vendor,
    status: 'active',
    published_scope: 'web',
    tags: product.type.toLowerCase(),
    variants: product.variants.map((variant, index) => variantBody(variant, index + 1, parts)),
    options: [],
    images: [],
    image: null,
    media: [],
    variant_gids: product.variants.map(({ id }) => ({
      admin_graphql_api_id: gid('ProductVariant', id),
      updated_at: utcTime(now),
    })),
    has_variants_that_requires_components: false,
    category: null,
  });
  if (body === undefined) throw new Error('a product is always JSON');
  return body;
}

const variantBody = (variant: Variant, position: number, { store, openedAt, now }: Parts): object => ({
  admin_graphql_api_id: gid('ProductVariant', variant.id),
  barcode: variant.barcode,
  compare_at_price: null,
  created_at: kyivTime(openedAt),
  id: variant.id,
  inventory_policy: variant.stock === null ? 'continue' : 'deny',
  position,
  price: decimal(variant.price),
  product_id: variant.product.id,
  sku: variant.sku,
  taxable: false,
  title: variant.title,
  updated_at: kyivTime(now),
  option1: variant.title,
  option2: null,
  option3: null,
  image_id: null,
  inventory_item_id: variant.id + 1n,
  inventory_quantity: store.stockOf(variant) ?? 0,
  old_inventory_quantity: store.stockOf(variant) ?? 0,
});
