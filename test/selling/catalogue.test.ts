import { expect, it } from 'vitest';
import { refreshCatalogue } from '../../src/main/selling/catalogue.ts';
import { createShopifyClient } from '../../src/main/shopify/client.ts';
import type { FakeShopify } from '../shopify/fake-shopify.ts';
import { startFakeShopify } from '../shopify/fake-shopify.ts';
import { fakeClock } from '../support/clock.ts';
import { memoryLedger } from '../support/ledger.ts';
import { quietLog } from '../support/log.ts';

const nothingMore = { hasNextPage: false, endCursor: null };
const variant = (number: number, parts: object = {}) => ({
  id: `gid://shopify/ProductVariant/${number}`,
  title: `${number} stems`,
  sku: `PEO-${number}`,
  price: '1200.00',
  availableForSale: true,
  inventoryQuantity: 4,
  ...parts,
});
const product = (number: number, parts: object = {}) => ({
  id: `gid://shopify/Product/${number}`,
  title: `Peonies ${number}`,
  status: 'ACTIVE',
  updatedAt: `2025-03-04T09:0${number}:00Z`,
  tracksInventory: true,
  onlineStoreUrl: null,
  priceRangeV2: { minVariantPrice: { currencyCode: 'UAH' } },
  featuredMedia: null,
  variants: { nodes: [variant(number)], pageInfo: nothingMore },
  ...parts,
});
const page = (...nodes: readonly unknown[]) => ({ data: { products: { nodes, pageInfo: nothingMore } } });
const askedOf = (shopify: FakeShopify) => shopify.callsOf('Products').map(({ variables }) => variables.query);

function deskOn(ledger = memoryLedger({ clock: fakeClock() })) {
  const log = quietLog();
  const clientOf = ({ config }: FakeShopify) => createShopifyClient({ config, clock: fakeClock(), log });
  return { ledger, log, clientOf };
}

it('reads the whole catalogue of another shop, however far the first one was read', async () => {
  const [fern, moss] = [await startFakeShopify(), await startFakeShopify('moss.myshopify.com')];
  fern.on('Products', page(product(1)));
  moss.on('Products', page(product(2)));
  const { ledger, clientOf } = deskOn();
  for (const shopify of [fern, moss, fern]) await refreshCatalogue(clientOf(shopify), ledger);
  expect(askedOf(moss)).toEqual([null]);
  expect(askedOf(fern)).toEqual([null, "updated_at:>='2025-03-04T09:01:00Z'"]);
});
