import type { Cluster, ClusterParts } from '../../../src/main/cluster/cluster.ts';
import { createCluster } from '../../../src/main/cluster/cluster.ts';
import { createElection } from '../../../src/main/cluster/election.ts';
import { hubOf } from '../../../src/main/cluster/hub.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import type { Clock, Ledger } from '../../../src/main/ports.ts';
import type { BigQueryConfig } from '../../../src/main/settings/config.ts';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import { ensureTable, tableOf } from '../../../src/main/warehouse/ensure.ts';
import { loadRows } from '../../../src/main/warehouse/load.ts';
import { readLines } from '../../../src/main/warehouse/rows.ts';
import type { Warehouse } from '../../../src/main/warehouse/warehouse.ts';
import { createWarehouse } from '../../../src/main/warehouse/warehouse.ts';
import { quietLog } from '../../support/log.ts';

/** One computer of a shop without Pub/Sub, unless the test gives an election. */
export function openCluster(
  parts: Pick<ClusterParts, 'ledger' | 'clock' | 'hub'> & Partial<ClusterParts>,
): Cluster {
  const { ledger, clock } = parts;
  const log = quietLog();
  return createCluster({
    cutOff: null,
    warehouse: createWarehouse({ config: null, ledger, clock, log }),
    log,
    recorder: createRecorder({ ledger, clock, enqueueNotices: () => {} }),
    enqueueUnsent: () => {},
    name: () => ledger.deskId,
    onStatus: () => {},
    election: noElection(clock),
    presence: { heard: () => {}, lost: () => {}, sayNow: () => {} },
    onCopied: () => {},
    onRole: () => {},
    ...parts,
  });
}

type Options = Partial<Pick<ClusterParts, 'name' | 'onCopied'>> & {
  /** Whether it draws conclusions from the orders that it imports. */
  readonly concludes?: boolean;
  /** One that loads its own events as well. */
  readonly warehouse?: Warehouse;
};

/** A computer that imports the events of the others from BigQuery, without the loops that load its own. */
export function listeningDesk(
  ledger: Ledger,
  clock: Clock,
  config: BigQueryConfig | null,
  options: Options = {},
): Cluster {
  const { concludes = true, ...parts } = options;
  const warehouse = parts.warehouse ?? createWarehouse({ config, ledger, clock, log: quietLog() });
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  return openCluster({
    hub: hubOf(config, warehouse, ledger.deskId),
    warehouse,
    ledger,
    clock,
    recorder: concludes ? recorder : { ...recorder, heard: () => {} },
    ...parts,
  });
}

/** Of a shop without Pub/Sub. */
export const noElection = (clock: Clock) =>
  createElection({
    connect: () => {
      throw new Error('Pub/Sub is off');
    },
    clock,
    log: quietLog(),
  });

let loads = 0;
/** Loads a computer's own events into BigQuery, from one sequence to another, and marks them as loaded. */
export async function loadInto(
  config: BigQueryConfig,
  clock: Clock,
  ledger: Ledger,
  [from, to]: readonly [from: number, to: number] = [1, Number.MAX_SAFE_INTEGER],
): Promise<void> {
  const bigquery = openBigQuery(config);
  await ensureTable(bigquery, config);
  const own = [...ledger.entries.each()].filter(
    ({ desk, seq }) => desk === ledger.deskId && seq >= from && seq <= to,
  );
  loads += 1;
  const job = `load-${ledger.deskId}-${loads}`;
  await loadRows({ bigquery, table: tableOf(bigquery, config), clock }, job, readLines(own));
  ledger.warehouse.committed(
    own.map(({ id }) => id),
    job,
    clock.now(),
  );
}
