import type { Clock } from '../../main/ports.ts';
import type { Job } from './jobs.ts';
import type { Reference, StoredTable } from './tables.ts';

type Name = Omit<Reference, 'projectId'>;

/** The content of the warehouse. */
export type Store = {
  readonly projectId: string;
  readonly now: () => number;
  readonly datasets: Map<string, { readonly [key: string]: unknown }>;
  readonly jobs: Map<string, Job>;
  table(name: Name): StoredTable | undefined;
  tables(): Iterable<StoredTable>;
  put(table: StoredTable): void;
  remove(name: Name): void;
};

export function createStore(projectId: string, clock: Clock): Store {
  const tables = new Map<string, StoredTable>();
  const keyOf = ({ datasetId, tableId }: Name): string => `${datasetId}.${tableId}`;
  return {
    projectId,
    now: () => clock.now(),
    datasets: new Map(),
    jobs: new Map(),
    table: (name) => tables.get(keyOf(name)),
    tables: () => tables.values(),
    put: (table) => {
      tables.set(keyOf(table.reference), table);
    },
    remove: (name) => {
      tables.delete(keyOf(name));
    },
  };
}
