import type { Ledger } from '../ports.ts';

/**
 * What waits for a person: deliveries, mails and rows that were not understood or taken. A notice that was refused, or that
 * nobody knows the fate of, is counted by the log of notices.
 */
export const countParked = (ledger: Ledger): number =>
  ledger.documents.parked().length +
  ledger.outbox.parked().filter(({ kind }) => !kind.startsWith('notify.')).length;
