import type { Ledger, OutboxMessage } from '../ports.ts';
import { loadKind } from '../warehouse/batch.ts';
import { linkedKind } from '../warehouse/linked-batch.ts';

/** Messages that load rows to BigQuery, of this computer and of others. */
export const loadKinds: readonly string[] = [loadKind, linkedKind];

/**
 * Counts what is parked for a person: deliveries, mails and rows that were not parsed or accepted. Notifications that were
 * refused or have an unknown outcome are counted by the notification log.
 */
export const countParked = (ledger: Ledger): number =>
  ledger.documents.parked().length + parkedMessages(ledger).length;

/** Parked messages of the outbox, without notifications. */
export const parkedMessages = (ledger: Pick<Ledger, 'outbox'>): readonly OutboxMessage[] =>
  ledger.outbox.parked().filter(({ kind }) => !kind.startsWith('notify.'));

/** Parked messages that load rows to BigQuery. */
export const parkedLoads = (ledger: Pick<Ledger, 'outbox'>): readonly OutboxMessage[] =>
  ledger.outbox.parked().filter(({ kind }) => loadKinds.includes(kind));
