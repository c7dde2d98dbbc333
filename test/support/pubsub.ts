import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { PubSub } from '@google-cloud/pubsub';
import { googlePubsub } from '../../src/main/cluster/google-pubsub.ts';
import type { MessageBus, PubsubAdmin } from '../../src/main/cluster/message-bus.ts';

/** Google's own Pub/Sub emulator, if the test run could build it. */
const binary = process.env.ORDERBELL_TEST_PUBSUB_SERVER;

/** The reason why it cannot be used here; null when it can. */
export const pubsubMissing = binary
  ? null
  : 'npm run test:guarantees builds the Pub/Sub server where Go is installed';

export type PubsubServer = {
  /** `host:port`. */
  readonly endpoint: string;
  connect(): MessageBus & PubsubAdmin;
  /** Like Google's console. */
  deleteTopic(name: string): Promise<void>;
  close(): Promise<void>;
};

/** Starts an empty emulator. @throws Error when it ends or does not answer */
export async function startPubsubServer(): Promise<PubsubServer> {
  const child = spawn(binary ?? '', [], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'close');
  const [endpoint] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    exited.then(() => {
      throw new Error('the Pub/Sub server has ended');
    }),
  ]);
  return {
    async deleteTopic(name) {
      const client = new PubSub({ projectId: 'shop', apiEndpoint: String(endpoint), emulatorMode: true });
      await client.topic(name).delete();
      await client.close();
    },
    endpoint: String(endpoint),
    connect: () => googlePubsub({ projectId: 'shop', key: null, endpoint: String(endpoint) }),
    async close() {
      child.stdin.end();
      await exited;
    },
  };
}
