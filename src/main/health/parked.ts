import type { Ledger, OutboxMessage } from '../ports.ts';
import { loadKind } from '../warehouse/batch.ts';
import { linkedKind } from '../warehouse/linked-batch.ts';

/** Rows on their way to BigQuery, of this computer and for others. */
export const loadKinds: readonly string[] = [loadKind, linkedKind];

/**
 * What waits for a person: deliveries, mails and rows that were not understood or taken. A notice that was refused, or that
 * nobody knows the fate of, is counted by the log of notices.
 */
export const countParked = (ledger: Ledger): number =>
  ledger.documents.parked().length + parkedMessages(ledger).length;

/** The same, of what the outbox owes. */
export const parkedMessages = (ledger: Pick<Ledger, 'outbox'>): readonly OutboxMessage[] =>
  ledger.outbox.parked().filter(({ kind }) => !kind.startsWith('notify.'));

/** The same, of what goes to BigQuery. */
export const parkedLoads = (ledger: Pick<Ledger, 'outbox'>): readonly OutboxMessage[] =>
  ledger.outbox.parked().filter(({ kind }) => loadKinds.includes(kind));
