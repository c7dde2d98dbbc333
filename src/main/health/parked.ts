import type { Ledger, OutboxMessage } from '../ports.ts';

/**
 * What waits for a person: deliveries, mails and rows that were not understood or taken. A notice that was refused, or that
 * nobody knows the fate of, is counted by the log of notices.
 */
export const countParked = (ledger: Ledger): number =>
  ledger.documents.parked().length + parkedMessages(ledger).length;

/** The same, of what the outbox owes. */
export const parkedMessages = (ledger: Pick<Ledger, 'outbox'>): readonly OutboxMessage[] =>
  ledger.outbox.parked().filter(({ kind }) => !kind.startsWith('notify.'));
