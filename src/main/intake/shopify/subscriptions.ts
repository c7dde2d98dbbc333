import { z } from 'zod';
import { isProblem } from '../../../shared/problem.ts';
import {
  webhookCreateMutation,
  webhookDeleteMutation,
  webhooksQuery,
  webhookUpdateMutation,
} from '../../shopify/documents.ts';
import type { CallOptions, ShopifyClient } from '../../shopify/shopify-client.ts';

export const topics = [
  'ORDERS_CREATE',
  'ORDERS_UPDATED',
  'ORDERS_CANCELLED',
  'ORDERS_PAID',
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

type Step =
  | { readonly kind: 'keep' }
  | { readonly kind: 'update'; readonly id: string }
  | { readonly kind: 'create' };

/** A way by which Shopify delivers, with the name of a topic's subscription and a test for those of this app. */
type Route = {
  readonly nameOf: (topic: string) => string;
  readonly isOurs: (subscription: Subscription) => boolean;
};
const nameOf = (topic: string): string => `orderbell-${topic.toLowerCase().replaceAll('_', '-')}`;
const byHttps: Route = {
  nameOf,
  isOurs: ({ name, topic, uri }) => name === nameOf(topic) || uri.endsWith(webhookPath),
};
const pubsubNameOf = (topic: string): string => nameOf(`pubsub-${topic}`);
const byPubsub: Route = {
  nameOf: pubsubNameOf,
  isOurs: ({ name, topic }) => name === pubsubNameOf(topic),
};

/** Plans one topic. Subscriptions of other apps are left alone, whatever their address. */
export function planSubscription(
  topic: Topic,
  uri: string,
  existing: readonly Subscription[],
  { isOurs }: Pick<Route, 'isOurs'> = byHttps,
): Step {
  const sameTopic = existing.filter((each) => each.topic === topic);
  if (sameTopic.some((each) => each.uri === uri)) return { kind: 'keep' };
  const ours = sameTopic.find(isOurs);
  return ours ? { kind: 'update', id: ours.id } : { kind: 'create' };
}

async function list(client: ShopifyClient, options?: CallOptions): Promise<readonly Subscription[]> {
  const { webhookSubscriptions } = await client.query(webhooksQuery, { topics }, listSchema, options);
  return webhookSubscriptions.nodes;
}

export type Ensured = {
  readonly kept: number;
  readonly changed: number;
  /** How many of the changed ones were missing. */
  readonly created: number;
};

async function ensure(
  client: ShopifyClient,
  uri: string,
  route: Route,
  options?: CallOptions,
): Promise<Ensured> {
  const existing = await list(client, options);
  const counts = { kept: 0, changed: 0, created: 0 };
  for (const topic of topics) {
    const step = planSubscription(topic, uri, existing, route);
    if (step.kind === 'keep') counts.kept += 1;
    else {
      await apply(client, { topic, uri, name: route.nameOf(topic) }, step, options);
      counts.changed += 1;
    }
    if (step.kind === 'create') counts.created += 1;
  }
  return counts;
}

async function remove(
  client: ShopifyClient,
  isUnwanted: (subscription: Subscription) => boolean,
  options?: CallOptions,
): Promise<number> {
  const unwanted = (await list(client, options)).filter(isUnwanted);
  for (const { id } of unwanted) await client.mutate(webhookDeleteMutation, { id }, deletedSchema, options);
  return unwanted.length;
}

/**
 * Makes sure that Shopify delivers every topic to this address. Runs every round, since Shopify deletes a subscription after a few
 * hours of failed deliveries. The library's own `register` would delete subscriptions of others.
 */
export const ensureSubscriptions = (
  client: ShopifyClient,
  publicUrl: string,
  options?: CallOptions,
): Promise<Ensured> => ensure(client, uriOf(publicUrl), byHttps, options);

/** Ends the deliveries to this address. */
export async function endSubscriptions(
  client: ShopifyClient,
  publicUrl: string,
  options?: CallOptions,
): Promise<void> {
  await remove(client, ({ uri }) => uri === uriOf(publicUrl), options);
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
  if (uri === null) return remove(client, byPubsub.isOurs, options);
  return (await ensure(client, uri, byPubsub, options)).changed;
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
): Promise<TopicsLacking> {
  const existing = await list(client, options);
  const planned = (kind: Step['kind']) =>
    topics
      .filter((topic) => planSubscription(topic, uriOf(publicUrl), existing).kind === kind)
      .map((topic) => topic.toLowerCase().replace('_', '/'));
  return { wanted: topics.length, gone: planned('create'), elsewhere: planned('update') };
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
