import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkSetup } from '../../../src/main/cluster/check-setup.ts';
import { googlePubsub } from '../../../src/main/cluster/google-pubsub.ts';
import type {
  Answer,
  BusMessage,
  MessageBus,
  PubsubAdmin,
  Pull,
  SubscriptionOptions,
} from '../../../src/main/cluster/message-bus.ts';
import { systemClock } from '../../../src/main/shell/system-clock.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import { quietLog } from '../../support/log.ts';
import { memoryPubsub } from '../../support/memory-pubsub.ts';
import type { PubsubServer } from '../../support/pubsub.ts';
import { pubsubMissing, startPubsubServer } from '../../support/pubsub.ts';
import { openGate } from '../sleep/gate.ts';

const after = (ms: number) => new Promise((resolve) => setTimeout(() => resolve('too late'), ms));
const why = pubsubMissing === null ? '' : ` (skipped: ${pubsubMissing})`;
const pulls: Pull[] = [];
const buses: MessageBus[] = [];
let server: PubsubServer | null = null;
let connect: () => MessageBus & PubsubAdmin;
let deleteTopic: (name: string) => unknown;

const connected = (): MessageBus => {
  const bus = connect();
  buses.push(bus);
  return bus;
};
/** A topic with a subscription of the same name, and a connection to it. */
async function connectedTo(name: string, options: SubscriptionOptions = {}): Promise<MessageBus> {
  const bus = connected();
  await bus.ensureTopic(name);
  await bus.ensureSubscription(name, name, options);
  return bus;
}
const asToken = { isExactlyOnce: true, ackDeadlineSeconds: 10 };
/** Acknowledges everything a subscription delivers. */
function collect(bus: MessageBus, name: string): readonly string[] {
  const received: string[] = [];
  const take = async ({ data }: BusMessage) => {
    received.push(data);
    return 'ack' as const;
  };
  pulls.push(bus.pull(name, take, { maxMessages: 20, onError: () => {} }));
  return received;
}

afterEach(async () => {
  await Promise.all(pulls.splice(0).map((pull) => pull.close()));
  await Promise.all(buses.splice(0).map((bus) => bus.close()));
  await server?.close();
  server = null;
});

// what is said of the stand-in holds for Google's own server
describe.each([
  ['the stand-in', true],
  [`Google’s test server${why}`, false],
] as const)('%s', (_name, isStandIn) => {
  beforeEach(async () => {
    if (isStandIn) {
      const service = memoryPubsub(systemClock);
      connect = () => service.connect();
      ({ deleteTopic } = service);
    } else if (pubsubMissing === null) {
      server = await startPubsubServer();
      ({ connect, deleteTopic } = server);
    }
  });
  const test = it.skipIf(!isStandIn && pubsubMissing !== null);

  test('delivers each message to every subscription of the topic', async () => {
    const bus = connected();
    await bus.ensureTopic('events');
    for (const name of ['anna', 'borys']) await bus.ensureSubscription('events', name);
    const [one, other] = [collect(bus, 'anna'), collect(connected(), 'borys')];
    for (let n = 0; n < 20; n += 1) await bus.publish('events', { data: `${n}` });
    await vi.waitFor(() => expect([one.length, other.length]).toEqual([20, 20]), 10_000);
  });

  test('keeps the order of one key, also across a reconnection', async () => {
    const bus = await connectedTo('events', { isOrdered: true });
    const wanted = Array.from({ length: 50 }, (_, n) => `${n}`);
    for (const data of wanted) await bus.publish('events', { data, orderingKey: 'desk-1' });
    const received = collect(connected(), 'events');
    await vi.waitFor(() => expect(received).toEqual(wanted), 10_000);
  });

  test('keeps messages for a subscription that nobody pulls', async () => {
    const bus = connected();
    await bus.ensureTopic('events');
    expect(await bus.ensureSubscription('events', 'anna')).toBe(true);
    await bus.publish('events', { data: 'written at night', attributes: { kind: 'events' } });
    expect(await bus.ensureSubscription('events', 'anna')).toBe(false);
    const received = collect(bus, 'anna');
    await vi.waitFor(() => expect(received).toEqual(['written at night']), 10_000);
  });

  test('gives a message that was refused to another computer', async () => {
    const bus = await connectedTo('leader', asToken);
    const pull = bus.pull('leader', async () => 'nack', { maxMessages: 1, onError: () => {} });
    await bus.publish('leader', { data: 'token' });
    await pull.close();
    const received = collect(connected(), 'leader');
    await vi.waitFor(() => expect(received).toEqual(['token']), 30_000);
  }, 40_000);

  test('holds a message with one computer as long as its handler waits', async () => {
    const bus = await connectedTo('leader', asToken);
    const held = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<Answer>();
    const hold = () => {
      held.resolve();
      return answered.promise;
    };
    pulls.push(bus.pull('leader', hold, { maxMessages: 1, onError: () => {} }));
    await bus.publish('leader', { data: 'token' });
    await held.promise;
    const received = collect(connected(), 'leader');
    // longer than its deadline
    await new Promise((resolve) => setTimeout(resolve, 14_000));
    expect(received).toEqual([]);
    await pulls.shift()?.close();
    answered.resolve('nack');
    await vi.waitFor(() => expect(received).toEqual(['token']), 30_000);
  }, 60_000);

  test('gives a message that comes again the id it had', async () => {
    const bus = await connectedTo('orders');
    const ids: string[] = [];
    const take = async ({ id }: BusMessage) => {
      ids.push(id);
      return ids.length === 1 ? ('nack' as const) : ('ack' as const);
    };
    pulls.push(bus.pull('orders', take, { maxMessages: 1, onError: () => {} }));
    await bus.publish('orders', { data: 'one' });
    await vi.waitFor(() => expect(ids).toHaveLength(2), 30_000);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe('');
  }, 40_000);

  test('connects a subscription again whose topic was deleted', async () => {
    const bus = await connectedTo('orders');
    await deleteTopic('orders');
    expect(await bus.ensureTopic('orders')).toBe(true);
    expect(await bus.ensureTopic('orders')).toBe(false);
    expect(await bus.ensureSubscription('orders', 'orders')).toBe(true);
    const received = collect(bus, 'orders');
    await bus.publish('orders', { data: 'after it' });
    await vi.waitFor(() => expect(received).toEqual(['after it']), 10_000);
  });

  test('refuses to publish to a topic that does not exist', async () => {
    const bus = connected();
    await expect(bus.publish('nothing', { data: 'x' })).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('answers what the checks of the setup ask', async () => {
    const { findings } = await checkSetup({
      connect,
      account: { project: 'shop', email: null },
      workstation: workstationIdSchema.parse('desk-1'),
      clock: systemClock,
      log: quietLog(),
    });
    // nobody has granted a publisher, and the test server knows no grants
    expect(findings.filter(({ state }) => state === 'ok').map(({ id }) => id)).toEqual([
      'key',
      'project',
      'api',
      'role',
      'topics',
      'clock',
    ]);
  }, 40_000);
});

describe(`the connection to Google’s test server${why}`, () => {
  it.skipIf(pubsubMissing !== null)(
    'says soon that it is cut off, and goes on soon after',
    async () => {
      server = await startPubsubServer();
      const { endpoint } = server;
      const road = await openGate(() => `http://${endpoint}`);
      const bus = googlePubsub({ projectId: 'shop', key: null, endpoint: new URL(road.url).host });
      buses.push(bus);
      const publish = () => bus.publish('events', { data: 'x', orderingKey: 'desk-1' });
      await bus.ensureTopic('events');
      await publish();
      road.shut();
      // several times, so that the pauses between its attempts grow
      for (let times = 0; times < 3; times += 1)
        await expect(publish()).rejects.toMatchObject({ kind: 'unreachable' });
      road.open();
      await expect(Promise.race([publish(), after(10_000)])).resolves.toBeUndefined();
      await road.close();
    },
    90_000,
  );
});
