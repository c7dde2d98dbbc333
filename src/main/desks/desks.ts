import type { EntryKind } from '../../shared/entry.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { Recorder } from '../intake/recorder.ts';
import type { Clock, Connection, ConnectionStatus, Ledger, Log, Loop } from '../ports.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import { entriesTable } from '../warehouse/schema.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { createDataset } from './dataset.ts';
import type { DeskSync, SyncStatus } from './sync.ts';
import { createDeskSync } from './sync.ts';

export type DesksParts = {
  readonly config: BigQueryConfig | null;
  readonly warehouse: Warehouse;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly recorder: Recorder;
  readonly onStatus: () => void;
};
export type Desks = Loop & {
  /** BigQuery's connection, with what comes from other desks told too. */
  readonly connection: Connection;
  readonly sync: DeskSync | null;
};

/** What an order is compared by and tells others of; a deed or a notice changes neither. */
const contentKinds: ReadonlySet<EntryKind> = new Set(['order-received', 'order-updated', 'same-decided']);

/** The other computers of the shop, as far as they are heard of through its BigQuery. */
export function createDesks({
  config,
  warehouse,
  ledger,
  clock,
  log,
  recorder,
  onStatus,
}: DesksParts): Desks {
  const { ask, movement } = warehouse;
  const sync =
    config && ask && movement
      ? createDeskSync({
          dataset: createDataset({
            table: `${config.projectId}.${config.dataset}.${entriesTable}`,
            deskId: ledger.deskId,
            ask,
            movement,
          }),
          ledger,
          clock,
          log,
          askAt: warehouse.askAt,
          onStatus,
        })
      : null;
  const unsubscribe = ledger.entries.onAppended((entries, { from, quiet }) => {
    if (from !== 'another-desk' || quiet) return;
    const told = entries.filter(({ kind }) => contentKinds.has(kind)).map(({ orderId }) => orderId);
    recorder.heard([...new Set(told)].filter((id): id is OrderId => id !== null));
  });

  const told = (status: ConnectionStatus): ConnectionStatus =>
    sync ? withOthers(status, sync.status()) : status;
  return {
    sync,
    connection: {
      name: warehouse.name,
      status: () => told(warehouse.status()),
      check: async () => {
        await Promise.all([warehouse.check(), sync?.now()]);
        return told(warehouse.status());
      },
    },
    start: () => sync?.start(),
    stop: async () => {
      unsubscribe();
      await sync?.stop();
    },
  };
}

function withOthers(status: ConnectionStatus, sync: SyncStatus): ConnectionStatus {
  const { otherDesks, unreadable, catchUp, problem } = sync;
  return {
    ...status,
    ...(problem !== null && status.problem === null && { state: 'failing', problem }),
    facts: [
      ...status.facts,
      ...(otherDesks > 0 ? [{ label: 'Other computers', value: String(otherDesks) }] : []),
      ...(unreadable > 0 ? [{ label: 'Written by a newer Orderbell', value: String(unreadable) }] : []),
    ],
    ...(catchUp && { restore: catchUp }),
  };
}
