import type { DeskId } from '../../shared/ids.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import { entriesTable } from '../warehouse/schema.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { createDataset } from './dataset.ts';
import type { Hub } from './desks.ts';

/** The shop's BigQuery as the place where its computers meet; null when none is connected. */
export function hubOf(config: BigQueryConfig | null, warehouse: Warehouse, deskId: DeskId): Hub | null {
  const { ask, movement, shared, askAt, loadLinked } = warehouse;
  if (!config || !ask || !movement || !shared) return null;
  const table = `${config.projectId}.${config.dataset}.${entriesTable}`;
  return {
    dataset: createDataset({ table, deskId, ask, movement }),
    claim: shared.claim,
    table: shared.desks,
    askAt,
    loadLinked,
  };
}
