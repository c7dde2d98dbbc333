import { onTestFinished } from 'vitest';
import type { Cluster } from '../../../src/main/cluster/cluster.ts';
import { createElection } from '../../../src/main/cluster/election.ts';
import type { Sources } from '../../../src/main/cluster/peers/peers.ts';
import type { PresenceMessage } from '../../../src/main/cluster/presence/presence-message.ts';
import { noticeKey } from '../../../src/main/notice-key.ts';
import { noticeKind } from '../../../src/main/notice-kinds.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdOf, subscriberIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import { simulatedBigQuery } from '../../guarantees/computers/simulated-bigquery.ts';
import { computerClock } from '../../guarantees/sleep/computer-clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import type { MemoryBus } from '../../support/memory-pubsub.ts';
import { memoryPubsub } from '../../support/memory-pubsub.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { openCluster } from './dataset-desk.ts';

export const minute = 60_000;
export const waits = { waitMs: 30_000 };
export const ours = { ours: true };
export type Computer = {
  readonly name: string;
  readonly ledger: Ledger;
  readonly cluster: Cluster;
  readonly bus: MemoryBus;
  /** Each change of its role. */
  readonly roles: boolean[];
  /** What it received of the people at other computers. */
  readonly presence: PresenceMessage[];
  /** Orders whose notifications it enqueued for another computer. */
  readonly inherited: OrderId[];
  /** Its process stands still, and then goes on as if no time had passed. */
  pause(isStill: boolean): void;
  /** An order comes to it. */
  order(sourceId: string): void;
  orders(): readonly OrderId[];
  /** Asks whether it may send the notification of order 1, or another, to Olena. */
  maySend(sourceId?: string): ReturnType<Cluster['maySend']>;
  stop(): Promise<void>;
};
type JoinOptions = {
  readonly skewMs?: number;
  readonly isCut?: boolean;
  readonly sources?: Sources;
  /** Of a computer that was on before. */
  readonly ledger?: Ledger;
};

/** A shop whose computers share Pub/Sub and BigQuery. */
export function makeShop({ hasPubsub = true, isBigQueryDown = false } = {}) {
  const clock = fakeClock();
  const pubsub = memoryPubsub(clock);
  const bigquery = simulatedBigQuery();
  const running: Computer[] = [];
  onTestFinished(async () => {
    for (const { stop } of running) await stop();
    for (const ledger of new Set(running.map((computer) => computer.ledger))) ledger.close();
  });

  function join(name: string, { skewMs = 0, isCut = false, sources = {}, ...options }: JoinOptions = {}) {
    const own = computerClock({ ...clock, now: () => clock.now() + skewMs });
    const ledger = options.ledger ?? memoryLedger({ clock: own, deskId: `desk-${name}` });
    let isStill = false;
    const bus = pubsub.connect(() => isStill);
    bus.cut(isCut);
    const election = createElection({ connect: () => bus, clock: own, log: quietLog() });
    if (hasPubsub) election.use({ projectId: 'shop', key: null, endpoint: null }, ledger.deskId);
    const roles: boolean[] = [];
    const presence: PresenceMessage[] = [];
    const inherited: OrderId[] = [];
    const cluster = openCluster({
      hub: bigquery.hubOf(
        ledger.deskId,
        () => (isBigQueryDown ? 'cut-before' : 'fine'),
        () => 0,
      ),
      election,
      ledger,
      clock: own,
      presence: { heard: (_, message) => presence.push(message), lost: () => {}, sayNow: () => {} },
      enqueueUnsent: ({ id }) => void inherited.push(id),
      name: () => name,
      onRole: ({ isLeader }) => roles.push(isLeader),
      sources: () => sources,
    });
    cluster.start();
    let stopping: Promise<unknown> | null = null;
    const computer: Computer = {
      name,
      ledger,
      cluster,
      bus,
      roles,
      presence,
      inherited,
      pause(next) {
        isStill = next;
        if (isStill) own.fallAsleep();
        else own.wakeUp('late');
      },
      order: (sourceId) => void ledger.entries.append(received(incomingOrder({ sourceId }), clock.now())),
      orders: () => [...ledger.orders.each()].map(({ order: { id } }) => id).toSorted(),
      maySend(sourceId = '1') {
        const orderId = orderIdOf('shopify', sourceId);
        const payload = { manager: 'Olena', subscriberId: subscriberIdSchema.parse('7') };
        const key = noticeKey(orderId, 'Olena');
        if (!ledger.outbox.byKey(key)) ledger.outbox.put({ kind: noticeKind, key, orderId, payload });
        const message = ledger.outbox.byKey(key);
        if (!message) throw new Error('nothing was enqueued');
        return cluster.maySend(message, ledger.orders.get(orderId));
      },
      async stop() {
        stopping ??= Promise.all([cluster.stop(), election.stop()]);
        await clock.advance(5_000);
        await stopping;
      },
    };
    running.push(computer);
    return computer;
  }

  async function joinNext(name: string): Promise<Computer> {
    const computer = join(name);
    await clock.advance(6_000);
    return computer;
  }

  return {
    clock,
    pubsub,
    join,
    /** Two computers that know each other; Anna's is the leader. */
    async two() {
      const both = [await joinNext('anna'), await joinNext('borys')] as const;
      await clock.advance(2 * minute);
      return both;
    },
    async three() {
      const all = [await joinNext('anna'), await joinNext('borys'), await joinNext('vira')] as const;
      await clock.advance(2 * minute);
      return all;
    },
  };
}

export const idOf = (name: string) => workstationIdSchema.parse(`desk-${name}`);
export const leaders = (computers: readonly Computer[]) =>
  computers.filter(({ cluster }) => cluster.role().isLeader).map(({ name }) => name);
