import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createOrderSweep } from '../../../src/main/intake/shopify/reconcile-orders.ts';
import { createUnderstander } from '../../../src/main/intake/shopify/understand.ts';
import { createWebhookIntake } from '../../../src/main/intake/shopify/webhook-intake.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { noticeKind } from '../../../src/main/notice-kinds.ts';
import { createNotifier } from '../../../src/main/notify/notifier.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { ShopifyClient } from '../../../src/main/shopify/shopify-client.ts';
import { entryIdSchema, subscriberIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { byForm, inFullForm } from '../../support/form.ts';
import { quietLog } from '../../support/log.ts';
import { randomFrom } from '../../support/random.ts';
import { shopifyDelivery, testShop, testShopify } from '../../support/shopify-delivery.ts';
import { graphqlOrder, webhookBody } from '../../unit/intake/reconcile/graphql-orders.ts';
import { prove } from '../prove.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-deliveries-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const orders = byForm({ short: 100, full: 100, long: 1_000 });
const topics = ['orders/create', 'orders/updated', 'orders/paid'] as const;
/** Deliveries between two polls of Shopify. */
const askedEach = 25;
/** Concurrent deliveries before a restart. */
const atOnce = 30;
const manager = { name: 'Iryna', subscriberId: subscriberIdSchema.parse('41') };

/** One order as a webhook and as an API answer, each with its own customer. */
const ofBuyer = (text: string, id: string): string =>
  text
    .replaceAll('olena@example.com', `buyer${id}@example.com`)
    .replaceAll('+380671112233', `+38067${1_000_000 + Number(id.slice(-6))}`)
    .replaceAll('8001', `8${id.slice(-6)}`);
const bodyOf = (id: string): string =>
  ofBuyer(webhookBody, id)
    .replaceAll('9007199254740993', id)
    .replace('"#0993"', `"#${id.slice(-4)}"`);
const nodeOf = (id: string): unknown => JSON.parse(ofBuyer(JSON.stringify(graphqlOrder({ id })), id));

/** A fake Shopify that returns these orders page by page. */
function shopifyOf(pending: string[]): ShopifyClient {
  const never = (): never => {
    throw new Error('a sweep asks for orders alone');
  };
  return {
    shop: testShop,
    query: never,
    mutate: never,
    who: never,
    async queryPartly(_document, { first }, schema) {
      const nodes = pending.splice(0, Number(first)).map(nodeOf);
      const pageInfo = { hasNextPage: pending.length > 0, endCursor: 'next' };
      return { data: schema.parse({ orders: { nodes, pageInfo } }), denied: [] };
    },
  };
}

/**
 * Each order arrives one to nine times in random order: two thirds as webhooks with new ids and topics, one third
 * by polling. The app restarts twice while deliveries wait.
 */
async function bringAll(count: number, through: (ledger: Ledger) => Ledger = (ledger) => ledger) {
  const random = randomFrom(20_260_304);
  const copies = Array.from({ length: count }, (_, index) => String(6_200_000_000_000 + index))
    .flatMap((id) => Array.from({ length: 1 + random.below(9) }, () => id))
    .map((id) => ({ id, place: random.below(1_000_000_000), isAsked: random.chance(1 / 3) }))
    .toSorted((a, b) => a.place - b.place);
  const third = Math.ceil(copies.length / 3);
  const clock = fakeClock('2025-03-04T09:50:00Z');
  const log = quietLog();
  const pending: string[] = [];
  const client = shopifyOf(pending);
  let delivered = 0;
  let left = 0;
  let asked = 0;

  /** One run of the app over its share of the copies; the last run ends when nothing waits. */
  async function live(part: readonly { readonly id: string; readonly isAsked: boolean }[], isLast: boolean) {
    const kept = openLedger({
      file: join(dir, 'ledger.db'),
      clock,
      deskId: workstationIdSchema.parse('desk-1'),
    });
    const ledger = through(kept);
    const { enqueueNotices } = createNotifier({
      ledger,
      clock,
      log,
      config: () => ({ token: '1:key', apiBase: 'http://127.0.0.1:9', callbackKey: null }),
      managers: () => [manager],
      warehouseOn: () => false,
      language: () => 'en',
    });
    const recorder = createRecorder({ ledger, clock, enqueueNotices });
    const understander = createUnderstander({ ledger, recorder, clock, log });
    const onStored = () => understander.drain();
    const intake = createWebhookIntake({ ledger, clock, log, config: () => testShopify, onStored });
    const sweep = createOrderSweep({ client, ledger, recorder, clock, log });
    understander.start();
    // connected before the first order, so that no order counts as history
    await sweep.sweep();
    if (clock.now() < Date.parse('2025-03-04T10:00:00Z')) await clock.advance(600_000);
    const receive = async (id: string): Promise<void> => {
      delivered += 1;
      const { status } = await intake.receive(
        shopifyDelivery({
          webhookId: `delivery-${delivered}`,
          topic: topics[delivered % topics.length] ?? topics[0],
          body: bodyOf(id),
        }),
      );
      expect(status).toBe(200);
    };
    for (const [index, { id, isAsked }] of part.slice(0, -atOnce).entries()) {
      if (isAsked) pending.push(id);
      else await receive(id);
      if (index % askedEach === 0) asked += (await sweep.sweep()).seen;
    }
    await Promise.all(part.slice(-atOnce).map(({ id }) => receive(id)));
    if (isLast) {
      asked += (await sweep.sweep()).seen;
      await vi.waitFor(() => expect(kept.documents.waiting('webhook', 1)).toEqual([]), { timeout: 60_000 });
    } else left += kept.documents.countWaiting('webhook', atOnce);
    await understander.stop();
    const entries = kept.entries.list({ limit: 100_000 });
    const found = {
      orders: [...kept.orders.each()].length,
      entries: entries.length,
      by: new Set(entries.map(({ by }) => by)),
      messages: kept.outbox.open(noticeKind).length,
    };
    kept.close();
    return found;
  }

  await live(copies.slice(0, third), false);
  await live(copies.slice(third, 2 * third), false);
  return { ...(await live(copies.slice(2 * third), true)), delivered, asked, left };
}

it('makes one order and one message of repeated deliveries, across restarts', {
  timeout: 300_000,
}, async () => {
  const found = await bringAll(orders);
  expect(found.delivered).toBeGreaterThan(orders * 2);
  expect(found.asked).toBeGreaterThan(orders);
  expect(found.left).toBeGreaterThan(0);
  expect(found.by).toEqual(new Set(['shopify', 'shopify-ask-back']));
  expect([found.orders, found.messages]).toEqual([orders, orders]);
  prove(9, 'orders', found.orders);
  prove(9, 'effects', found.messages);
  prove(9, 'twice', found.entries - orders + (found.messages - orders));
});

inFullForm(() => {
  it('detects duplicates when events, orders and messages have no stable keys', {
    timeout: 300_000,
  }, async () => {
    let made = 0;
    const forgetful = (ledger: Ledger): Ledger => ({
      ...ledger,
      entries: {
        ...ledger.entries,
        ofOrder: () => [],
        append(draft) {
          made += 1;
          return ledger.entries.append({ ...draft, id: entryIdSchema.parse(`${draft.id}:${made}`) });
        },
      },
      outbox: {
        ...ledger.outbox,
        put(message) {
          made += 1;
          return ledger.outbox.put({ ...message, key: `${message.key}:${made}` });
        },
      },
    });
    const found = await bringAll(100, forgetful);
    expect(found.entries).toBeGreaterThan(100);
    expect(found.messages).toBeGreaterThan(100);
  });
});
