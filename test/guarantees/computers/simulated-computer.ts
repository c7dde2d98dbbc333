import type { Cluster } from '../../../src/main/cluster/cluster.ts';
import { createElection } from '../../../src/main/cluster/election.ts';
import type { MessageBus } from '../../../src/main/cluster/message-bus.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { Manychat } from '../../../src/main/manychat/client.ts';
import { createNotifier } from '../../../src/main/notify/notifier.ts';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import type { Clock, Ledger } from '../../../src/main/ports.ts';
import { createBatcher } from '../../../src/main/warehouse/batcher.ts';
import { createLinkedLoads } from '../../../src/main/warehouse/linked-load.ts';
import { createLoadPerformer } from '../../../src/main/warehouse/perform-load.ts';
import { entryIdSchema, subscriberIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import type { IncomingOrder } from '../../../src/shared/order.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { FakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';
import type { MemoryBus, memoryPubsub } from '../../support/memory-pubsub.ts';
import { incomingOrder } from '../../support/orders.ts';
import { openCluster } from '../../unit/cluster/dataset-desk.ts';
import type { Pausable, PausedAt } from './pausable.ts';
import { pausable } from './pausable.ts';
import type { Ask, Network, SimulatedBigQuery } from './simulated-bigquery.ts';

/** What the shop's source has: an order at its time, in the order of their times. */
export type Shopify = { readonly orders: { readonly at: number; readonly order: IncomingOrder }[] };
/** What each manager's Messenger has received, by order. */
export type Messenger = Map<string, number>;

export type Surroundings = {
  readonly clock: FakeClock;
  readonly bigquery: SimulatedBigQuery;
  readonly pubsub: ReturnType<typeof memoryPubsub>;
  readonly shopify: Shopify;
  readonly messenger: Messenger;
  readonly random: () => number;
  /** Each computer sends what it has enqueued, whether or not it is the leader. */
  readonly isUnchecked?: boolean;
};
export type NetworkOf = (what: 'bigquery' | 'shopify' | 'manychat') => Network;

export const managers = ['Iryna', 'Oksana'].map((name, at) => ({
  name,
  subscriberId: subscriberIdSchema.parse(String(41 + at)),
}));
let people = 0;
/** Of a customer of its own, so that no two orders look alike. */
export function ownOrder(source: string, sourceId: string, placedAt?: string): IncomingOrder {
  people += 1;
  return incomingOrder({
    source,
    sourceId,
    customer: { name: `Customer ${people}`, email: `c${people}@example.com` },
    address: `Kyiv, Street ${people}`,
    total: { minor: 10_000 + people, currency: 'UAH' },
    ...(placedAt !== undefined && { placedAt }),
  });
}
const askEveryMs = 20_000;
const askedAgain = 5;

export type ComputerOptions = {
  readonly file: string;
  readonly skewMs: number;
  readonly network: NetworkOf;
  /** Whether a contact can be looked up from this computer just now. */
  readonly reaches?: (contact: string) => boolean;
};

/** One computer that can be killed at any turn and started again on what it had stored. */
export function simulatedComputer(
  surroundings: Surroundings,
  name: string,
  { file, skewMs, network, reaches = () => true }: ComputerOptions,
) {
  const { clock: time, bigquery, pubsub, shopify, messenger, random, isUnchecked = false } = surroundings;
  const deskId = workstationIdSchema.parse(`desk-${name}`);
  let isCut = false;
  let life: Life | null = null;
  let made = 0;

  function live(): Life {
    let alive = true;
    const process = pausable(time);
    const clock: Clock = {
      now: () => time.now() + skewMs,
      uptime: () => time.uptime(),
      after: (ms, work) =>
        process.clock.after(ms, () => {
          if (alive) work();
        }),
    };
    const log = quietLog();
    const ledger = openLedger({ file, clock, deskId });
    ledger.warehouse.setConnected(true);
    const ask: Ask = async () => {
      await process.leaves('question');
      return alive ? network('bigquery') : 'cut-before';
    };
    const service = pubsub.connect(process.isStill);
    service.cut(isCut);
    const bus: MessageBus = {
      ...service,
      async publish(topic, message) {
        await process.leaves('question');
        if (!alive) throw new Problem('unreachable', 'the process is gone');
        await service.publish(topic, message);
      },
      pull: (name, handle, options) =>
        service.pull(
          name,
          async (message) => {
            await process.leaves('question');
            return alive ? handle(message) : new Promise(() => {});
          },
          options,
        ),
    };
    const election = createElection({ connect: () => bus, clock, log });
    election.use({ projectId: 'shop', key: null, endpoint: null }, deskId);
    const manychat: Manychat = {
      page: async () => ({ id: '1', name: 'Shop', isPro: true }),
      contact: async (id) => {
        await process.leaves('question');
        if (network('manychat') === 'cut-before' || !reaches(id))
          throw new Problem('unreachable', 'ManyChat cannot be reached');
        return { name: 'x', lastInteraction: clock.now() };
      },
      async send(id, content) {
        await process.leaves('send');
        const way = alive ? network('manychat') : 'cut-before';
        if (way === 'cut-before') throw new Problem('unreachable', 'ManyChat cannot be reached');
        for (const message of content.content.messages) {
          const number = /#[\w-]+/.exec(JSON.stringify(message))?.[0] ?? 'none';
          messenger.set(`${number} ${id}`, (messenger.get(`${number} ${id}`) ?? 0) + 1);
        }
        await Promise.resolve();
        if (way === 'cut-after') throw new Problem('unknown-outcome', 'the answer was lost');
      },
    };
    const notifier = createNotifier({
      ledger,
      clock,
      log,
      random,
      config: () => config,
      managers: () => managers,
      warehouseOn: () => true,
      language: () => 'en',
      openManychat: () => manychat,
      mayTell: async (message, order) => (isUnchecked ? { ours: true } : cluster.maySend(message, order)),
    });
    const recorder = createRecorder({ ledger, clock, enqueueNotices: notifier.enqueueNotices });
    const cluster: Cluster = openCluster({
      hub: bigquery.hubOf(deskId, ask, (before) => linked.owe(before)),
      election,
      ledger,
      clock,
      log,
      recorder,
      enqueueUnsent: notifier.enqueueUnsent,
      name: () => name,
      onCopied: () => {
        throw new Error('no other computer writes under this name');
      },
    });
    let nudge = () => {};
    const batcher = createBatcher({ ledger, clock, log, paced: true, onOwed: () => nudge() });
    const { spendOne } = batcher;
    const loading = {
      ledger,
      clock,
      log,
      random,
      spendOne,
      write: bigquery.writerOf(ask),
      onProblem: () => {},
    };
    const load = createLoadPerformer({ ...loading, onCommitted: () => batcher.look() });
    const linked = createLinkedLoads({ ...loading, onOwed: () => nudge() });
    const performers = [load, linked.performer, ...notifier.performers];
    const relay = createRelay({ ledger, clock, log, random, performers });
    nudge = relay.nudge;
    relay.start();
    batcher.start();
    cluster.start();
    const poll = (): void => {
      if (cluster.role().isLeader && network('shopify') === 'fine') {
        const from = Number(ledger.checkpoints.get('asked') ?? 0);
        const there = shopify.orders.filter(({ at }) => at <= time.now());
        for (const { order } of there.slice(Math.max(0, from - askedAgain))) {
          recorder.record(order, { by: 'shopify', ring: true, toldAt: clock.now() });
        }
        ledger.checkpoints.set('asked', String(there.length));
      }
      clock.after(askEveryMs, poll);
    };
    void cluster.asked.then(() => {
      if (alive) poll();
    });
    return {
      ledger,
      recorder,
      cluster,
      service,
      process,
      kill() {
        alive = false;
        process.end();
        service.kill();
        ledger.close();
      },
    };
  }
  type Life = {
    ledger: Ledger;
    recorder: ReturnType<typeof createRecorder>;
    cluster: Cluster;
    service: MemoryBus;
    process: Pausable;
    kill(): void;
  };

  return {
    deskId,
    isAlive: () => life !== null,
    isStill: () => life?.process.isStill() ?? false,
    ledger: (): Ledger => {
      if (!life) throw new Error(`${name} is not running`);
      return life.ledger;
    },
    start() {
      life ??= live();
    },
    kill() {
      life?.kill();
      life = null;
    },
    /** Its process stands still for so long, and then goes on as if nothing had been. */
    pause: (at: PausedAt, forMs: number) => life?.process.pause(at, forMs),
    goOn: () => life?.process.goOn(),
    isLeader: () => life?.cluster.role().isLeader ?? false,
    lead: () => life?.cluster.lead(deskId).catch(() => {}),
    /** Cuts it off from Pub/Sub, or connects it again. */
    cut(next: boolean) {
      isCut = next;
      life?.service.cut(next);
    },
    /** A manager writes an order down, or does something to one that is there. */
    work() {
      if (!life || life.process.isStill()) return;
      const { ledger, recorder } = life;
      const orders = [...ledger.orders.each()];
      const order = orders[Math.floor(random() * orders.length)]?.order;
      made += 1;
      if (order === undefined || random() < 0.3) {
        const sourceId = `${name}-${made}`;
        recorder.record(ownOrder('manual', sourceId), { by: name, ring: true });
        return;
      }
      const takes = random() < 0.5;
      ledger.entries.append({
        id: entryIdSchema.parse(takes ? `taken:${order.id}:1` : `note:${deskId}:${made}`),
        orderId: order.id,
        at: ledger.entries.list({ limit: 1 })[0]?.at ?? 0,
        by: name,
        ...(takes
          ? { kind: 'taken', data: { manager: name, decision: 1 } }
          : { kind: 'note-added', data: { text: `note ${made}` } }),
      });
    },
  };
}
export type SimulatedComputer = ReturnType<typeof simulatedComputer>;

const config = { token: '1:key', apiBase: 'http://127.0.0.1:9', callbackKey: null };
