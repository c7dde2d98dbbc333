import type { PubsubReport } from '../shared/pubsub-check.ts';
import { checkSetup } from './cluster/check-setup.ts';
import type { Cluster, ClusterParts } from './cluster/cluster.ts';
import { createCluster } from './cluster/cluster.ts';
import { googlePubsub, pubsubOf } from './cluster/google-pubsub.ts';
import { hubOf } from './cluster/hub.ts';
import type { Events, Loop } from './ports.ts';
import type { BigQueryConfig } from './settings/config.ts';
import { createSentRetention } from './warehouse/sent-retention.ts';
import type { Warehouse } from './warehouse/warehouse.ts';

export type TeamParts = Omit<ClusterParts, 'hub' | 'warehouse' | 'onStatus' | 'onRole'> & {
  readonly config: BigQueryConfig | null;
  readonly warehouse: Warehouse;
  readonly events: Events;
  /** Whether this computer is the leader, for as long as the shop is open. */
  readonly listens: boolean;
  /** Another computer is the leader from now on, or this one is. */
  readonly onLeader: (isLeader: boolean) => void;
};
export type Team = {
  readonly cluster: Cluster;
  /** Checks the Pub/Sub setup; reports nothing if Pub/Sub is off. */
  readonly check: () => Promise<PubsubReport>;
  readonly retold: Loop;
};

/** Composes the parts that connect the shop's computers. */
export function composeTeam(parts: TeamParts): Team {
  const { config, warehouse, ledger, clock, events, listens } = parts;
  const changed = (): void => events.emit({ kind: 'connections-changed', names: ['bigquery'] });
  const cluster = createCluster({
    ...parts,
    hub: hubOf(config, warehouse, ledger.deskId),
    onStatus: changed,
    onRole: ({ isLeader }) => {
      changed();
      parts.onLeader(isLeader);
    },
  });
  const retold = createSentRetention({
    ledger,
    clock,
    log: parts.log,
    keptDays: () => warehouse.status().keptDays,
    listens,
  });
  const pubsub = pubsubOf(config);
  const check = async (): Promise<PubsubReport> => {
    if (pubsub === null) return { project: config?.projectId ?? null, findings: [] };
    const account = { project: pubsub.projectId, email: pubsub.key?.clientEmail ?? null };
    const connect = () => googlePubsub(pubsub);
    return checkSetup({ connect, account, workstation: ledger.deskId, clock, log: parts.log });
  };
  return { cluster, check, retold };
}
