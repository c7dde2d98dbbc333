import { expect, it } from 'vitest';
import { createKeepSubscribed } from '../../../../src/main/intake/shopify/keep-subscribed.ts';
import { topics } from '../../../../src/main/intake/shopify/subscriptions.ts';
import { createShopifyClient } from '../../../../src/main/shopify/client.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import { startFakeShopify } from '../../shopify/fake-shopify.ts';
import { hurriedClock } from '../../shopify/hurried-clock.ts';

const fern = 'https://fern.example';
const moss = 'https://moss.example';
type Webhook = { readonly uri: string; readonly name?: string };

/** A Shopify that keeps subscriptions, and desks that keep theirs there. */
async function open() {
  const shopify = await startFakeShopify();
  const nodes = new Map<string, { id: string; topic: string; uri: string; name: string | undefined }>();
  let made = 0;
  shopify.on('Webhooks', () => ({ data: { webhookSubscriptions: { nodes: [...nodes.values()] } } }));
  shopify.on('WebhookCreate', ({ topic, webhook }) => {
    const { uri, name } = webhook as Webhook; // sent by the client under test
    made += 1;
    const id = String(made);
    nodes.set(id, { id, topic: String(topic), uri, name });
    return { data: { webhookSubscriptionCreate: { webhookSubscription: { id }, userErrors: [] } } };
  });
  shopify.on('WebhookUpdate', ({ id, webhook }) => {
    const node = nodes.get(String(id));
    if (node) node.uri = (webhook as Webhook).uri; // sent by the client under test
    return { data: { webhookSubscriptionUpdate: { webhookSubscription: { id }, userErrors: [] } } };
  });
  shopify.on('WebhookDelete', ({ id }) => {
    nodes.delete(String(id));
    return { data: { webhookSubscriptionDelete: { deletedWebhookSubscriptionId: id, userErrors: [] } } };
  });
  const clock = hurriedClock();
  const client = createShopifyClient({ config: shopify.config, clock, log: quietLog() });
  const desk = (
    url: string | null,
    { canCheck = true, ledger = memoryLedger(), pubsubUri = null as string | null } = {},
  ) => {
    const state = { url, listens: true };
    const keep = createKeepSubscribed({
      client,
      ledger,
      clock,
      log: quietLog(),
      canCheck,
      publicUrl: () => state.url,
      listens: () => state.listens,
      pubsubUri,
    });
    return { keep, state, ledger };
  };
  return { shopify, nodes, desk, uris: () => [...new Set([...nodes.values()].map(({ uri }) => uri))] };
}

it('leaves subscriptions alone on a desk that does not listen', async () => {
  const { desk, uris, shopify } = await open();
  const [anna, oleh] = [desk(fern), desk(moss)];
  oleh.state.listens = false;
  await anna.keep.ensure();
  const asked = shopify.calls.length;
  await oleh.keep.ensure();
  expect(shopify.calls).toHaveLength(asked);
  expect(uris()).toEqual([`${fern}/shopify/webhooks`]);
  expect([oleh.keep.fact(), oleh.keep.isEnsured()]).toEqual(['another computer is the leader', false]);
});

it('subscribes to nothing that it could not check, ends what it was subscribed to at its address, and says what is missing', async () => {
  const { desk, nodes, shopify, uris } = await open();
  const before = desk(fern);
  await before.keep.ensure();
  nodes.set('foreign', { id: 'foreign', topic: 'PRODUCTS_UPDATE', uri: moss, name: undefined });
  const made = shopify.callsOf('WebhookCreate').length;

  const { keep } = desk(fern, { canCheck: false, ledger: before.ledger });
  await keep.ensure();
  expect(shopify.callsOf('WebhookCreate')).toHaveLength(made);
  expect(uris()).toEqual([moss]);
  expect([keep.isEnsured(), keep.fact()]).toEqual([false, 'no client secret']);
  expect(keep.trouble()).toMatchObject({
    problem: expect.stringMatching(/client secret \(API secret key\) is not set/),
    fix: expect.stringMatching(/below the client ID/),
  });

  const after = desk(fern, { ledger: before.ledger });
  await after.keep.ensure();
  expect([after.keep.isEnsured(), after.keep.trouble(), after.keep.renewals()]).toEqual([true, null, 0]);
});

it('misses no client secret where no delivery could come', async () => {
  const { desk } = await open();
  const { keep, state } = desk(fern, { canCheck: false });
  state.listens = false;
  await keep.ensure();
  expect([keep.trouble(), keep.fact()]).toEqual([null, 'another computer is the leader']);
});

it('says that subscriptions were gone, also where the address has changed at the same moment', async () => {
  const { desk, nodes, uris } = await open();
  const { keep, state } = desk(fern);
  await keep.ensure();
  expect(keep.renewals()).toBe(0);
  nodes.clear();
  state.url = moss;
  await keep.ensure();
  expect(keep.renewals()).toBe(1);
  expect(uris()).toEqual([`${moss}/shopify/webhooks`]);
  state.url = fern;
  await keep.ensure();
  expect(keep.renewals()).toBe(1);
});

const pubsubUri = 'pubsub://fern-project:orderbell-shopify';

it('has webhooks published to Pub/Sub, with or without a public address', async () => {
  const { desk, nodes, shopify } = await open();
  const { keep, state, ledger } = desk(null, { pubsubUri });
  await keep.ensure();
  expect([...nodes.values()].map(({ topic, uri }) => [topic, uri])).toEqual(
    topics.map((topic) => [topic, pubsubUri]),
  );
  expect(keep.fact()).toBe('by Pub/Sub');
  state.url = fern;
  await keep.ensure();
  const of = (uri: string) => [...nodes.values()].filter((node) => node.uri === uri).length;
  expect([of(pubsubUri), of(`${fern}/shopify/webhooks`)]).toEqual([topics.length, topics.length]);
  const made = shopify.callsOf('WebhookCreate').length;
  await keep.ensure();
  expect([shopify.callsOf('WebhookCreate').length, shopify.callsOf('WebhookUpdate').length]).toEqual([
    made,
    0,
  ]);

  // turned off: what is delivered to the address stays
  await desk(fern, { ledger }).keep.ensure();
  expect([of(pubsubUri), of(`${fern}/shopify/webhooks`)]).toEqual([0, topics.length]);
});

it('moves what is published to the project that is in use', async () => {
  const { desk, uris } = await open();
  const before = desk(null, { pubsubUri });
  await before.keep.ensure();
  const other = 'pubsub://moss-project:orderbell-shopify';
  await desk(null, { pubsubUri: other, ledger: before.ledger }).keep.ensure();
  expect(uris()).toEqual([other]);
});

it('delivers to the public address though Pub/Sub is refused', async () => {
  const { desk, shopify, uris } = await open();
  const { keep } = desk(fern, { pubsubUri });
  shopify.on('WebhookCreate', ({ webhook }) => {
    const isRefused = (webhook as Webhook).uri === pubsubUri; // sent by the client under test
    const userErrors = isRefused ? [{ field: ['webhookSubscription'], message: 'Address is invalid' }] : [];
    return {
      data: {
        webhookSubscriptionCreate: { webhookSubscription: isRefused ? null : { id: '1' }, userErrors },
      },
    };
  });
  await keep.ensure();
  expect(keep.isEnsured()).toBe(true);
  expect(uris()).toEqual([]);
  expect(keep.pubsubProblem()).toMatchObject({
    message: 'Shopify does not publish its webhooks: Shopify: Address is invalid',
    fix: expect.stringContaining('topic orderbell-shopify'),
  });
});

it('leaves Pub/Sub to the leader', async () => {
  const { desk, shopify } = await open();
  const { keep, state } = desk(null, { pubsubUri });
  state.listens = false;
  await keep.ensure();
  expect(shopify.calls).toEqual([]);
});
