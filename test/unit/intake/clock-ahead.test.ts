import { expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createNotifier } from '../../../src/main/notify/notifier.ts';
import { composeShopify } from '../../../src/main/shopify-intake.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { shopifyDelivery, shopifyOrderBody } from '../../support/shopify-delivery.ts';
import { graphqlOrder, ordersPage } from './reconcile/graphql-orders.ts';
import { quietShop } from './reconcile/reconciling-computer.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const utc = (at: number): string => new Date(at).toUTCString();

/** How a desk tells of one order: alone, or gathered with the others that are late. @param dateOf the date of Shopify's answers */
async function desk(dateOf: (now: number) => string) {
  const clock = fakeClock('2025-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const log = quietLog();
  const shopify = await quietShop(() => dateOf(clock.now()));
  const notifier = createNotifier({
    ledger,
    clock,
    log,
    config: () => ({ token: '1:key', apiBase: 'http://127.0.0.1:9', callbackKey: null }),
    managers: () => [{ name: 'Iryna', subscriberId: subscriberIdSchema.parse('41') }],
    warehouseOn: () => false,
    language: () => 'en',
  });
  const recorder = createRecorder({ ledger, clock, enqueueNotices: notifier.enqueueNotices });
  const { reconciliation, webhooks, understander } = composeShopify({
    config: shopify.config,
    ledger,
    recorder,
    clock,
    log,
    tunnel: { publicUrl: () => null, proven: () => {} },
    listens: true,
    place: () => ({ country: 'UA', timeZone: 'Europe/Kyiv' }),
    askDrafts: async () => {},
    onTold: () => {},
    onRound: () => {},
    onSecretProven: () => {},
  });
  await reconciliation?.now();
  const told = () => ({
    alone: ledger.outbox.open('notify.newOrder').length,
    gathered: ledger.outbox.open('notify.lateOrder').length,
  });
  return {
    async delivered(placed: number, triggered: number) {
      const processed_at = new Date(placed).toISOString();
      const { shop, webhookSecrets } = shopify.config;
      const [secret = ''] = webhookSecrets;
      const delivery = shopifyDelivery({ shop, secret, body: shopifyOrderBody({ processed_at }) });
      const at = new Date(triggered).toISOString();
      const headers = { ...delivery.headers, 'x-shopify-triggered-at': at };
      expect(await webhooks.receive({ ...delivery, headers })).toEqual({ status: 200 });
      understander.start();
      return told();
    },
    async asked(placed: number) {
      const at = new Date(placed).toISOString();
      shopify.on('Orders', ordersPage([graphqlOrder({ createdAt: at, updatedAt: at })]));
      await reconciliation?.now();
      return told();
    },
    now: clock.now(),
  };
}

const alone = { alone: 1, gathered: 0 };
const gathered = { alone: 0, gathered: 1 };

it('an order is told by itself on a computer whose clock is two hours ahead, delivered or asked for', async () => {
  const ahead = (now: number) => utc(now - 2 * hour);
  const one = await desk(ahead);
  const placed = one.now - 2 * hour - 20 * second;
  expect(await one.delivered(placed, placed + 3 * second)).toEqual(alone);
  expect(await (await desk(ahead)).asked(placed)).toEqual(alone);
});

it('an order that waited for this desk for hours is told with others, whatever its clock says', async () => {
  for (const ahead of [0, 2 * hour]) {
    const date = (now: number) => utc(now - ahead);
    const one = await desk(date);
    const placed = one.now - ahead - 3 * hour;
    // delivered again, it carries the time of the first try
    expect(await one.delivered(placed, placed + 3 * second)).toEqual(gathered);
    expect(await (await desk(date)).asked(placed)).toEqual(gathered);
  }
});

it.each([
  ['years from now', '2031-03-04T10:00:00Z'],
  ['long ago', '1970-01-01T00:00:00Z'],
])(
  'what an unsigned header says of the time, %s, makes no order older or newer',
  async (_when, triggered) => {
    const at = Date.parse(triggered);
    const one = await desk(utc);
    expect(await one.delivered(one.now - minute, at)).toEqual(alone);
    const other = await desk(utc);
    expect(await other.delivered(other.now - 3 * hour, at)).toEqual(gathered);
  },
);

it.each([
  ['is behind', (now: number) => utc(now + 2 * hour)],
  ['can be held against none', () => 'soon'],
])('an order is as old as it is by this computer’s clock where that %s', async (_how, date) => {
  const one = await desk(date);
  expect(await one.delivered(one.now - minute, one.now)).toEqual(alone);
  const other = await desk(date);
  expect(await other.asked(other.now - 3 * hour)).toEqual(gathered);
});
