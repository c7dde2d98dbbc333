import type { Message, Topic } from '@google-cloud/pubsub';
import { z } from 'zod';
import { asProblem, messageOf, Problem } from '../../shared/problem.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import type { MessageBus, PubsubAdmin, PullOptions } from './message-bus.ts';

export type PubsubConfig = {
  readonly projectId: string;
  /** The service account's key; null for a test server without authentication. */
  readonly key: { readonly clientEmail: string; readonly privateKey: string } | null;
  /** `host:port` of a test server; null for Google's own. */
  readonly endpoint: string | null;
};

const longestRetentionSeconds = 7 * 86_400;
/** A subscription survives the deletion of its topic, but never receives messages of a new topic with the same name. */
const deletedTopic = '_deleted-topic_';

/** The client's default retries wait up to a minute, and its total timeout is ten minutes. */
const patience = {
  retry: {
    backoffSettings: {
      initialRetryDelayMillis: 100,
      retryDelayMultiplier: 2,
      maxRetryDelayMillis: 1_000,
      initialRpcTimeoutMillis: 5_000,
      rpcTimeoutMultiplier: 1,
      maxRpcTimeoutMillis: 5_000,
      totalTimeoutMillis: 10_000,
    },
  },
};
/** By default, the delay between connection attempts grows to two minutes. */
const channel = { 'grpc.initial_reconnect_backoff_ms': 500, 'grpc.max_reconnect_backoff_ms': 2_000 };

/** The BigQuery service account, for Pub/Sub; null if Pub/Sub is disabled. */
export const pubsubOf = (config: BigQueryConfig | null): PubsubConfig | null =>
  config?.pubsub ? { projectId: config.projectId, key: config.key, ...config.pubsub } : null;

/** The message bus and its administration, by Google Pub/Sub. */
export function googlePubsub({ projectId, key, endpoint }: PubsubConfig): MessageBus & PubsubAdmin {
  // imported on demand: most shops have one computer, which starts faster without it
  const loaded = import('@google-cloud/pubsub').then(({ Duration, PubSub }) => ({
    client: new PubSub({
      projectId,
      ...(key && { credentials: { client_email: key.clientEmail, private_key: key.privateKey } }),
      ...channel,
      ...(endpoint !== null && { apiEndpoint: endpoint, emulatorMode: true }),
    }),
    inSeconds: (seconds: number) => Duration.from({ seconds }),
  }));
  const topics = new Map<string, Topic>();

  async function topicOf(name: string): Promise<Topic> {
    const { client } = await loaded;
    const topic =
      topics.get(name) ??
      client.topic(name, { messageOrdering: true, batching: { maxMilliseconds: 10 }, gaxOpts: patience });
    topics.set(name, topic);
    return topic;
  }

  return {
    async ensureTopic(name) {
      const { client } = await loaded;
      return unlessExists(() => client.createTopic(name, patience));
    },
    async ensureSubscription(topic, name, options = {}) {
      const { client } = await loaded;
      const make = (): Promise<unknown> =>
        client.topic(topic).createSubscription(name, {
          gaxOpts: patience,
          enableMessageOrdering: options.isOrdered === true,
          enableExactlyOnceDelivery: options.isExactlyOnce === true,
          ackDeadlineSeconds: options.ackDeadlineSeconds ?? 60,
          messageRetentionDuration: { seconds: options.retentionSeconds ?? longestRetentionSeconds },
          // never expires; by default it would after 31 days without use
          expirationPolicy: {},
        });
      if (await unlessExists(make)) return true;
      try {
        const subscription = client.subscription(name);
        const [metadata] = await subscription.getMetadata();
        if (metadata.topic !== deletedTopic) return false;
        await subscription.delete();
      } catch (error) {
        throw problemOf(error);
      }
      return unlessExists(make);
    },
    async publish(name, { data, attributes = {}, orderingKey }) {
      const topic = await topicOf(name);
      try {
        await topic.publishMessage({
          data: Buffer.from(data),
          attributes,
          ...(orderingKey !== undefined && { orderingKey }),
        });
      } catch (error) {
        // after a failure the client pauses the key, so that no later message overtakes the failed one
        if (orderingKey !== undefined) topic.resumePublishing(orderingKey);
        throw problemOf(error);
      }
    },
    pull(name, handle, { maxMessages, maxHoldSeconds = 3_600, onError }: PullOptions) {
      const take = async (message: Message): Promise<void> => {
        const { id, data, attributes, publishTime } = message;
        const answer = await handle({
          id,
          data: data.toString('utf8'),
          attributes,
          publishedAt: publishTime.getTime(),
        }).catch((error: unknown) => {
          onError(error);
          return 'nack' as const;
        });
        if (answer === 'ack') message.ack();
        else message.nack();
      };
      const opened = loaded.then(({ client, inSeconds }) => {
        const subscription = client.subscription(name, {
          flowControl: { maxMessages, allowExcessMessages: false },
          maxExtensionTime: inSeconds(maxHoldSeconds),
          minAckDeadline: inSeconds(10),
          maxAckDeadline: inSeconds(10),
          // by default, the delay between attempts grows to a minute
          streamingOptions: { retryMaxBackoff: inSeconds(2) },
        });
        subscription.on('message', (message: Message) => void take(message));
        subscription.on('error', (error: unknown) => onError(problemOf(error)));
        return subscription;
      });
      return { close: async () => (await opened).close() };
    },
    async publishers(topic) {
      const { client } = await loaded;
      const [{ bindings }] = await client.topic(topic).iam.getPolicy().catch(refuse);
      return (bindings ?? [])
        .filter(({ role }) => publishing.has(role ?? ''))
        .flatMap(({ members }) => members ?? []);
    },
    async deleteSubscription(name) {
      const { client } = await loaded;
      await client.subscription(name).delete().catch(refuse);
    },
    close: async () => (await loaded).client.close(),
  };
}

/** The roles that may publish to a topic. */
const publishing: ReadonlySet<string> = new Set([
  'roles/pubsub.publisher',
  'roles/pubsub.editor',
  'roles/pubsub.admin',
]);

function refuse(error: unknown): never {
  throw problemOf(error);
}

const alreadyExists = 6;

/** @returns whether it was created now */
async function unlessExists(make: () => Promise<unknown>): Promise<boolean> {
  try {
    await make();
    return true;
  } catch (error) {
    if (codeOf(error) === alreadyExists) return false;
    throw problemOf(error);
  }
}

const codeOf = (error: unknown): number | undefined =>
  z.object({ code: z.number() }).safeParse(error).data?.code;

/** The status codes of gRPC, as Pub/Sub documents them. */
function problemOf(error: unknown): Problem {
  const cause = messageOf(error);
  switch (codeOf(error)) {
    case 5:
      return new Problem('not-found', `Pub/Sub has no such topic or subscription: ${cause}`, {
        cause: error,
        fix: 'It is created again at the next attempt',
      });
    case 7:
      return new Problem('refused', `Pub/Sub rejects this account: ${cause}`, {
        cause: error,
        fix: 'Enable the Pub/Sub API in the project and give the service account the role Pub/Sub Editor',
      });
    case 8:
      return new Problem('throttled', 'Pub/Sub is limiting requests', { cause: error });
    case 16:
      return new Problem('signed-out', 'Pub/Sub does not accept the key of the service account', {
        cause: error,
        fix: 'Choose the key file again in Setup, at BigQuery',
      });
    case 4:
    case 13:
    case 14:
      return new Problem('unreachable', `Pub/Sub cannot be reached: ${cause}`, { cause: error });
    default:
      return asProblem(error);
  }
}
