import { expect, it } from 'vitest';
import { soon } from '../../../support/soon.ts';
import type { FakeShopify } from '../../shopify/fake-shopify.ts';
import { deskOf, nothingMore, quietShop } from './reconciling-computer.ts';

/** A shop that sells peonies at this price. */
function sell(shopify: FakeShopify, price: string, updatedAt: string): void {
  const variant = {
    id: 'gid://shopify/ProductVariant/15',
    title: '15 stems',
    sku: 'PEO-15',
    price,
    availableForSale: true,
    inventoryQuantity: 4,
  };
  const product = {
    id: 'gid://shopify/Product/6',
    title: 'Peonies',
    status: 'ACTIVE',
    updatedAt,
    tracksInventory: true,
    onlineStoreUrl: null,
    priceRangeV2: { minVariantPrice: { currencyCode: 'UAH' } },
    featuredMedia: null,
    collections: { nodes: [], pageInfo: nothingMore },
    variants: { nodes: [variant], pageInfo: nothingMore },
  };
  shopify.on('Products', { data: { products: { nodes: [product], pageInfo: nothingMore } } });
  shopify.on('ProductIds', { data: { products: { nodes: [{ id: product.id }], pageInfo: nothingMore } } });
}

const asked = (shopify: FakeShopify, ...operations: readonly string[]) =>
  operations.map((operation) => shopify.callsOf(operation).length);

/** A desk of a shop where another one listens, that has read the catalogue once. */
async function started() {
  const shopify = await quietShop();
  sell(shopify, '1200.00', '2025-03-04T09:00:00Z');
  let drafts = 0;
  const desk = deskOf(shopify, null, undefined, undefined, {
    listens: () => false,
    askDrafts: async () => {
      drafts += 1;
    },
  });
  const { reconciliation, ledger, clock } = desk;
  reconciliation.start();
  await soon(() => expect(clock.waiting).toBe(1));
  const prices = () =>
    ledger.catalogue.search(shopify.config.shop, 'peonies', 10).map(({ price }) => price.minor);
  return { ...desk, shopify, prices, drafts: () => drafts };
}

it('a desk where another listens asks every two minutes what is sold and for how much, and for no orders', async () => {
  const { reconciliation, clock, shopify, prices, drafts } = await started();
  expect(prices()).toEqual([120_000]);
  sell(shopify, '1500.00', '2025-03-04T10:01:00Z');
  await clock.advance(120_000);
  await soon(() => expect(prices()).toEqual([150_000]));
  await soon(() => expect(clock.waiting).toBe(1));
  expect(asked(shopify, 'Products', 'Collections', 'Orders', 'Journeys')).toEqual([2, 2, 0, 0]);
  expect([drafts(), reconciliation.ordersAt(), reconciliation.status().state]).toEqual([0, null, 'working']);
  await reconciliation.stop();
  expect(clock.waiting).toBe(0);
});

it('such a desk asks for everything once when somebody asks it to, and for the catalogue alone again after that', async () => {
  const { reconciliation, clock, shopify, drafts } = await started();
  await reconciliation.now();
  expect([...asked(shopify, 'Products', 'Orders'), drafts()]).toEqual([2, 1, 1]);
  for (const products of [3, 4]) {
    await clock.advance(120_000);
    await soon(() => expect(asked(shopify, 'Products')).toEqual([products]));
    await soon(() => expect(clock.waiting).toBe(1));
  }
  expect([...asked(shopify, 'Orders'), drafts()]).toEqual([1, 1]);
  await reconciliation.stop();
});

it('such a desk asks for everything also where it was asked to while it read the catalogue', async () => {
  const { reconciliation, clock, shopify } = await started();
  await clock.advance(120_000);
  await reconciliation.now();
  expect(asked(shopify, 'Products', 'Orders')).toEqual([3, 1]);
  await reconciliation.stop();
});
