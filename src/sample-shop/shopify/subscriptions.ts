import type { Clock } from '../../main/ports.ts';
import { isObject, textOf } from '../http.ts';
import type { Ids } from '../ids.ts';
import { utcTime } from '../times.ts';
import type { UserError } from './draft-input.ts';
import type { Args, Node } from './nodes.ts';
import { connection, gid, idOf } from './nodes.ts';
import type { Store } from './store.ts';
import type { Subscription } from './types.ts';

export type SubscriptionsParts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly apiVersion: string;
};

export function createSubscriptions({
  store: { subscriptions },
  clock,
  ids,
  apiVersion,
}: SubscriptionsParts) {
  const node = (one: Subscription): Node => ({
    id: gid('WebhookSubscription', one.id),
    legacyResourceId: String(one.id),
    topic: one.topic,
    uri: one.uri,
    callbackUrl: one.uri,
    endpoint: { __typename: 'WebhookHttpEndpoint', callbackUrl: one.uri },
    format: one.format,
    name: one.name,
    filter: one.filter,
    includeFields: one.includeFields,
    metafieldNamespaces: [],
    metafields: [],
    apiVersion: { handle: apiVersion, displayName: apiVersion, supported: true },
    createdAt: utcTime(one.createdAt),
    updatedAt: utcTime(one.updatedAt),
  });
  const find = (args: Args) => subscriptions.get(idOf('WebhookSubscription', args.id) ?? -1n);
  const uriOf = (input: unknown): string | null =>
    isObject(input) ? (textOf(input.uri) ?? textOf(input.callbackUrl)) : null;

  /** Shopify requires https and refuses a second subscription of the same topic and address; loopback is permitted here only. */
  function faultsOf(uri: string | null, topic: string, except?: bigint): readonly UserError[] {
    const field = ['webhookSubscription', 'callbackUrl'];
    if (uri === null) return [{ field, message: "Address can't be blank" }];
    const allowed = /^(https:\/\/|pubsub:\/\/|arn:aws:events|http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/])/;
    if (!allowed.test(uri)) return [{ field, message: 'Address protocol http:// is not supported' }];
    const taken = [...subscriptions.values()].some(
      (one) => one.topic === topic && one.uri === uri && one.id !== except,
    );
    return taken ? [{ field, message: 'Address for this topic has already been taken' }] : [];
  }

  return {
    queries: {
      webhookSubscriptions(args: Args): Node {
        const topics = Array.isArray(args.topics) ? args.topics : null;
        const uri = args.uri ?? args.callbackUrl ?? null;
        const found = [...subscriptions.values()].filter(
          (one) => (topics === null || topics.includes(one.topic)) && (uri === null || one.uri === uri),
        );
        return connection(found, args, ({ id }) => id, node);
      },
    },
    mutations: {
      webhookSubscriptionCreate(args: Args) {
        const input = isObject(args.webhookSubscription) ? args.webhookSubscription : {};
        const topic = String(args.topic);
        const uri = uriOf(input);
        const userErrors = faultsOf(uri, topic);
        if (uri === null || userErrors.length > 0) return { webhookSubscription: null, userErrors };
        const now = clock.now();
        const made: Subscription = {
          id: ids.next(),
          topic,
          uri,
          format: textOf(input.format) ?? 'JSON',
          name: textOf(input.name),
          filter: textOf(input.filter),
          includeFields: Array.isArray(input.includeFields) ? input.includeFields.map(String) : [],
          createdAt: now,
          updatedAt: now,
        };
        subscriptions.set(made.id, made);
        return { webhookSubscription: node(made), userErrors: [] };
      },
      webhookSubscriptionUpdate(args: Args) {
        const one = find(args);
        if (!one) return { webhookSubscription: null, userErrors: missing };
        const uri = uriOf(args.webhookSubscription) ?? one.uri;
        const userErrors = faultsOf(uri, one.topic, one.id);
        if (userErrors.length > 0) return { webhookSubscription: null, userErrors };
        const changed = { ...one, uri, updatedAt: clock.now() };
        subscriptions.set(one.id, changed);
        return { webhookSubscription: node(changed), userErrors: [] };
      },
      webhookSubscriptionDelete(args: Args) {
        const one = find(args);
        if (!one) return { deletedWebhookSubscriptionId: null, userErrors: missing };
        subscriptions.delete(one.id);
        return { deletedWebhookSubscriptionId: gid('WebhookSubscription', one.id), userErrors: [] };
      },
    },
  };
}

const missing: readonly UserError[] = [{ field: ['id'], message: 'Webhook subscription does not exist' }];
