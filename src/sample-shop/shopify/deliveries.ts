import { createHmac, randomUUID } from 'node:crypto';
import type { Clock, Log } from '../../main/ports.ts';
import type { Publish } from '../publish.ts';
import { checkoutBody } from './checkout-body.ts';
import type { Checkout } from './checkouts.ts';
import { orderBody } from './order-body.ts';
import type { OrderTopic, ProductTopic } from './store.ts';
import type { ShopOrder, Subscription } from './types.ts';

const seconds = 1000;
const minutes = 60 * seconds;
/** Eight retries over about four hours. */
const waits = [
  10 * seconds,
  30 * seconds,
  2 * minutes,
  8 * minutes,
  20 * minutes,
  40 * minutes,
  70 * minutes,
  100 * minutes,
];
const longestAnswer = 5 * seconds;
const failuresToDelete = 1 + waits.length;

export type DeliveriesParts = {
  readonly shop: string;
  readonly secret: string;
  readonly apiVersion: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly subscriptions: Map<bigint, Subscription>;
  /** The delivery address while no app could subscribe; null for nowhere. */
  readonly unasked: () => string | null;
  /** Publishes to Pub/Sub; without it nothing can be published. */
  readonly publish?: Publish;
};
export type Deliveries = {
  send(topic: OrderTopic, order: ShopOrder): void;
  opened(checkout: Checkout): void;
  /** Delivers an event of a product; the body is built only if there is a subscriber. */
  tell(topic: ProductTopic, body: () => string): void;
  stop(): Promise<void>;
};

/** Signed deliveries to every subscriber of a topic, and messages of Pub/Sub, as Shopify makes them. */
export function createDeliveries(parts: DeliveriesParts): Deliveries {
  const { clock, log, subscriptions } = parts;
  const waiting = new Set<() => void>();
  const running = new Set<Promise<void>>();
  const ending = new AbortController();
  const failures = new Map<bigint, number>();

  function send(topic: OrderTopic, order: ShopOrder): void {
    const delivery = { topic, eventId: randomUUID(), body: orderBody(order, parts.shop), at: clock.now() };
    const subscribed = [...subscriptions.values()].filter((one) => one.topic === topic);
    for (const { id, uri, name } of subscribed) {
      attempt({ ...delivery, webhookId: randomUUID(), uri, name, subscription: id }, 0);
    }
    const unasked = subscribed.length === 0 && topic === 'ORDERS_CREATE' ? parts.unasked() : null;
    if (unasked !== null) {
      attempt({ ...delivery, webhookId: randomUUID(), uri: unasked, name: null, subscription: null }, 0);
    }
  }

  /** A subscriber gets only the checkout fields it has subscribed to. */
  const opened = (checkout: Checkout): void =>
    tellEach('CHECKOUTS_CREATE', ({ includeFields }) => checkoutBody(checkout, parts.shop, includeFields));

  function tellEach(topic: Delivery['topic'], bodyFor: (one: Subscription) => string): void {
    const eventId = randomUUID();
    for (const one of subscriptions.values()) {
      if (one.topic !== topic) continue;
      const { id, uri, name } = one;
      const about = { topic, eventId, body: bodyFor(one), at: clock.now() };
      attempt({ ...about, webhookId: randomUUID(), uri, name, subscription: id }, 0);
    }
  }

  /** A retry goes to the address the event had, even if the subscription has moved since. */
  function attempt(delivery: Delivery, tries: number): void {
    const run = post(delivery).then((refusal) => {
      running.delete(run);
      if (ending.signal.aborted) return;
      const { subscription } = delivery;
      if (refusal === null) {
        if (subscription !== null) failures.delete(subscription);
        return;
      }
      log.debug('delivery failed', { uri: delivery.uri, topic: delivery.topic, tries, refusal });
      if (subscription !== null) countFailure(subscription);
      const wait = waits[tries];
      if (wait === undefined) return;
      const cancel = clock.after(wait, () => {
        waiting.delete(cancel);
        attempt(delivery, tries + 1);
      });
      waiting.add(cancel);
    });
    running.add(run);
  }

  function countFailure(id: bigint): void {
    const count = (failures.get(id) ?? 0) + 1;
    failures.set(id, count);
    if (count < failuresToDelete) return;
    log.warn('subscription deleted after failed deliveries', { subscription: String(id), count });
    subscriptions.delete(id);
    failures.delete(id);
  }

  /** @returns null when it was accepted, else the reason */
  async function post(delivery: Delivery): Promise<string | null> {
    try {
      const [, project, topic] = /^pubsub:\/\/([^:]+):(.+)$/.exec(delivery.uri) ?? [];
      if (project !== undefined) {
        if (!parts.publish) return 'Shopify may not publish there';
        const attributes = attributesOf(delivery, parts);
        await parts.publish(`projects/${project}/topics/${topic}`, { data: delivery.body, attributes });
        return null;
      }
      const answer = await fetch(delivery.uri, {
        method: 'POST',
        headers: headersOf(delivery, parts),
        body: delivery.body,
        redirect: 'manual',
        signal: AbortSignal.any([ending.signal, AbortSignal.timeout(longestAnswer)]),
      });
      await answer.body?.cancel();
      return answer.ok ? null : `HTTP ${answer.status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  return {
    send,
    opened,
    tell: (topic, body) => tellEach(topic, body),
    async stop() {
      ending.abort();
      for (const cancel of waiting) cancel();
      await Promise.all(running);
    },
  };
}

type Delivery = {
  readonly topic: OrderTopic | ProductTopic | 'CHECKOUTS_CREATE';
  readonly eventId: string;
  readonly webhookId: string;
  readonly body: string;
  readonly at: number;
  readonly uri: string;
  readonly name: string | null;
  readonly subscription: bigint | null;
};

const headersOf = (
  delivery: Delivery,
  { shop, secret, apiVersion }: DeliveriesParts,
): Record<string, string> => ({
  'content-type': 'application/json',
  'user-agent': 'Shopify-Captain-Hook',
  'x-shopify-topic': delivery.topic.toLowerCase().replace('_', '/'),
  'x-shopify-hmac-sha256': createHmac('sha256', secret).update(delivery.body).digest('base64'),
  'x-shopify-shop-domain': shop,
  'x-shopify-api-version': apiVersion,
  'x-shopify-webhook-id': delivery.webhookId,
  'x-shopify-event-id': delivery.eventId,
  'x-shopify-triggered-at': new Date(delivery.at).toISOString(),
  ...(delivery.name !== null && { 'x-shopify-name': delivery.name }),
});

/** The delivery's headers as Pub/Sub attributes, whose names are capitalized. */
const attributesOf = (delivery: Delivery, parts: DeliveriesParts): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headersOf(delivery, parts))
      .filter(([name]) => name.startsWith('x-shopify-'))
      .map(([name, value]) => [name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()), value]),
  );
