import type { WorkstationId } from '../../shared/ids.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import { entriesTable } from '../warehouse/schema.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { Dataset } from './dataset.ts';
import { createDataset } from './dataset.ts';

/** What the computers of a shop share in BigQuery. */
export type Hub = {
  readonly dataset: Dataset;
  /** When the next query may run, epoch milliseconds. */
  readonly askAt: () => number;
  /** Enqueues a load of what came by Pub/Sub before this moment, epoch milliseconds. @returns how many events */
  readonly loadLinked: (before: number) => number;
};

/** Null when no BigQuery is connected. */
export function hubOf(
  config: BigQueryConfig | null,
  warehouse: Warehouse,
  deskId: WorkstationId,
): Hub | null {
  const { ask, movement, askAt, loadLinked } = warehouse;
  if (!config || !ask || !movement) return null;
  const table = `${config.projectId}.${config.dataset}.${entriesTable}`;
  return { dataset: createDataset({ table, deskId, ask, movement }), askAt, loadLinked };
}
