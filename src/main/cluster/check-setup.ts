import { randomUUID } from 'node:crypto';
import type { WorkstationId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import type { PubsubReport } from '../../shared/pubsub-check.ts';
import type { Clock, Log } from '../ports.ts';
import type { Answer, BusMessage, MessageBus, PubsubAdmin, Pull } from './message-bus.ts';
import { gmailTopic, shopifyTopic, signalsTopic } from './names.ts';
import type { Account, Asked, SetupAnswers } from './setup-checks.ts';
import { findingsOf, serviceErrorOf, setupTopics } from './setup-checks.ts';

export type CheckSetupParts = {
  /** Opens a separate connection, which is closed afterwards. */
  readonly connect: () => MessageBus & PubsubAdmin;
  readonly account: Account;
  readonly workstation: WorkstationId;
  readonly clock: Clock;
  readonly log: Log;
};

const answerWithinMs = 20_000;
/** Retention of the test message. */
const keptSeconds = 600;

/** Checks everything that the setup needs in Pub/Sub, and creates missing topics. Never rejects. */
export async function checkSetup(parts: CheckSetupParts): Promise<PubsubReport> {
  const { account, log } = parts;
  const bus = parts.connect();
  try {
    return { project: account.project, findings: findingsOf(await answersOf(bus, parts), account) };
  } finally {
    bus.close().catch((error: unknown) => log.warn('the connection of the check did not close', { error }));
  }
}

async function answersOf(bus: MessageBus & PubsubAdmin, parts: CheckSetupParts): Promise<SetupAnswers> {
  const { clock } = parts;
  const ask = <T>(question: () => Promise<T>): Promise<Asked<T>> => asked(clock, question);
  const topics = await Promise.all(
    setupTopics.map(async (name) => ({ name, made: await ask(() => bus.ensureTopic(name)) })),
  );
  const [roundTrip, shopify, gmail] = await Promise.all([
    ask(() => roundTripOf(bus, parts)),
    ask(() => bus.publishers(shopifyTopic)),
    ask(() => bus.publishers(gmailTopic)),
  ]);
  return { topics, roundTrip, publishers: { shopify, gmail } };
}

/** Sends itself a message by a separate subscription, and compares the clocks. */
async function roundTripOf(
  bus: MessageBus & PubsubAdmin,
  { clock, workstation, log }: CheckSetupParts,
): Promise<{ readonly clockAheadMs: number }> {
  const name = `orderbell-check-${workstation}`;
  const id = randomUUID();
  const pulls: Pull[] = [];
  await bus.ensureSubscription(signalsTopic, name, { retentionSeconds: keptSeconds });
  try {
    const sentAt = clock.now();
    const publishedAt = new Promise<number>((resolve, reject) => {
      const take = async (message: BusMessage): Promise<Answer> => {
        if (message.attributes.id === id) resolve(message.publishedAt);
        return 'ack';
      };
      pulls.push(bus.pull(name, take, { maxMessages: 10, onError: reject }));
    });
    const published = bus.publish(signalsTopic, {
      data: 'null',
      attributes: { workstation, kind: 'check', id },
    });
    const [at] = await within(clock, Promise.all([publishedAt, published]));
    return { clockAheadMs: sentAt - at };
  } finally {
    await Promise.all(pulls.map((pull) => pull.close()))
      .then(() => bus.deleteSubscription(name))
      .catch((error: unknown) => log.debug('the subscription of the check is still there', { error }));
  }
}

async function asked<T>(clock: Clock, question: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { ok: true, value: await within(clock, question()) };
  } catch (error) {
    return { ok: false, error: serviceErrorOf(error) };
  }
}

function within<T>(clock: Clock, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(answerWithinMs, () =>
      reject(new Problem('unreachable', `no response in ${answerWithinMs / 1_000} s`)),
    );
    answer.then(resolve, reject).finally(cancel);
  });
}
