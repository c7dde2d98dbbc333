import { expect, it } from 'vitest';
import {
  ensureSubscriptions,
  planSubscription,
  topics,
} from '../../../../src/main/intake/shopify/subscriptions.ts';
import { createShopifyClient } from '../../../../src/main/shopify/client.ts';
import { quietLog } from '../../../support/log.ts';
import type { FakeShopify } from '../../shopify/fake-shopify.ts';
import { startFakeShopify } from '../../shopify/fake-shopify.ts';
import { hurriedClock } from '../../shopify/hurried-clock.ts';

const uri = 'https://fern.example/shopify/webhooks';
const clientOf = ({ config }: FakeShopify) =>
  createShopifyClient({ config, clock: hurriedClock(), log: quietLog() });

it('keeps a subscription with our address, moves ours from an older one, and leaves everyone else’s alone', () => {
  const other = { id: 'other', topic: 'ORDERS_CREATE', uri: 'https://erp.example/hook' };
  const older = { id: 'older', topic: 'ORDERS_CREATE', uri: 'https://old.example/shopify/webhooks' };
  const named = {
    id: 'named',
    topic: 'ORDERS_CREATE',
    uri: 'https://x.example/',
    name: 'orderbell-orders-create',
  };
  const current = { id: 'current', topic: 'ORDERS_CREATE', uri };
  const plan = (...existing: Parameters<typeof planSubscription>[2]) =>
    planSubscription('ORDERS_CREATE', uri, existing);
  expect(plan()).toEqual({ kind: 'create' });
  expect(plan(other)).toEqual({ kind: 'create' });
  expect(plan(other, older)).toEqual({ kind: 'update', id: 'older' });
  expect(plan(other, named)).toEqual({ kind: 'update', id: 'named' });
  expect(plan(older, current)).toEqual({ kind: 'keep' });
  expect(plan({ ...current, topic: 'ORDERS_PAID' })).toEqual({ kind: 'create' });
});

it('subscribes to every topic once, asking of a checkout only whose it is, and never deletes', async () => {
  const shopify = await startFakeShopify();
  const nodes: { id: string; topic: unknown; uri: unknown }[] = [];
  shopify.on('Webhooks', () => ({ data: { webhookSubscriptions: { nodes } } }));
  shopify.on('WebhookCreate', ({ topic, webhook }) => {
    nodes.push({ id: String(nodes.length), topic, uri: (webhook as { uri: string }).uri });
    return { data: { webhookSubscriptionCreate: { webhookSubscription: { id: '1' }, userErrors: [] } } };
  });
  const client = clientOf(shopify);
  expect(await ensureSubscriptions(client, 'https://fern.example/')).toEqual({
    kept: 0,
    changed: topics.length,
    created: topics.length,
  });
  expect(await ensureSubscriptions(client, 'https://fern.example')).toEqual({
    kept: topics.length,
    changed: 0,
    created: 0,
  });
  expect(nodes.map(({ topic, uri: to }) => [topic, to])).toEqual(topics.map((topic) => [topic, uri]));
  const fields = shopify
    .callsOf('WebhookCreate')
    .map(({ variables: { topic, webhook } }) => [
      topic,
      (webhook as { includeFields?: unknown }).includeFields,
    ]);
  expect(fields.filter(([, included]) => included !== undefined)).toEqual([
    ['CHECKOUTS_CREATE', ['token', 'created_at', 'note_attributes']],
  ]);
  expect(new Set(shopify.calls.map(({ operation }) => operation))).toEqual(
    new Set(['Webhooks', 'WebhookCreate']),
  );
});

it('takes an address that is already subscribed for done', async () => {
  const shopify = await startFakeShopify();
  shopify.on('Webhooks', { data: { webhookSubscriptions: { nodes: [] } } });
  const userErrors = [
    { field: ['webhookSubscription', 'uri'], message: 'Address for this topic has already been taken' },
  ];
  shopify.on('WebhookCreate', {
    data: { webhookSubscriptionCreate: { webhookSubscription: null, userErrors } },
  });
  await expect(ensureSubscriptions(clientOf(shopify), 'https://fern.example')).resolves.toBeDefined();
});

it('tells which address Shopify refuses', async () => {
  const shopify = await startFakeShopify();
  shopify.on('Webhooks', { data: { webhookSubscriptions: { nodes: [] } } });
  const userErrors = [{ field: ['webhookSubscription', 'uri'], message: 'Address is invalid' }];
  shopify.on('WebhookCreate', {
    data: { webhookSubscriptionCreate: { webhookSubscription: null, userErrors } },
  });
  await expect(ensureSubscriptions(clientOf(shopify), 'http://10.0.0.1')).rejects.toMatchObject({
    kind: 'bad-input',
    message: 'Shopify: Address is invalid',
  });
});
