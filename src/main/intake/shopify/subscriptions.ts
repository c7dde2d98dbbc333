import { z } from 'zod';
import { isProblem } from '../../../shared/problem.ts';
import {
  webhookCreateMutation,
  webhookDeleteMutation,
  webhooksQuery,
  webhookUpdateMutation,
} from '../../shopify/documents.ts';
import type { CallOptions, ShopifyClient } from '../../shopify/shopify-client.ts';

const orderTopics = ['ORDERS_CREATE', 'ORDERS_UPDATED', 'ORDERS_CANCELLED', 'ORDERS_PAID'] as const;
export const topics = [
  ...orderTopics,
  // created when a buyer opens the link of a draft order; later changes of it add nothing
  'CHECKOUTS_CREATE',
  // an order that takes from stock is an update of its products; `inventory_levels/update` would need one more permission
  'PRODUCTS_CREATE',
  'PRODUCTS_UPDATE',
  'PRODUCTS_DELETE',
  'COLLECTIONS_CREATE',
  'COLLECTIONS_UPDATE',
  'COLLECTIONS_DELETE',
] as const;
export type Topic = (typeof topics)[number];
/**
 * When the month's requests run low, the rest is kept for orders, the bot and the buttons. The catalogue is polled every round;
 * only opened payment links go unnoticed.
 */
export const topicsFor = (isShort: boolean): readonly Topic[] => (isShort ? orderTopics : topics);
/** Only the fields that show whether a checkout belongs to a draft order. */
const checkoutFields = ['token', 'created_at', 'note_attributes'];

const webhookPath = '/shopify/webhooks';

const subscriptionSchema = z.object({
  id: z.string(),
  topic: z.string(),
  uri: z.string(),
  name: z.string().nullish(),
});
export type Subscription = z.infer<typeof subscriptionSchema>;
const listSchema = z.object({ webhookSubscriptions: z.object({ nodes: z.array(subscriptionSchema) }) });
const deletedSchema = z.object({
  webhookSubscriptionDelete: z.object({ deletedWebhookSubscriptionId: z.string().nullable() }),
});
const doneSchema = z.record(z.string(), z.object({ webhookSubscription: z.object({ id: z.string() }) }));

export type Step =
  | { readonly kind: 'keep' }
  | { readonly kind: 'update'; readonly id: string }
  | { readonly kind: 'create' };

const nameOf = (topic: string): string => `orderbell-${topic.toLowerCase().replaceAll('_', '-')}`;
const pubsubNameOf = (topic: string): string => nameOf(`pubsub-${topic}`);
const isByHttps = ({ name, topic, uri }: Subscription): boolean =>
  name === nameOf(topic) || uri.endsWith(webhookPath);
const isByPubsub = ({ name, topic }: Subscription): boolean => name === pubsubNameOf(topic);

/** Plans one topic. Subscriptions of other apps are left alone, whatever their address. */
export function planSubscription(
  topic: Topic,
  uri: string,
  existing: readonly Subscription[],
  isOurs: (subscription: Subscription) => boolean = isByHttps,
): Step {
  const sameTopic = existing.filter((each) => each.topic === topic);
  if (sameTopic.some((each) => each.uri === uri)) return { kind: 'keep' };
  const ours = sameTopic.find(isOurs);
  return ours ? { kind: 'update', id: ours.id } : { kind: 'create' };
}

export type Ensured = {
  readonly kept: number;
  readonly changed: number;
  /** How many of the changed ones were missing. */
  readonly created: number;
};

/**
 * Makes sure that Shopify delivers the wanted topics to this address, and none of the app's other topics. Runs every round, since
 * Shopify deletes a subscription after a few hours of failed deliveries. The library's own `register` would delete subscriptions
 * of others.
 */
export async function ensureSubscriptions(
  client: ShopifyClient,
  publicUrl: string,
  options?: CallOptions,
  wanted = topicsFor(false),
): Promise<Ensured> {
  const uri = uriOf(publicUrl);
  const { webhookSubscriptions } = await client.query(webhooksQuery, { topics }, listSchema, options);
  let kept = 0;
  let created = 0;
  for (const topic of wanted) {
    const step = planSubscription(topic, uri, webhookSubscriptions.nodes);
    if (step.kind === 'keep') kept += 1;
    else await apply(client, { topic, uri, name: nameOf(topic) }, step, options);
    if (step.kind === 'create') created += 1;
  }
  for (const { id, topic, uri: to } of webhookSubscriptions.nodes) {
    if (to !== uri || wanted.some((one) => one === topic)) continue;
    await client.mutate(webhookDeleteMutation, { id }, deletedSchema, options);
  }
  return { kept, changed: wanted.length - kept, created };
}

/**
 * Makes sure that Shopify publishes every topic to Pub/Sub, besides its deliveries to an address.
 * @param uri `pubsub://PROJECT:TOPIC`; null removes the subscriptions
 * @returns how many were set or removed
 */
export async function ensurePubsubSubscriptions(
  client: ShopifyClient,
  uri: string | null,
  options?: CallOptions,
): Promise<number> {
  const { webhookSubscriptions } = await client.query(webhooksQuery, { topics }, listSchema, options);
  const { nodes } = webhookSubscriptions;
  let changed = 0;
  if (uri === null) {
    for (const { id } of nodes.filter(isByPubsub)) {
      await client.mutate(webhookDeleteMutation, { id }, deletedSchema, options);
      changed += 1;
    }
    return changed;
  }
  for (const topic of topics) {
    const step = planSubscription(topic, uri, nodes, isByPubsub);
    if (step.kind === 'keep') continue;
    await apply(client, { topic, uri, name: pubsubNameOf(topic) }, step, options);
    changed += 1;
  }
  return changed;
}

export type TopicsLacking = {
  /** The number of topics that should be subscribed. */
  readonly wanted: number;
  /** Topics without a subscription. */
  readonly gone: readonly string[];
  /** Topics that this app subscribed with another address. */
  readonly elsewhere: readonly string[];
};

/** What `ensureSubscriptions` would change, as a dry run. */
export async function topicsLacking(
  client: ShopifyClient,
  publicUrl: string,
  options?: CallOptions,
  wanted = topicsFor(false),
): Promise<TopicsLacking> {
  const uri = uriOf(publicUrl);
  const { webhookSubscriptions } = await client.query(webhooksQuery, { topics }, listSchema, options);
  const steps = wanted.map((topic) => ({
    topic,
    step: planSubscription(topic, uri, webhookSubscriptions.nodes).kind,
  }));
  const planned = (kind: Step['kind']) =>
    steps.filter(({ step }) => step === kind).map(({ topic }) => topic.toLowerCase().replace('_', '/'));
  return { wanted: wanted.length, gone: planned('create'), elsewhere: planned('update') };
}

/**
 * Deletes this app's own subscriptions to the address and creates them again: a subscription may look active and deliver nothing.
 * Deliveries lost in between are found by polling.
 */
export async function registerAnew(
  client: ShopifyClient,
  publicUrl: string,
  options?: CallOptions,
): Promise<void> {
  const uri = uriOf(publicUrl);
  const { webhookSubscriptions } = await client.query(webhooksQuery, { topics }, listSchema, options);
  for (const topic of topics) {
    const ours = webhookSubscriptions.nodes.find(
      (each) => each.topic === topic && each.uri === uri && each.name === nameOf(topic),
    );
    if (!ours) continue;
    await client.mutate(webhookDeleteMutation, { id: ours.id }, deletedSchema, options);
    await apply(client, { topic, uri, name: nameOf(topic) }, { kind: 'create' }, options);
  }
}

const uriOf = (publicUrl: string): string => publicUrl.replace(/\/+$/, '') + webhookPath;

async function apply(
  client: ShopifyClient,
  { topic, uri, name }: { readonly topic: Topic; readonly uri: string; readonly name: string },
  step: Exclude<Step, { kind: 'keep' }>,
  options?: CallOptions,
): Promise<void> {
  try {
    if (step.kind === 'update') {
      const variables = { id: step.id, webhook: { uri } };
      await client.mutate(webhookUpdateMutation, variables, doneSchema, options);
    } else {
      const includeFields = topic === 'CHECKOUTS_CREATE' ? { includeFields: checkoutFields } : {};
      const webhook = { uri, format: 'JSON', name, ...includeFields };
      await client.mutate(webhookCreateMutation, { topic, webhook }, doneSchema, options);
    }
  } catch (error) {
    // another computer, or a call whose response was lost, has already done it
    if (isProblem(error) && error.kind === 'bad-input' && /already been taken/i.test(error.message)) return;
    throw error;
  }
}
