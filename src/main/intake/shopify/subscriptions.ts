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
  // created when a buyer opens the link of a draft order; what is changed in it later tells nothing more
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
 * Where the month's requests run short those that are left are for orders, the bot and the buttons: the catalogue is asked for
 * at every round, and of each visitor's checkout only a link that is opened goes unsaid.
 */
export const topicsFor = (isShort: boolean): readonly Topic[] => (isShort ? orderTopics : topics);
/** Of a visitor's checkout nothing is to be known but whether it is a draft order's. */
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

/** What one topic needs. A subscription of someone else's is left alone, whatever its address. */
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
  /** Of those changed: how many were not there at all. */
  readonly created: number;
};

/**
 * Makes sure Shopify delivers the wanted topics to this address, and no other of this app's. Shopify deletes a subscription
 * after a few hours of failed deliveries, so this runs at every round; the library's own `register` would delete what others
 * subscribed to.
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
 * Makes sure Shopify publishes every topic to Pub/Sub, beside what it delivers to an address.
 * @param uri `pubsub://PROJECT:TOPIC`; null: nothing is published there any more
 * @returns how many had to be set or removed
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
  /** How many topics there ought to be. */
  readonly wanted: number;
  /** Nobody is subscribed to them. */
  readonly gone: readonly string[];
  /** Subscribed by this app, and delivered to another address. */
  readonly elsewhere: readonly string[];
};

/** What `ensureSubscriptions` would set right, without setting it. */
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
 * Deletes this app's own subscriptions to the address and makes them again: one that looks alive and delivers nothing cannot
 * be told from one that is well. What is lost between the two is asked for.
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
    // another desk, or a call whose answer was lost, has done it already
    if (isProblem(error) && error.kind === 'bad-input' && /already been taken/i.test(error.message)) return;
    throw error;
  }
}
