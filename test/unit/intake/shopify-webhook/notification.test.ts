import { expect, it } from 'vitest';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { rememberConnection } from '../../../../src/main/intake/shopify/connected-since.ts';
import { createUnderstander } from '../../../../src/main/intake/shopify/understand.ts';
import { createWebhookIntake } from '../../../../src/main/intake/shopify/webhook-intake.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import {
  shopifyDelivery,
  shopifyOrderBody,
  testShop,
  testShopify,
} from '../../../support/shopify-delivery.ts';

const friday = '2025-02-28T12:00:00+02:00';

/** What rang for one delivery about an order of which the ledger knew nothing; it is noon of Tuesday in Kyiv. */
async function rungFor(
  topic: string,
  processed_at: string | null,
  connectedAt: string | null = friday,
): Promise<readonly string[]> {
  const clock = fakeClock('2025-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  if (connectedAt !== null) rememberConnection(ledger.settings, testShop, Date.parse(connectedAt));
  const log = quietLog();
  const rung: string[] = [];
  const recorder = createRecorder({
    ledger,
    clock,
    enqueueNotices: (id) => rung.push(ledger.orders.get(id)?.content.number ?? ''),
  });
  const understander = createUnderstander({ ledger, recorder, clock, log });
  const intake = createWebhookIntake({ ledger, clock, log, config: () => testShopify, onStored: () => {} });
  const body = shopifyOrderBody({ processed_at, created_at: processed_at });
  await intake.receive(shopifyDelivery({ topic, body }));
  understander.start();
  expect([...ledger.orders.each()]).toHaveLength(1);
  return rung;
}

const changes = ['orders/updated', 'orders/paid', 'orders/cancelled'];

it.each(changes)(
  'rings when %s is the first word of an order placed days ago, while the desk was off',
  async (topic) => {
    expect(await rungFor(topic, '2025-03-01T09:00:00+02:00')).toEqual(['#1001']);
  },
);

it.each(changes)(
  'wakes nobody when %s tells of an order from more than a day before the shop was connected',
  async (topic) => {
    expect(await rungFor(topic, '2025-02-27T11:59:59+02:00')).toEqual([]);
    expect(await rungFor(topic, '2025-02-27T12:00:00+02:00')).toEqual(['#1001']);
  },
);

it.each(changes)('rings when %s comes before the shop was first asked for its orders', async (topic) => {
  expect(await rungFor(topic, '2025-02-01T12:00:00+02:00', null)).toEqual(['#1001']);
});

it.each(changes)('rings rather than not when %s does not say when the order was placed', async (topic) => {
  expect(await rungFor(topic, null)).toEqual(['#1001']);
});

it('always rings for orders/create, however late it is delivered', async () => {
  expect(await rungFor('orders/create', '2025-02-01T12:00:00+02:00')).toEqual(['#1001']);
});
