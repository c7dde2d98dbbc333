import { existsSync, readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { createWebhookIntake } from '../../../../src/main/intake/shopify/webhook-intake.ts';
import type { CatalogueChange } from '../../../../src/main/selling/catalogue-change.ts';
import { catalogue } from '../../../../src/sample-shop/catalogue.ts';
import { productBody } from '../../../../src/sample-shop/shopify/product-body.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import { shopifyDelivery, testShopify } from '../../../support/shopify-delivery.ts';

function desk() {
  const changes: CatalogueChange[] = [];
  const ledger = memoryLedger();
  const intake = createWebhookIntake({
    ledger,
    clock: fakeClock(),
    log: quietLog(),
    config: () => testShopify,
    onStored: vi.fn(),
    onCatalogue: (change) => changes.push(change),
  });
  return { changes, ledger, intake };
}

it('about a product is answered and named, and its body is not kept', async () => {
  const { changes, ledger, intake } = desk();
  const body = '{"id":788032119674292923,"title":"T-Shirt","variants":[{"inventory_quantity":1}]}';
  for (const topic of ['products/update', 'products/delete']) {
    expect(await intake.receive(shopifyDelivery({ topic, body }))).toEqual({ status: 200 });
  }
  expect(changes).toEqual([
    { kind: 'product', id: 'gid://shopify/Product/788032119674292923' },
    { kind: 'product', id: 'gid://shopify/Product/788032119674292923' },
  ]);
  expect(ledger.documents.waiting('webhook', 9)).toEqual([]);
});

it('about a product that is not signed changes nothing', async () => {
  const { changes, intake } = desk();
  const forged = shopifyDelivery({ topic: 'products/update', body: '{"id":1}' });
  const answer = await intake.receive({ ...forged, body: Buffer.from('{"id":2}') });
  expect(answer.status).toBe(401);
  expect(changes).toEqual([]);
});

it('that names no product is answered: sent again it would say no more', async () => {
  const { changes, intake } = desk();
  expect(await intake.receive(shopifyDelivery({ topic: 'products/update', body: '[]' }))).toEqual({
    status: 200,
  });
  expect(changes).toEqual([]);
});

const documented = '../shared/contracts/shopify/webhooks/products-update/documented-2026-07.json';
it.skipIf(!existsSync(documented))('of the sample shop has the keys that Shopify documents', () => {
  const [product] = catalogue;
  if (!product) throw new Error('the sample shop sells nothing');
  const ours = JSON.parse(productBody(product, { store: { stockOf: () => 1 }, openedAt: 0, now: 0 }));
  const theirs = JSON.parse(readFileSync(documented, 'utf8'));
  expect(Object.keys(ours)).toEqual(Object.keys(theirs));
  expect(Object.keys(ours.variants[0])).toEqual(Object.keys(theirs.variants[0]));
});
