import { expect, it } from 'vitest';
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
import { openIntake, webhookOf } from './intake-shop.ts';

const shopHeader = 'X-Shopify-Shop-Domain';
const topicHeader = 'X-Shopify-Topic';
const ofProduct = { [topicHeader]: 'products/update' };

it.each<[string, string, { readonly [name: string]: string }]>([
  ['This webhook names no shop', webhookOf('1'), { [shopHeader]: '' }],
  ['The message is not JSON', '{"id": 10', {}],
  ['The message names no order', '{"name":"#1001"}', {}],
  ['The message names no order', '[]', {}],
  // longer than a number that JavaScript keeps
  ['The message names no order', '{"id":9007199254740993}', {}],
  ['The message names no product or collection', '{"title":"Mug"}', ofProduct],
  ['The message is larger than 10 MB', webhookOf('1', { note: 'x'.repeat(10_000_000) }), {}],
])('parks a message: %s', async (reason, data, attributes) => {
  const { anna, deliver, shopify, waiting } = await openIntake();
  await deliver(data, attributes);
  expect(anna.parked()).toEqual([reason]);
  expect([anna.orders(), anna.catalogue, shopify.asked, waiting()]).toEqual([[], [], [], 0]);
});

it('parks the webhooks of another shop once, without what they say', async () => {
  const { anna, deliver, shopify, waiting } = await openIntake();
  for (const id of ['1', '2', '3']) await deliver(webhookOf(id), { [shopHeader]: 'Moss.myshopify.com' });
  expect(anna.parked()).toEqual([
    'This is a webhook of another shop, moss.myshopify.com. Remove its subscription to this Pub/Sub topic',
  ]);
  const [document] = anna.ledger.documents.parked();
  expect(document).toMatchObject({ kind: 'webhook', topic: 'orders/create', body: new Uint8Array() });
  expect([anna.orders(), shopify.asked, waiting()]).toEqual([[], [], 0]);
});

it('reads names of attributes and the shop in any case', async () => {
  const { anna, order, publisher, clock } = await openIntake();
  order('1001');
  await publisher.publish('orderbell-shopify', {
    data: webhookOf('1001'),
    attributes: { 'x-shopify-topic': 'orders/create', 'X-SHOPIFY-SHOP-DOMAIN': testShop.toUpperCase() },
  });
  await clock.advance(1_000);
  expect(anna.orders()).toEqual(['1001']);
});

it('fetches the order from Shopify, whatever its message says, up to 9 MB', async () => {
  const { anna, order, deliver } = await openIntake();
  order('1001', { note: 'as Shopify has it' });
  const more = { id: 1001, note: 'x'.repeat(9_000_000), total_price: '1.00' };
  await deliver(shopifyOrderBody(more));
  const [known] = [...anna.ledger.orders.each()];
  expect(known?.order.content).toMatchObject({ note: 'as Shopify has it', total: { minor: 127000 } });
});

it('forgets orders that Shopify does not have and topics nobody subscribed to', async () => {
  const { anna, deliver, shopify, waiting } = await openIntake();
  const id = '9007199254740993';
  await deliver(`{"id":${id},"admin_graphql_api_id":"gid://shopify/Order/${id}"}`);
  await deliver('{"id":1}', { [topicHeader]: 'customers/create' });
  // with every digit of its id
  expect(shopify.asked).toEqual([id]);
  expect([anna.orders(), anna.parked(), waiting()]).toEqual([[], [], 0]);
});

it('asks again for each change of an order, and notifies once', async () => {
  const { anna, order, deliver } = await openIntake();
  order('1001', { updatedAt: '2025-03-04T09:58:00Z' });
  await deliver(webhookOf('1001'));
  order('1001', { updatedAt: '2025-03-04T09:59:00Z', createdAt: '2025-03-04T09:58:00Z', note: 'Ring twice' });
  for (const topic of ['orders/updated', 'orders/paid'])
    await deliver(webhookOf('1001'), { [topicHeader]: topic });
  const [known] = [...anna.ledger.orders.each()];
  expect(known?.order.content.note).toBe('Ring twice');
  expect(anna.notified).toEqual(['shopify:1001']);
});

it('has the catalogue asked for what a product’s webhook names', async () => {
  const { anna, deliver, waiting } = await openIntake();
  await deliver('{"id":77}', ofProduct);
  expect(anna.catalogue).toEqual([{ kind: 'product', id: 'gid://shopify/Product/77' }]);
  expect([anna.parked(), waiting()]).toEqual([[], 0]);
});

it('closes a parked message when a person has it read again', async () => {
  const { anna, deliver, clock } = await openIntake();
  const { ledger } = anna;
  await deliver('{');
  const [document] = ledger.documents.parked();
  if (!document) throw new Error('nothing is parked');
  ledger.documents.readAgain(document.id);
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  const understander = createUnderstander({ ledger, recorder, clock, log: quietLog() });
  understander.start();
  expect(ledger.documents.look(document.id)?.state).toBe('ignored');
  expect(anna.orders()).toEqual([]);
  await understander.stop();
});

it.each([
  ['first', ['https', 'pubsub']],
  ['last', ['pubsub', 'https']],
] as const)('notifies once of an order that HTTPS and Pub/Sub bring, HTTPS %s', async (_, ways) => {
  const { anna, order, deliver, clock } = await openIntake();
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
    if (way === 'pubsub') await deliver(body);
    else expect(await webhooks.receive(shopifyDelivery({ body }))).toEqual({ status: 200 });
    await soon(() => expect(ledger.documents.waiting('webhook', 1)).toEqual([]));
  }
  expect([anna.orders(), anna.notified]).toEqual([['1001'], ['shopify:1001']]);
  await understander.stop();
});
