import type { DeskId } from '../../shared/ids.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import type { Claim } from '../warehouse/claim.ts';
import type { DesksTable } from '../warehouse/desks-table.ts';
import { entriesTable } from '../warehouse/schema.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { Dataset } from './dataset.ts';
import { createDataset } from './dataset.ts';

/** What the computers of a shop have in common. */
export type Hub = {
  readonly dataset: Dataset;
  readonly claim: Claim;
  readonly table: DesksTable;
  /** When the next question may be asked, epoch milliseconds. */
  readonly askAt: () => number;
  /** Owes a load of what came by the link before this moment, epoch milliseconds, and is not there. @returns how many entries */
  readonly loadLinked: (before: number) => number;
};

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
