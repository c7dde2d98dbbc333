import type { Problem } from '../shared/problem.ts';
import type { Cluster } from './cluster/cluster.ts';
import { pubsubOf } from './cluster/google-pubsub.ts';
import type { MessageBus } from './cluster/message-bus.ts';
import { gmailSubscription, gmailTopic, shopifySubscription, shopifyTopic } from './cluster/names.ts';
import type { GmailPoller } from './intake/gmail/poller.ts';
import { createGmailWatch } from './intake/pubsub/gmail-watch.ts';
import { shopifyPublisher } from './intake/pubsub/grant.ts';
import type { IntakeQueue } from './intake/pubsub/puller.ts';
import { createPuller } from './intake/pubsub/puller.ts';
import { createShopifyMessages } from './intake/pubsub/shopify-messages.ts';
import type { Reconciliation } from './intake/shopify/reconcile.ts';
import type { Clock, Ledger, Log, Loop } from './ports.ts';
import type { BigQueryConfig, Config } from './settings/config.ts';
import { stopEach } from './stop-all.ts';

export type PubsubIntakeParts = {
  /** The project through which the shop's computers exchange events; null if there is none. */
  readonly meeting: BigQueryConfig | null;
  readonly bus: MessageBus | null;
  readonly cluster: Pick<Cluster, 'published'>;
  /** Whether this computer is the leader, which alone pulls. */
  readonly listens: boolean;
  readonly config: Pick<Config, 'shopify'>;
  readonly reconciliation: Pick<
    Reconciliation,
    'bring' | 'now' | 'catalogueChanged' | 'pubsubProblem'
  > | null;
  readonly gmail: Pick<GmailPoller, 'now' | 'watch' | 'standing'> | null;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
};

export type PubsubIntake = Loop & {
  /** Why webhooks or mails do not arrive by Pub/Sub, with the fix. They are still polled. */
  problem(): { readonly shopify: Problem | null; readonly gmail: Problem | null };
};

/** Processed in parallel: each sends one request to Shopify. */
const ordersAtOnce = 5;
/** Messages that arrive during a poll share the next one. */
const mailsAtOnce = 20;

/** The address for Shopify's webhooks; null if Pub/Sub is off. */
export const webhookUri = (meeting: BigQueryConfig | null): string | null =>
  meeting?.pubsub ? `pubsub://${meeting.projectId}:${shopifyTopic}` : null;

/** What the leader receives by Pub/Sub from Shopify and Gmail. */
export function composePubsubIntake(parts: PubsubIntakeParts): PubsubIntake {
  const { bus, listens, config, reconciliation, gmail, ledger, clock, cluster } = parts;
  const projectId = pubsubOf(parts.meeting)?.projectId ?? null;
  const log = parts.log.scoped('pubsub');
  if (bus === null || projectId === null || !listens) {
    return { start: () => {}, stop: async () => {}, problem: () => ({ shopify: null, gmail: null }) };
  }
  const common = { ledger, clock, log, published: cluster.published };
  const shop = config.shopify?.shop;
  const messages =
    reconciliation &&
    shop !== undefined &&
    createShopifyMessages({
      shop,
      ledger,
      clock,
      log,
      bring: reconciliation.bring,
      onCatalogue: reconciliation.catalogueChanged,
    });
  const orders =
    reconciliation &&
    messages &&
    createPuller({
      ...common,
      ...messages,
      queue: queueOf(bus, shopifyTopic, shopifySubscription),
      maxMessages: ordersAtOnce,
      onGap: () => void reconciliation.now(),
      publisher: shopifyPublisher,
    });
  const watch =
    gmail &&
    createGmailWatch({
      clock,
      log,
      watch: gmail.watch,
      refusal: gmail.standing.refusal,
      topicName: `projects/${projectId}/topics/${gmailTopic}`,
      ensureTopic: () => bus.ensureTopic(gmailTopic),
    });
  const mails =
    gmail &&
    createPuller({
      ...common,
      queue: queueOf(bus, gmailTopic, gmailSubscription),
      maxMessages: mailsAtOnce,
      // a failed poll is retried by the poller: its checkpoint shows what is still to fetch
      handle: gmail.now,
      park: () => {},
      onGap() {
        watch?.renew();
        void gmail.now();
      },
    });
  const loops: readonly Loop[] = [orders, mails, watch].filter((loop) => loop !== null && loop !== false);

  return {
    problem: () => ({
      shopify: reconciliation?.pubsubProblem() ?? (orders ? orders.problem() : null),
      gmail: watch?.problem() ?? mails?.problem() ?? null,
    }),
    start() {
      for (const loop of loops) loop.start();
    },
    stop: () => stopEach(loops, log),
  };
}

/** A topic with its shared subscription, as the intake uses it. */
const queueOf = (bus: MessageBus, topic: string, subscription: string): IntakeQueue => ({
  name: topic,
  ensure: async () => ({
    topic: await bus.ensureTopic(topic),
    subscription: await bus.ensureSubscription(topic, subscription),
  }),
  pull: (handle, options) => bus.pull(subscription, handle, options),
});
