import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import type { ReconciliationParts } from '../../../../src/main/intake/shopify/reconcile.ts';
import { createReconciliation } from '../../../../src/main/intake/shopify/reconcile.ts';
import { createShopifyClient } from '../../../../src/main/shopify/client.ts';
import { orderIdOf } from '../../../../src/shared/ids.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import type { FakeShopify } from '../../shopify/fake-shopify.ts';
import { startFakeShopify } from '../../shopify/fake-shopify.ts';
import { ordersPage } from './graphql-orders.ts';

export const nothingMore = { hasNextPage: false, endCursor: null };
export const idOf = (sourceId: string) => orderIdOf('shopify', sourceId);

const scopes = ['read_orders', 'write_draft_orders', 'read_products', 'read_customers'];
/** As Shopify counts it. */
export const shopId = '81';
export const who = {
  data: {
    currentAppInstallation: { accessScopes: scopes.map((handle) => ({ handle })) },
    shop: {
      id: `gid://shopify/Shop/${shopId}`,
      name: 'Fern',
      myshopifyDomain: 'fern.myshopify.com',
      currencyCode: 'UAH',
      ianaTimezone: 'Europe/Kyiv',
    },
  },
};

/** A shop that lets everybody in and has nothing to tell. */
export async function quietShop(date?: () => string): Promise<FakeShopify> {
  const shopify = await startFakeShopify(undefined, date);
  shopify.on('Who', who);
  shopify.on('Webhooks', { data: { webhookSubscriptions: { nodes: [] } } });
  shopify.on('WebhookCreate', {
    data: { webhookSubscriptionCreate: { webhookSubscription: { id: '1' }, userErrors: [] } },
  });
  shopify.on('Orders', ordersPage([]));
  shopify.on('Journeys', ({ ids }) => ({ data: { nodes: (ids as string[]).map(() => null) } }));
  shopify.on('Products', { data: { products: { nodes: [], pageInfo: nothingMore } } });
  shopify.on('Collections', { data: { collections: { nodes: [], pageInfo: nothingMore } } });
  shopify.on('ProductIds', { data: { products: { nodes: [], pageInfo: nothingMore } } });
  return shopify;
}

/** A desk that asks it, and whom its orders ring for. */
export function deskOf(
  shopify: FakeShopify,
  publicUrl: string | null = null,
  clock = fakeClock('2025-03-04T10:00:00Z'),
  ledger = memoryLedger({ clock }),
  more: Pick<Partial<ReconciliationParts>, 'listens' | 'onRound' | 'askDrafts'> = {},
) {
  const log = quietLog();
  const rung: string[] = [];
  const recorder = createRecorder({ ledger, clock, enqueueNotices: (orderId) => rung.push(orderId) });
  const client = createShopifyClient({ config: shopify.config, clock, log });
  const { config } = shopify;
  const parts = { client, ledger, recorder, clock, log, config, ...more };
  const reconciliation = createReconciliation({ ...parts, publicUrl: () => publicUrl });
  return { reconciliation, clock, ledger, log, rung };
}
