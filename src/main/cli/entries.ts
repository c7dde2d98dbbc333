import type { Entry } from '../../shared/entry.ts';
import { listing } from './listing.ts';

/** Prints the event log, one event a line. */
export const entries = listing<Entry>({
  usage: 'entries',
  asked: () => ({ items: (ledger) => ledger.entries.each(), line: (entry) => JSON.stringify(entry) }),
});
