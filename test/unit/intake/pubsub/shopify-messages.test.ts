import { expect, it } from 'vitest';
import { shopifySubscription } from '../../../../src/main/cluster/names.ts';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { createUnderstander } from '../../../../src/main/intake/shopify/understand.ts';
import { createWebhookIntake } from '../../../../src/main/intake/shopify/webhook-intake.ts';
import { quietLog } from '../../../support/log.ts';
import {
  shopifyDelivery,
  shopifyOrderBody,
  testShop,
  testShopify,
} from '../../../support/shopify-delivery.ts';
import { soon } from '../../../support/soon.ts';
import { intakeShop, webhookOf } from './intake-shop.ts';

const shopHeader = 'X-Shopify-Shop-Domain';
const topicHeader = 'X-Shopify-Topic';

/** A shop whose leader is at work. */
async function open() {
  const shop = intakeShop();
  const anna = shop.join('anna');
  anna.lead();
  await shop.clock.advance(10);
  /** Publishes, and lets the leader work. */
  const publish = async (...message: Parameters<typeof shop.publish>): Promise<void> => {
    await shop.publish(...message);
    await shop.clock.advance(1_000);
  };
  return { ...shop, anna, publish, waiting: () => shop.pubsub.waiting(shopifySubscription) };
}

it('parks the webhooks of another shop once, without what they say', async () => {
  const { anna, publish, shopify, waiting } = await open();
  for (const id of ['1', '2', '3']) await publish(webhookOf(id), { [shopHeader]: 'Moss.myshopify.com' });
  expect(anna.parked()).toEqual([
    'This is a webhook of another shop, moss.myshopify.com. Remove its subscription to this Pub/Sub topic',
  ]);
  const [document] = anna.ledger.documents.parked();
  expect(document).toMatchObject({ kind: 'webhook', topic: 'orders/create', body: new Uint8Array() });
  expect([anna.orders(), shopify.asked, waiting()]).toEqual([[], [], 0]);
  await anna.stop();
});

it('parks a webhook that names no shop', async () => {
  const { anna, publish, shopify } = await open();
  await publish(webhookOf('1'), { [shopHeader]: '' });
  expect(anna.parked()).toEqual(['This webhook names no shop']);
  expect(shopify.asked).toEqual([]);
  await anna.stop();
});

it('reads names of attributes and the shop in any case', async () => {
  const { anna, order, publisher, clock } = await open();
  order('1001');
  await publisher.publish('orderbell-shopify', {
    data: webhookOf('1001'),
    attributes: { 'x-shopify-topic': 'orders/create', 'X-SHOPIFY-SHOP-DOMAIN': testShop.toUpperCase() },
  });
  await clock.advance(1_000);
  expect(anna.orders()).toEqual(['1001']);
  await anna.stop();
});

it('parks a message that is no JSON or names no order', async () => {
  const { anna, publish, waiting } = await open();
  await publish('{"id": 10');
  await publish('{"name":"#1001"}');
  await publish('[]');
  expect(anna.parked()).toEqual([
    'The message is not JSON',
    'The message names no order',
    'The message names no order',
  ]);
  expect(waiting()).toBe(0);
  await anna.stop();
});

it('takes a body of 9 MB, and parks one over 10', async () => {
  const { anna, order, publish, waiting } = await open();
  for (const id of ['1001', '1002']) order(id);
  await publish(webhookOf('1001', { note: 'x'.repeat(9_000_000) }));
  await publish(webhookOf('1002', { note: 'x'.repeat(10_000_000) }));
  expect(anna.orders()).toEqual(['1001']);
  expect(anna.parked()).toEqual(['The message is larger than 10 MB']);
  expect(waiting()).toBe(0);
  await anna.stop();
});

it('believes Shopify and not the body', async () => {
  const { anna, order, publish } = await open();
  order('1001', { note: 'as Shopify has it' });
  await publish(shopifyOrderBody({ id: 1001, note: 'as somebody published it', total_price: '1.00' }));
  const [known] = [...anna.ledger.orders.each()];
  expect(known?.order.content).toMatchObject({ note: 'as Shopify has it', total: { minor: 127000 } });
  await anna.stop();
});

it('forgets a message of an order that Shopify does not have', async () => {
  const { anna, publish, waiting } = await open();
  await publish(webhookOf('404'));
  expect([anna.orders(), anna.parked(), waiting()]).toEqual([[], [], 0]);
  await anna.stop();
});

it('keeps every digit of an order’s id', async () => {
  const { anna, publish, shopify } = await open();
  await publish('{"id":9007199254740993,"admin_graphql_api_id":"gid://shopify/Order/9007199254740993"}');
  await publish('{"id":9007199254740993}');
  expect(shopify.asked).toEqual(['9007199254740993']);
  expect(anna.parked()).toEqual(['The message names no order']);
  await anna.stop();
});

it('asks again for each change of an order, and notifies once', async () => {
  const { anna, order, publish } = await open();
  order('1001', { updatedAt: '2025-03-04T09:58:00Z' });
  await publish(webhookOf('1001'));
  order('1001', { updatedAt: '2025-03-04T09:59:00Z', createdAt: '2025-03-04T09:58:00Z', note: 'Ring twice' });
  await publish(webhookOf('1001'), { [topicHeader]: 'orders/updated' });
  await publish(webhookOf('1001'), { [topicHeader]: 'orders/paid' });
  const [known] = [...anna.ledger.orders.each()];
  expect(known?.order.content.note).toBe('Ring twice');
  expect(anna.notified).toEqual(['shopify:1001']);
  await anna.stop();
});

it('has the catalogue asked for what a product’s webhook names', async () => {
  const { anna, publish, waiting } = await open();
  await publish('{"id":77}', { [topicHeader]: 'products/update' });
  await publish('{"title":"Mug"}', { [topicHeader]: 'products/update' });
  expect(anna.catalogue).toEqual([{ kind: 'product', id: 'gid://shopify/Product/77' }]);
  expect(anna.parked()).toEqual(['The message names no product or collection']);
  expect(waiting()).toBe(0);
  await anna.stop();
});

it('passes over a topic that nobody subscribed to', async () => {
  const { anna, publish, waiting, shopify } = await open();
  await publish('{"id":1}', { [topicHeader]: 'customers/create' });
  expect([anna.parked(), shopify.asked, waiting()]).toEqual([[], [], 0]);
  await anna.stop();
});

it('closes a parked message when a person has it read again', async () => {
  const { anna, publish, clock } = await open();
  await publish('{');
  const [document] = anna.ledger.documents.parked();
  if (!document) throw new Error('nothing is parked');
  anna.ledger.documents.readAgain(document.id);
  const recorder = { record: () => expect.fail('it holds no order') } as never; // not called
  const understander = createUnderstander({ ledger: anna.ledger, recorder, clock, log: quietLog() });
  understander.start();
  expect(anna.ledger.documents.look(document.id)?.state).toBe('ignored');
  await understander.stop();
  await anna.stop();
});

it.each([
  ['first', ['https', 'pubsub']],
  ['last', ['pubsub', 'https']],
] as const)('notifies once of an order that HTTPS and Pub/Sub bring, HTTPS %s', async (_, ways) => {
  const { anna, order, publish, clock } = await open();
  const { ledger } = anna;
  const recorder = createRecorder({ ledger, clock, enqueueNotices: (id) => anna.notified.push(id) });
  const understander = createUnderstander({ ledger, recorder, clock, log: quietLog() });
  understander.start();
  const webhooks = createWebhookIntake({
    ledger,
    clock,
    log: quietLog(),
    config: () => testShopify,
    onStored: () => understander.drain(),
  });
  order('1001', { updatedAt: '2025-03-04T09:58:02Z' });
  const body = shopifyOrderBody({ id: 1001, updated_at: '2025-03-04T11:58:02+02:00' });
  for (const way of ways) {
    if (way === 'pubsub') await publish(body);
    else expect(await webhooks.receive(shopifyDelivery({ body }))).toEqual({ status: 200 });
    await soon(() => expect(ledger.documents.waiting('webhook', 1)).toEqual([]));
  }
  expect([anna.orders(), anna.notified]).toEqual([['1001'], ['shopify:1001']]);
  await understander.stop();
  await anna.stop();
});
