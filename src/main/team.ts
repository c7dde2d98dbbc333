import type { Cluster, ClusterParts } from './cluster/cluster.ts';
import { createCluster } from './cluster/cluster.ts';
import { hubOf } from './cluster/hub.ts';
import type { Events, Loop } from './ports.ts';
import type { BigQueryConfig } from './settings/config.ts';
import { keepTold } from './warehouse/keep-told.ts';
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
export type Team = { readonly cluster: Cluster; readonly retold: Loop };

/** The shop's other computers. */
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
  const retold = keepTold({
    ledger,
    clock,
    log: parts.log,
    keptDays: () => warehouse.status().keptDays,
    listens,
  });
  return { cluster, retold };
}
