import type { Cluster } from '../../../src/main/cluster/cluster.ts';
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

/** What a computer imports of the others from BigQuery, without the loops that load its own events. */
export function listeningDesk(
  ledger: Ledger,
  clock: Clock,
  config: BigQueryConfig | null,
  /** Whether it says what follows from what it hears. */
  {
    concludes = true,
    name = () => ledger.deskId,
    onCopied = () => {},
    warehouse = createWarehouse({ config, ledger, clock, log: quietLog() }),
  }: {
    readonly concludes?: boolean;
    readonly name?: () => string;
    readonly onCopied?: () => void;
    /** One that brings its own entries there as well. */
    readonly warehouse?: Warehouse;
  } = {},
): Cluster {
  const log = quietLog();
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  return createCluster({
    hub: hubOf(config, warehouse, ledger.deskId),
    cutOff: null,
    warehouse,
    ledger,
    clock,
    log,
    recorder: concludes ? recorder : { ...recorder, heard: () => {} },
    enqueueUnsent: () => {},
    name,
    onStatus: () => {},
    election: noElection(clock),
    presence: { heard: () => {}, lost: () => {}, sayNow: () => {} },
    onCopied,
    onRole: () => {},
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
/** Loads what a desk wrote, from the entry at `from` on, as its own load job would, and marks it so. */
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
