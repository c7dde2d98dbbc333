import { describe, expect, it } from 'vitest';
import { createCatalogueReading } from '../../../src/main/selling/catalogue.ts';
import { createShopifyClient } from '../../../src/main/shopify/client.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import type { FakeShopify } from '../shopify/fake-shopify.ts';
import { startFakeShopify } from '../shopify/fake-shopify.ts';

const nothingMore = { hasNextPage: false, endCursor: null };
const variant = (number: number, parts: object = {}) => ({
  id: `gid://shopify/ProductVariant/${number}`,
  title: `${number} stems`,
  sku: `PEO-${number}`,
  barcode: `482000000000${number}`,
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
  collections: { nodes: [], pageInfo: nothingMore },
  variants: { nodes: [variant(number)], pageInfo: nothingMore },
  ...parts,
});
const page = (...nodes: readonly unknown[]) => ({ data: { products: { nodes, pageInfo: nothingMore } } });
const askedOf = (shopify: FakeShopify) => shopify.callsOf('Products').map(({ variables }) => variables.query);

/** A shop on loopback that sells just these. */
async function shopWith(products: readonly unknown[], name?: string): Promise<FakeShopify> {
  const shopify = await startFakeShopify(name);
  shopify.on('Products', page(...products));
  shopify.on('ProductIds', page(...[1, 2, 3].map((number) => ({ id: product(number).id }))));
  return shopify;
}

function setUp() {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const log = quietLog();
  const readingOf = ({ config }: FakeShopify) =>
    createCatalogueReading({ client: createShopifyClient({ config, clock, log }), ledger, clock, log });
  const refreshOf = (shopify: FakeShopify) => readingOf(shopify).refresh;
  return { clock, ledger, log, refreshOf, readingOf };
}

it('reads another shop’s whole catalogue, regardless of the first’s progress', async () => {
  const fern = await shopWith([product(1)]);
  const moss = await shopWith([product(2)], 'moss.myshopify.com');
  const { ledger, refreshOf } = setUp();
  for (const shopify of [fern, moss, fern]) await refreshOf(shopify)();
  expect(askedOf(moss)).toEqual([null]);
  expect(askedOf(fern)).toEqual([null, "updated_at:>='2025-03-04T08:51:00.000Z'"]);
  const titles = [fern, moss].map(({ config }) =>
    ledger.catalogue.search(config.shop, '', 9).map(({ title }) => title),
  );
  expect(titles).toEqual([['Peonies 1 · 1 stems'], ['Peonies 2 · 2 stems']]);
});

it.each([
  ['product', product(2, { status: null })],
  ['price', product(2, { variants: { nodes: [variant(2, { price: 'free' })], pageInfo: nothingMore } })],
  ['variant', product(2, { variants: { nodes: [variant(1, { id: 7 })], pageInfo: nothingMore } })],
  ['list of variants', product(2, { variants: null })],
  ['time', product(2, { updatedAt: 'today' })],
  ['answer', 'a product'],
])('skips one product with an unreadable %s, and reports it once', async (_what, bad) => {
  const shopify = await shopWith([product(1), bad, product(3)]);
  const { ledger, log, refreshOf } = setUp();
  const refresh = refreshOf(shopify);
  expect(await refresh()).toBe(2);
  expect(await refresh()).toBe(2);
  expect(ledger.catalogue.search(shopify.config.shop, '', 10).map(({ title }) => title)).toEqual([
    'Peonies 1 · 1 stems',
    'Peonies 3 · 3 stems',
  ]);
  expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  expect(askedOf(shopify).at(-1)).toBe("updated_at:>='2025-03-04T08:53:00.000Z'");
});

it('continues after the last product even when it cannot be read', async () => {
  const shopify = await shopWith([product(1), product(2, { title: null })]);
  const refresh = setUp().refreshOf(shopify);
  await refresh();
  await refresh();
  expect(askedOf(shopify)).toEqual([null, "updated_at:>='2025-03-04T08:52:00.000Z'"]);
});

it('fails as a whole when a product’s rest is unavailable', async () => {
  const long = { nodes: [variant(1)], pageInfo: { hasNextPage: true, endCursor: 'v' } };
  const shopify = await shopWith([product(1, { variants: long })]);
  shopify.on('ProductVariants', { status: 403 });
  const { ledger, refreshOf } = setUp();
  await expect(refreshOf(shopify)()).rejects.toThrow();
  expect(ledger.catalogue.count(shopify.config.shop)).toBe(0);
});

it('drops products deleted in Shopify within the hour, by one query', async () => {
  const shopify = await shopWith([product(1), product(2)]);
  const { clock, ledger, refreshOf } = setUp();
  const refresh = refreshOf(shopify);
  await refresh();
  expect(ledger.catalogue.count(shopify.config.shop)).toBe(2);

  shopify.on('Products', page());
  shopify.on('ProductIds', ({ after }) =>
    after === null
      ? { data: { products: { nodes: [], pageInfo: { hasNextPage: true, endCursor: 'c' } } } }
      : page({ id: product(2).id }),
  );
  await clock.advance(3_599_000);
  await refresh();
  expect(ledger.catalogue.count(shopify.config.shop)).toBe(2);
  await clock.advance(1_000);
  await refresh();
  expect(ledger.catalogue.search(shopify.config.shop, '', 9).map(({ title }) => title)).toEqual([
    'Peonies 2 · 2 stems',
  ]);
});

it('drops nothing while Shopify does not say which products there are', async () => {
  const shopify = await shopWith([product(1)]);
  shopify.once('ProductIds', { status: 403 });
  const { ledger, refreshOf } = setUp();
  const refresh = refreshOf(shopify);
  await expect(refresh()).rejects.toThrow();
  expect(ledger.catalogue.count(shopify.config.shop)).toBe(1);
  await refresh();
  expect(shopify.callsOf('ProductIds')).toHaveLength(2);
});

it('overlaps its queries by ten minutes, and never goes back', async () => {
  const shopify = await shopWith([product(3)]);
  const { ledger, refreshOf } = setUp();
  const refresh = refreshOf(shopify);
  await refresh();
  shopify.on('Products', page(product(1))); // changed before, found only now
  await refresh();
  await refresh();
  expect(askedOf(shopify).slice(1)).toEqual([
    "updated_at:>='2025-03-04T08:53:00.000Z'",
    "updated_at:>='2025-03-04T08:53:00.000Z'",
  ]);
  expect(ledger.catalogue.search(shopify.config.shop, 'peonies 1', 9)).toHaveLength(1);
});

it('keeps barcode and collections, also those beyond the first answer', async () => {
  const collection = (name: string) => ({
    id: `gid://shopify/Collection/${name}`,
    handle: name,
    title: name,
  });
  const many = { nodes: [collection('a')], pageInfo: { hasNextPage: true, endCursor: 'c' } };
  const shopify = await shopWith([product(1, { collections: many })]);
  shopify.on('ProductCollections', {
    data: { product: { collections: { nodes: [collection('b')], pageInfo: nothingMore } } },
  });
  const { ledger, refreshOf } = setUp();
  await refreshOf(shopify)();
  const { shop } = shopify.config;
  expect(ledger.catalogue.search(shop, '4820000000001', 9)).toHaveLength(1);
  for (const name of ['a', 'b']) {
    expect(ledger.catalogue.products(shop, { collection: name, offset: 0, limit: 9 }).products).toMatchObject(
      [{ title: 'Peonies 1' }],
    );
  }
});

it('offers a link-only product to managers, and hides it from customers', async () => {
  const shopify = await shopWith([product(1, { status: 'UNLISTED' }), product(2, { status: 'DRAFT' })]);
  const { ledger, refreshOf } = setUp();
  await refreshOf(shopify)();
  const { shop } = shopify.config;
  expect(ledger.catalogue.search(shop, '', 9).map(({ title, available }) => [title, available])).toEqual([
    ['Peonies 1 · 1 stems', true],
    ['Peonies 2 · 2 stems', false],
  ]);
  expect(ledger.catalogue.products(shop, { offset: 0, limit: 9 }).products).toEqual([]);
});

it('refreshes a named product, and drops one that is gone', async () => {
  const shopify = await shopWith([product(1), product(2)]);
  const { ledger, readingOf } = setUp();
  const { refresh, readNow } = readingOf(shopify);
  await refresh();
  const sold = product(1, {
    updatedAt: '2025-03-04T10:00:00Z',
    variants: { nodes: [variant(1, { inventoryQuantity: 1 })], pageInfo: nothingMore },
  });
  shopify.on('ProductsById', { data: { nodes: [sold, null] } });
  await readNow([product(1).id, product(2).id]);
  expect(shopify.callsOf('ProductsById')[0]?.variables.ids).toEqual([product(1).id, product(2).id]);
  expect(
    ledger.catalogue.search(shopify.config.shop, '', 9).map(({ title, stock }) => [title, stock]),
  ).toEqual([['Peonies 1 · 1 stems', 1]]);
});

describe('more than a round reads', () => {
  /** A shop whose products all changed at one moment, one on each page. */
  async function changedAtOnce(pages: number) {
    const shopify = await startFakeShopify();
    const { updatedAt } = product(1);
    shopify.on('Products', ({ after }) => {
      const number = after === null ? 1 : Number(after) + 1;
      const pageInfo = { hasNextPage: number < pages, endCursor: String(number) };
      return { data: { products: { nodes: [product(number, { updatedAt })], pageInfo } } };
    });
    shopify.on('ProductIds', page(...Array.from({ length: pages }, (_, at) => ({ id: product(at + 1).id }))));
    const { ledger, readingOf } = setUp();
    const reading = readingOf(shopify);
    const places = () => shopify.callsOf('Products').map(({ variables }) => variables.after);
    return { shopify, ledger, reading, places };
  }

  it('continues next time within one moment, so that orders are not delayed', async () => {
    const { shopify, ledger, reading, places } = await changedAtOnce(45);
    expect(await reading.refresh()).toBe(20);
    expect(reading.isBehind()).toBe(true);
    expect(await reading.refresh()).toBe(20);
    expect(await reading.refresh()).toBe(5);
    expect(reading.isBehind()).toBe(false);
    expect(ledger.catalogue.count(shopify.config.shop)).toBe(45);
    expect([places()[20], places()[40]]).toEqual(['20', '40']);
    expect(new Set(askedOf(shopify))).toEqual(new Set([null]));
    await reading.refresh();
    expect(places()[45]).toBeNull();
    expect(askedOf(shopify).at(-1)).toBe("updated_at:>='2025-03-04T08:51:00.000Z'");
  });

  it('restarts from its last known product when Shopify rejects the cursor', async () => {
    const { shopify, reading, places } = await changedAtOnce(25);
    await reading.refresh();
    shopify.once('Products', { errors: [{ message: 'Invalid cursor' }] });
    await expect(reading.refresh()).rejects.toThrow();
    expect(await reading.refresh()).toBe(20);
    expect(places().slice(20, 22)).toEqual(['20', null]);
    expect(await reading.refresh()).toBe(5);
  });
});
