import type {
  Answer,
  BusMessage,
  MessageBus,
  PubsubAdmin,
  PullOptions,
  SubscriptionOptions,
} from '../../src/main/cluster/message-bus.ts';
import type { Clock } from '../../src/main/ports.ts';
import { Problem } from '../../src/shared/problem.ts';

type Stored = {
  readonly message: BusMessage;
  readonly orderingKey: string | undefined;
  /** The current delivery; null without one. */
  delivery: symbol | null;
};
type Puller = {
  readonly client: Client;
  readonly handle: (message: BusMessage) => Promise<Answer>;
  readonly options: PullOptions;
  busy: number;
};
type Subscription = {
  readonly name: string;
  /** Null after its topic was deleted. */
  topic: string | null;
  readonly options: SubscriptionOptions;
  readonly messages: Stored[];
  readonly pullers: Set<Puller>;
  /** The number of messages it received. */
  published: number;
};
/** Operations that a service account may be denied. */
export type Refusable = keyof Pick<
  MessageBus & PubsubAdmin,
  'ensureTopic' | 'ensureSubscription' | 'publish' | 'publishers'
>;
type Client = { isCut: boolean; isKilled: boolean; readonly isPaused: () => boolean };

/** A computer's connection to the service. */
export type MemoryBus = MessageBus &
  PubsubAdmin & {
    /** Answers every call of this name with the error; null ends it. */
    refuse(what: Refusable, error: Error | null): void;
    /** Cuts or restores the network. */
    cut(isCut: boolean): void;
    /** The process dies: nothing is acknowledged, and no callback runs. */
    kill(): void;
  };

/** Pub/Sub in memory on a test clock; it passes the tests of the real service too. */
export function memoryPubsub(clock: Clock) {
  const topics = new Set<string>();
  const publishers = new Map<string, readonly string[]>();
  const subscriptions = new Map<string, Subscription>();
  const refused = new Set<string>();
  let published = 0;

  const held = new Set<string>();

  function deliver(subscription: Subscription): void {
    if (held.has(subscription.name)) return;
    const { retentionSeconds = 7 * 86_400 } = subscription.options;
    const kept = subscription.messages.filter(
      ({ message, delivery }) =>
        delivery !== null || clock.now() - message.publishedAt <= retentionSeconds * 1_000,
    );
    subscription.messages.splice(0, subscription.messages.length, ...kept);
    const busyKeys = new Set<string>();
    for (const stored of kept) {
      const { orderingKey } = stored;
      const isHeldBack = orderingKey !== undefined && busyKeys.has(orderingKey);
      if (subscription.options.isOrdered && orderingKey !== undefined) busyKeys.add(orderingKey);
      if (isHeldBack || stored.delivery !== null) continue;
      const puller = [...subscription.pullers]
        .filter(({ client, busy, options }) => !client.isCut && busy < options.maxMessages)
        .toSorted((one, other) => one.busy - other.busy)[0];
      if (puller) hand(subscription, stored, puller);
    }
  }

  function hand(subscription: Subscription, stored: Stored, puller: Puller): void {
    const delivery = Symbol('delivery');
    stored.delivery = delivery;
    puller.busy += 1;
    const end = (answer: Answer): void => {
      // a late answer to an expired delivery is ignored
      if (stored.delivery !== delivery) return;
      stored.delivery = null;
      if (answer === 'ack') subscription.messages.splice(subscription.messages.indexOf(stored), 1);
      deliver(subscription);
    };
    const { maxHoldSeconds = 3_600 } = puller.options;
    const handedAt = clock.uptime();
    const extend = (): void => {
      clock.after((subscription.options.ackDeadlineSeconds ?? 60) * 1_000, () => {
        if (stored.delivery !== delivery) return;
        const { client } = puller;
        const isThere = subscription.pullers.has(puller) && !client.isCut && !client.isPaused();
        if (isThere && clock.uptime() - handedAt < maxHoldSeconds * 1_000) extend();
        else end('nack');
      });
    };
    extend();
    void puller
      .handle(stored.message)
      .catch((error: unknown) => {
        puller.options.onError(error);
        return 'nack' as const;
      })
      .then((answer) => {
        puller.busy -= 1;
        if (!puller.client.isCut && !puller.client.isKilled) end(answer);
        deliver(subscription);
      });
  }

  /** @param isPaused whether the process is suspended: it keeps its received messages and extends no deadline */
  function connect(isPaused: () => boolean = () => false): MemoryBus {
    const client: Client = { isCut: false, isKilled: false, isPaused };
    const refusals = new Map<Refusable, Error>();
    const check = (what?: Refusable): void => {
      const refusal = what && refusals.get(what);
      if (refusal) throw refusal;
      if (client.isCut || client.isKilled) throw new Problem('unreachable', 'Pub/Sub cannot be reached');
    };
    const known = (name: string): Subscription => {
      const subscription = subscriptions.get(name);
      if (!subscription) throw new Problem('not-found', `no subscription ${name}`);
      return subscription;
    };
    return {
      async ensureTopic(topic) {
        check('ensureTopic');
        const isNew = !topics.has(topic);
        topics.add(topic);
        return isNew;
      },
      async ensureSubscription(topic, name, options = {}) {
        check('ensureSubscription');
        if (subscriptions.get(name)?.topic === null) deleteSubscription(name);
        if (subscriptions.has(name)) return false;
        subscriptions.set(name, { name, topic, options, messages: [], pullers: new Set(), published: 0 });
        return true;
      },
      async publish(topic, { data, attributes = {}, orderingKey }) {
        check('publish');
        if (refused.has(topic)) throw new Problem('throttled', 'Pub/Sub is limiting requests');
        if (!topics.has(topic)) throw new Problem('not-found', `no topic ${topic}`);
        published += 1;
        const message = { id: String(published), data, attributes, publishedAt: clock.now() };
        for (const subscription of subscriptions.values()) {
          if (subscription.topic !== topic) continue;
          subscription.published += 1;
          subscription.messages.push({ message, orderingKey, delivery: null });
          deliver(subscription);
        }
      },
      pull(name, handle, options) {
        const subscription = known(name);
        const puller: Puller = { client, handle, options, busy: 0 };
        subscription.pullers.add(puller);
        deliver(subscription);
        return {
          async close() {
            subscription.pullers.delete(puller);
          },
        };
      },
      async close() {
        for (const { pullers } of subscriptions.values())
          for (const puller of pullers) if (puller.client === client) pullers.delete(puller);
      },
      async publishers(topic) {
        check('publishers');
        return publishers.get(topic) ?? [];
      },
      async deleteSubscription(name) {
        check();
        deleteSubscription(name);
      },
      refuse(what, error) {
        if (error === null) refusals.delete(what);
        else refusals.set(what, error);
      },
      cut(isCut) {
        client.isCut = isCut;
        for (const subscription of subscriptions.values()) deliver(subscription);
      },
      kill() {
        client.isKilled = true;
        for (const { pullers } of subscriptions.values())
          for (const puller of pullers) if (puller.client === client) pullers.delete(puller);
      },
    };
  }

  function deleteSubscription(name: string): void {
    const gone = subscriptions.get(name);
    subscriptions.delete(name);
    for (const { client, options } of gone?.pullers ?? []) {
      if (!client.isCut) options.onError(new Problem('not-found', `no subscription ${name}`));
    }
  }

  return {
    connect,
    /** Delivers nothing of a subscription for a while, like a slow line. */
    hold(name: string, isHeld: boolean): void {
      if (isHeld) held.add(name);
      else held.delete(name);
      const subscription = subscriptions.get(name);
      if (subscription) deliver(subscription);
    },
    /** Like gcloud. @param member `serviceAccount:name@domain` */
    grant: (topic: string, member: string) =>
      publishers.set(topic, [...(publishers.get(topic) ?? []), member]),
    topics: (): readonly string[] => [...topics].toSorted(),
    subscriptions: (): readonly string[] => [...subscriptions.keys()],
    /** Like Google's console. */
    deleteSubscription,
    /** Like Google's console: its subscriptions stay, and receive nothing more. */
    deleteTopic(topic: string): void {
      topics.delete(topic);
      for (const subscription of subscriptions.values())
        if (subscription.topic === topic) subscription.topic = null;
    },
    /** Refuses messages to a topic until it is restored. */
    refuse(topic: string) {
      refused.add(topic);
      return { restore: () => void refused.delete(topic) };
    },
    /** The number of messages a subscription received since its creation. */
    published: (name: string): number => subscriptions.get(name)?.published ?? 0,
    /** The number of unacknowledged messages of a subscription. */
    waiting: (name: string): number => subscriptions.get(name)?.messages.length ?? 0,
  };
}
