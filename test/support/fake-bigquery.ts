import type { Faults } from '../../src/sample-shop/bigquery/faults.ts';
import type { StandInBigQuery } from '../../src/sample-shop/bigquery/server.ts';
import { startBigQuery } from '../../src/sample-shop/bigquery/server.ts';
import { makeTable } from '../../src/sample-shop/bigquery/tables.ts';
import { quietLog } from './log.ts';

/**
 * The sample shop's BigQuery with nothing in it, and what a test does to it. Its project is `shop`, its dataset `crm`. What
 * goes wrong is switched by `faults`; plain SQL works (see `sql.ts` there), statements that change rows keep their snapshot.
 */
export type FakeBigQuery = Pick<
  StandInBigQuery,
  'config' | 'store' | 'jobs' | 'finish' | 'settle' | 'letGo'
> & {
  readonly faults: Faults;
  /** Ids of the rows in `entries`, in the order of their arrival; a row written twice is here twice. */
  ids(): readonly string[];
  /** Names of the tables and views. */
  names(): readonly string[];
  /** What is told of a table or view as it was made and changed. */
  told(name: string): { readonly [key: string]: unknown } | undefined;
  /** A table that somebody else has made. */
  makeTable(name: string, resource: object): void;
  /** The dataset, as somebody else has made it. */
  makeDataset(location: string): void;
  /** Everything is gone, as if by another's hand. */
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

/** The time of the machine, for what runs in a process of its own. */
export const wallClock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  after: (ms: number, work: () => void) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
