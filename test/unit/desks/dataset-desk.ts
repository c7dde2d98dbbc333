import type { Desks } from '../../../src/main/desks/desks.ts';
import { createDesks } from '../../../src/main/desks/desks.ts';
import { hubOf } from '../../../src/main/desks/hub.ts';
import { createOwnMeans } from '../../../src/main/desks/own-means.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import type { Clock, Ledger } from '../../../src/main/ports.ts';
import type { BigQueryConfig } from '../../../src/main/settings/config.ts';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import { ensureTable, tableOf } from '../../../src/main/warehouse/ensure.ts';
import { loadRows } from '../../../src/main/warehouse/load.ts';
import { readLines } from '../../../src/main/warehouse/rows.ts';
import type { Warehouse } from '../../../src/main/warehouse/warehouse.ts';
import { createWarehouse } from '../../../src/main/warehouse/warehouse.ts';
import type { DeskMeans } from '../../../src/shared/desk-source.ts';
import { deskMeans } from '../../../src/shared/desk-source.ts';
import { quietLog } from '../../support/log.ts';

/** What a desk hears of the others by BigQuery, without the loops that bring its own entries there. */
export function listeningDesk(
  ledger: Ledger,
  clock: Clock,
  config: BigQueryConfig,
  /** Whether it says what follows from what it hears. */
  {
    concludes = true,
    name = () => ledger.deskId,
    onCopied = () => {},
    means = deskMeans,
    warehouse = createWarehouse({ config, ledger, clock, log: quietLog() }),
  }: {
    readonly concludes?: boolean;
    readonly name?: () => string;
    readonly onCopied?: () => void;
    readonly means?: readonly DeskMeans[];
    /** One that brings its own entries there as well. */
    readonly warehouse?: Warehouse;
  } = {},
): Desks {
  const log = quietLog();
  const recorder = createRecorder({ ledger, clock, oweNotices: () => {} });
  return createDesks({
    hub: hubOf(config, warehouse, ledger.deskId),
    warehouse,
    ledger,
    clock,
    log,
    recorder: concludes ? recorder : { ...recorder, heard: () => {} },
    oweUntold: () => {},
    name,
    onStatus: () => {},
    means: createOwnMeans(means, {}, clock),
    mailbox: () => null,
    onCopied,
    onRole: () => {},
  });
}

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
