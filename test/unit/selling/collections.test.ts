import { expect, it } from 'vitest';
import { createCollectionReading } from '../../../src/main/selling/collections.ts';
import { createShopifyClient } from '../../../src/main/shopify/client.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { productOf } from '../../support/products.ts';
import { startFakeShopify } from '../shopify/fake-shopify.ts';

const nothingMore = { hasNextPage: false, endCursor: null };
type Held = { readonly updatedAt: string; readonly products: readonly string[] };

/** A shop whose collections a test changes as it goes. */
async function open() {
  const shopify = await startFakeShopify();
  const { shop } = shopify.config;
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const held = new Map<string, Held>();
  const nodeOf = (id: string) => ({ id, handle: id.toLowerCase(), title: id });
  shopify.on('Collections', () => ({
    data: {
      collections: {
        nodes: [...held].map(([id, { updatedAt }]) => ({ ...nodeOf(id), updatedAt })),
        pageInfo: nothingMore,
      },
    },
  }));
  shopify.on('CollectionProducts', ({ id, after }) => {
    const name = String(id);
    const { products } = held.get(name) ?? { products: [] };
    // a page at a time, one product each
    const place = after === null ? 0 : Number(after);
    const pageInfo = { hasNextPage: place + 1 < products.length, endCursor: String(place + 1) };
    const nodes = products.slice(place, place + 1).map((product) => ({ id: product }));
    return {
      data: { collection: held.has(name) ? { ...nodeOf(name), products: { nodes, pageInfo } } : null },
    };
  });
  ledger.catalogue.upsert(
    shop,
    ['p1', 'p2', 'p3'].map((productId) => productOf({ productId })),
  );
  const reading = createCollectionReading({
    client: createShopifyClient({ config: shopify.config, clock, log: quietLog() }),
    ledger,
    clock,
    log: quietLog(),
  });
  const inIt = (collection: string) =>
    ledger.catalogue
      .products(shop, { collection, offset: 0, limit: 9 })
      .products.map(({ productId }) => productId);
  const asked = () => shopify.callsOf('CollectionProducts').length;
  return { held, reading, inIt, asked, ledger, shop };
}

it('reads a collection whole, and again only when it changed', async () => {
  const { held, reading, inIt, asked } = await open();
  held.set('Spring', { updatedAt: '2026-01-01T00:00:00Z', products: ['p1', 'p2'] });
  expect(await reading.refresh()).toBe(1);
  expect(inIt('spring')).toEqual(['p1', 'p2']);
  expect(asked()).toBe(2);
  expect(await reading.refresh()).toBe(0);
  held.set('Spring', { updatedAt: '2026-01-02T00:00:00Z', products: ['p3'] });
  expect(await reading.refresh()).toBe(1);
  expect(inIt('spring')).toEqual(['p3']);
});

it('forgets a deleted collection by list or by delivery', async () => {
  const { held, reading, inIt, ledger, shop } = await open();
  held.set('A', { updatedAt: '1', products: ['p1'] });
  held.set('B', { updatedAt: '1', products: ['p2'] });
  await reading.refresh();
  held.delete('A');
  await reading.readNow('A');
  expect([inIt('a'), inIt('b')]).toEqual([[], ['p2']]);
  held.delete('B');
  await reading.refresh();
  expect(ledger.catalogue.collections(shop)).toEqual([]);
});

it('reads only a few per round, so that orders are not delayed', async () => {
  const { held, reading, ledger, shop } = await open();
  for (let number = 0; number < 25; number += 1) held.set(`C${number}`, { updatedAt: '1', products: ['p1'] });
  expect(await reading.refresh()).toBe(20);
  expect(await reading.refresh()).toBe(5);
  expect(await reading.refresh()).toBe(0);
  expect(ledger.catalogue.collections(shop)).toHaveLength(25);
});
