import { onTestFinished } from 'vitest';
import type { MessageBus } from '../../../../src/main/cluster/message-bus.ts';
import { gmailTopic, shopifySubscription, shopifyTopic } from '../../../../src/main/cluster/names.ts';
import { createReplication } from '../../../../src/main/cluster/replication.ts';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { createOrderSweep } from '../../../../src/main/intake/shopify/reconcile-orders.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { composePubsubIntake } from '../../../../src/main/pubsub-intake.ts';
import type { CatalogueChange } from '../../../../src/main/selling/catalogue-change.ts';
import type { ShopifyClient } from '../../../../src/main/shopify/shopify-client.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import type { MemoryBus } from '../../../support/memory-pubsub.ts';
import { memoryPubsub } from '../../../support/memory-pubsub.ts';
import { testShop, testShopify } from '../../../support/shopify-delivery.ts';
import { graphqlOrder } from '../reconcile/graphql-orders.ts';

const meeting = {
  projectId: 'clay-shop',
  dataset: 'shop',
  location: 'EU',
  key: null,
  mode: 'load',
  pubsub: { endpoint: null },
} as const;

export type Computer = {
  readonly bus: MemoryBus;
  readonly ledger: Ledger;
  /** Orders whose notifications it enqueued. */
  readonly notified: string[];
  readonly intake: ReturnType<typeof composePubsubIntake>;
  /** How often it was to ask the source because messages may be missing. */
  readonly gaps: () => number;
  readonly catalogue: CatalogueChange[];
  readonly polls: { count: number; wait: Promise<void> | null };
  /** Why Gmail refuses to publish. */
  readonly gmail: { refusal: Problem | null; readonly watched: string[] };
  orders(): readonly string[];
  parked(): readonly (string | null)[];
  /** Becomes the leader: it exchanges events already. */
  lead(): void;
  stop(): Promise<void>;
};

/** Shopify, Pub/Sub and the computers of a shop, by one clock. */
export function intakeShop() {
  const clock = fakeClock();
  const pubsub = memoryPubsub(clock);
  const publisher = pubsub.connect();
  const running: Computer[] = [];
  onTestFinished(async () => {
    for (const { stop } of running) await stop();
  });
  const shopify = {
    orders: new Map<string, unknown>(),
    /** What each answer fails with, by the id asked for. */
    fail: (_id: string): Error | null => null,
    hold: null as Promise<void> | null,
    asked: [] as string[],
  };
  const client: Pick<ShopifyClient, 'shop' | 'queryPartly'> = {
    shop: testShop,
    async queryPartly(_document, variables, schema) {
      const id = String(variables.ids).split('/').at(-1) ?? '';
      shopify.asked.push(id);
      await shopify.hold;
      const failure = shopify.fail(id);
      if (failure) throw failure;
      return { data: schema.parse({ nodes: [shopify.orders.get(id) ?? null] }), denied: [] };
    },
  };

  function join(
    name: string,
    { wrap = (bus: MessageBus) => bus, ledger = memoryLedger({ clock, deskId: `desk-${name}` }) } = {},
  ): Computer {
    const log = quietLog();
    const bus = pubsub.connect();
    const notified: string[] = [];
    const recorder = createRecorder({ ledger, clock, enqueueNotices: (id) => notified.push(id) });
    const replication = createReplication({ bus, ledger, clock, log });
    const never = (): never => {
      throw new Error('not asked here');
    };
    const sweep = createOrderSweep({
      client: { ...client, query: never, mutate: never, who: never },
      ledger,
      recorder,
      clock,
      log,
    });
    const polls = { count: 0, wait: null as Promise<void> | null };
    const gmail = { refusal: null as Problem | null, watched: [] as string[] };
    const catalogue: CatalogueChange[] = [];
    let gaps = 0;
    const intake = composePubsubIntake({
      meeting,
      ledger,
      clock,
      log,
      bus: wrap(bus),
      listens: true,
      config: { shopify: testShopify },
      cluster: { published: replication.published },
      reconciliation: {
        bring: (id) => sweep.fetch(id),
        async now() {
          gaps += 1;
        },
        catalogueChanged: (change) => void catalogue.push(change),
        pubsubProblem: () => null,
      },
      gmail: {
        async now() {
          polls.count += 1;
          await polls.wait;
        },
        async watch(topicName) {
          if (gmail.refusal) throw gmail.refusal;
          gmail.watched.push(topicName);
        },
        standing: { refusal: () => null, isTried: () => true, isKnown: () => true },
      },
    });
    replication.start();
    const computer: Computer = {
      bus,
      ledger,
      notified,
      intake,
      gaps: () => gaps,
      catalogue,
      polls,
      gmail,
      orders: () => [...ledger.orders.each()].map(({ order }) => order.sourceId).toSorted(),
      parked: () => ledger.documents.parked().map(({ reason }) => reason),
      lead: intake.start,
      async stop() {
        await Promise.all([intake.stop(), replication.stop()]);
      },
    };
    running.push(computer);
    return computer;
  }

  return {
    clock,
    pubsub,
    publisher,
    shopify,
    join,
    /** As the first leader does, so that something can be published while every computer is off. */
    async prepare(): Promise<void> {
      const first = join('first');
      first.lead();
      await clock.advance(10);
      await first.stop();
    },
    /** An order at Shopify. */
    order: (id: string, parts: Parameters<typeof graphqlOrder>[0] = {}) =>
      shopify.orders.set(id, graphqlOrder({ id, ...parts })),
    /** Shopify publishes a webhook. */
    publish: (data: string, attributes: { readonly [name: string]: string } = {}) =>
      publisher.publish(shopifyTopic, {
        data,
        attributes: {
          'X-Shopify-Topic': 'orders/create',
          'X-Shopify-Shop-Domain': testShop,
          'X-Shopify-Webhook-Id': 'b54557e4',
          ...attributes,
        },
      }),
    mail: () =>
      publisher.publish(gmailTopic, { data: '{"emailAddress":"orders@clay.example","historyId":"1"}' }),
    unreachable: () => new Problem('unreachable', 'Shopify could not be reached'),
  };
}

/** A shop whose leader is Anna's computer. */
export async function openIntake(options: Parameters<ReturnType<typeof intakeShop>['join']>[1] = {}) {
  const shop = intakeShop();
  const { clock, pubsub, join, order, publish } = shop;
  const anna = join('anna', options);
  anna.lead();
  await clock.advance(10);
  return {
    ...shop,
    anna,
    /** How many webhooks are not acknowledged. */
    waiting: () => pubsub.waiting(shopifySubscription),
    /** Shopify gets orders, and publishes a webhook of each. */
    async buy(...ids: readonly string[]): Promise<void> {
      for (const id of ids) {
        order(id);
        await publish(webhookOf(id));
      }
    },
    /** Publishes a webhook, and lets the leader work. */
    async deliver(...message: Parameters<typeof publish>): Promise<void> {
      await publish(...message);
      await clock.advance(1_000);
    },
  };
}

/** The body of a webhook, of which the id alone is read. */
export const webhookOf = (id: string, more: object = {}): string =>
  JSON.stringify({ id: Number(id), admin_graphql_api_id: `gid://shopify/Order/${id}`, ...more });
