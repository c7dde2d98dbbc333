import type { Faults } from '../../src/sample-shop/bigquery/faults.ts';
import type { StandInBigQuery } from '../../src/sample-shop/bigquery/server.ts';
import { startBigQuery } from '../../src/sample-shop/bigquery/server.ts';
import { makeTable } from '../../src/sample-shop/bigquery/tables.ts';
import { quietLog } from './log.ts';

/**
 * The sample shop's BigQuery, empty, with controls for tests. Its project is `shop`, its dataset `crm`. `faults`
 * injects errors; plain SQL works (see `sql.ts` there), and DML statements keep their snapshot.
 */
export type FakeBigQuery = Pick<
  StandInBigQuery,
  'config' | 'store' | 'jobs' | 'finish' | 'settle' | 'letGo'
> & {
  readonly faults: Faults;
  /** Ids of the rows in `entries` in order of arrival; duplicates included. */
  ids(): readonly string[];
  /** Names of the tables and views. */
  names(): readonly string[];
  /** The resource of a table or view as it was created and changed. */
  told(name: string): { readonly [key: string]: unknown } | undefined;
  /** A table created by another program. */
  makeTable(name: string, resource: object): void;
  /** The dataset, created by another program. */
  makeDataset(location: string): void;
  /** Deletes every table, like another program. */
  dropTables(): void;
  /** Requests so far whose line contains the text. */
  count(text: string): number;
  close(): Promise<void>;
};

export async function startFakeBigQuery(clock = wallClock): Promise<FakeBigQuery> {
  const standIn = await startBigQuery({ clock, log: quietLog(), projectId: 'shop', dataset: 'crm' });
  const { config, store, faults, jobs } = standIn;
  const reference = (tableId: string) => ({ projectId: 'shop', datasetId: 'crm', tableId });
  return {
    config,
    store,
    faults,
    jobs,
    finish: standIn.finish,
    settle: standIn.settle,
    letGo: standIn.letGo,
    ids: () => standIn.rows('crm', 'entries').map(({ id }) => String(id)),
    names: () => [...store.tables()].map(({ reference: { tableId } }) => tableId),
    told: (name) => store.table(reference(name))?.resource,
    makeTable: (name, resource) => store.put(makeTable(reference(name), resource, clock.now())),
    makeDataset: (location) => {
      store.datasets.set('crm', { location });
    },
    dropTables: () => {
      for (const { reference: one } of store.tables()) store.remove(one);
    },
    count: (text) => faults.requests.filter((line) => line.includes(text)).length,
    close: () => standIn.stop(),
  };
}

/** The system clock, for separate processes. */
export const wallClock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  after: (ms: number, work: () => void) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
