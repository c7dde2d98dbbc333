import { onTestFinished } from 'vitest';
import type { Cluster } from '../../../src/main/cluster/cluster.ts';
import { createCluster } from '../../../src/main/cluster/cluster.ts';
import { createElection } from '../../../src/main/cluster/election.ts';
import type { Sources } from '../../../src/main/cluster/peers/peers.ts';
import type { PresenceMessage } from '../../../src/main/cluster/presence/presence-message.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { noticeKey } from '../../../src/main/notice-key.ts';
import { noticeKind } from '../../../src/main/notice-kinds.ts';
import type { Clock, Ledger } from '../../../src/main/ports.ts';
import { createWarehouse } from '../../../src/main/warehouse/warehouse.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdOf, subscriberIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import { simulatedBigQuery } from '../../guarantees/computers/simulated-bigquery.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import type { MemoryBus } from '../../support/memory-pubsub.ts';
import { memoryPubsub } from '../../support/memory-pubsub.ts';
import { incomingOrder, received } from '../../support/orders.ts';

export const minute = 60_000;
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
  stop(): Promise<void>;
};

/** A shop whose computers share Pub/Sub and BigQuery. */
export function makeShop({ hasPubsub = true, isBigQueryDown = false } = {}) {
  const clock = fakeClock();
  const pubsub = memoryPubsub(clock);
  const bigquery = simulatedBigQuery();
  const running: Computer[] = [];
  onTestFinished(async () => {
    for (const { stop } of running) await stop();
  });

  function join(
    name: string,
    {
      skewMs = 0,
      isCut = false,
      sources = {},
    }: { readonly skewMs?: number; readonly isCut?: boolean; readonly sources?: Sources } = {},
  ): Computer {
    const own: Clock = { ...clock, now: () => clock.now() + skewMs };
    const ledger = memoryLedger({ clock: own, deskId: `desk-${name}` });
    const bus = pubsub.connect();
    bus.cut(isCut);
    const log = quietLog();
    const election = createElection({ connect: () => bus, clock: own, log });
    if (hasPubsub) election.use({ projectId: 'shop', key: null, endpoint: null }, ledger.deskId);
    const roles: boolean[] = [];
    const presence: PresenceMessage[] = [];
    const inherited: OrderId[] = [];
    const cluster = createCluster({
      hub: bigquery.hubOf(
        ledger.deskId,
        () => (isBigQueryDown ? 'cut-before' : 'fine'),
        () => 0,
      ),
      cutOff: null,
      election,
      warehouse: createWarehouse({ config: null, ledger, clock: own, log }),
      ledger,
      clock: own,
      log,
      recorder: createRecorder({ ledger, clock: own, enqueueNotices: () => {} }),
      presence: { heard: (_, message) => presence.push(message), lost: () => {}, sayNow: () => {} },
      enqueueUnsent: ({ id }) => void inherited.push(id),
      name: () => name,
      onStatus: () => {},
      onCopied: () => {},
      onRole: ({ isLeader }) => roles.push(isLeader),
      sources: () => sources,
    });
    cluster.start();
    let isStopped = false;
    const computer: Computer = {
      name,
      ledger,
      cluster,
      bus,
      roles,
      presence,
      inherited,
      async stop() {
        if (isStopped) return;
        isStopped = true;
        const stopping = Promise.all([cluster.stop(), election.stop()]);
        await clock.advance(5_000);
        await stopping;
        ledger.close();
      },
    };
    running.push(computer);
    return computer;
  }

  return {
    clock,
    pubsub,
    join,
    /** Started one after the other, so that the first is the leader. */
    async joinAll(...names: readonly string[]): Promise<Computer[]> {
      const computers: Computer[] = [];
      for (const name of names) {
        computers.push(join(name));
        await clock.advance(6_000);
      }
      await clock.advance(2 * minute);
      return computers;
    },
  };
}

export const idOf = (name: string) => workstationIdSchema.parse(`desk-${name}`);
export const leaders = (computers: readonly Computer[]) =>
  computers.filter(({ cluster }) => cluster.role().isLeader).map(({ name }) => name);
export const order = ({ ledger }: Computer, clock: FakeClock, sourceId: string): void => {
  ledger.entries.append(received(incomingOrder({ sourceId }), clock.now()));
};
export const ordersOf = ({ ledger }: Computer) =>
  [...ledger.orders.each()].map(({ order: { id } }) => id).toSorted();

/** Asks whether a computer may send an order's notification to Olena. */
export function maySend({ ledger, cluster }: Computer, orderId: OrderId) {
  const payload = { manager: 'Olena', subscriberId: subscriberIdSchema.parse('7') };
  const key = noticeKey(orderId, 'Olena');
  if (!ledger.outbox.byKey(key)) ledger.outbox.put({ kind: noticeKind, key, orderId, payload });
  const message = ledger.outbox.byKey(key);
  if (!message) throw new Error('nothing was enqueued');
  return cluster.maySend(message, ledger.orders.get(orderId));
}
export const shopify1 = orderIdOf('shopify', '1');
