import type { Entry } from './entry.ts';
import { compareByTime } from './sort-by-time.ts';

/**
 * Removes duplicate events and sorts by time. Two computers may record one fact separately: the event with the lowest recording
 * time, computer and sequence is used. The view `facts` in BigQuery and that of the ledger use the same rule.
 */
export function dedupeEvents<E extends Entry>(entries: readonly E[]): readonly E[] {
  const counted = new Map<string, E>();
  for (const entry of entries) {
    const known = counted.get(entry.id);
    if (known === undefined || isBefore(entry, known)) counted.set(entry.id, entry);
  }
  return [...counted.values()].sort(compareByTime);
}

function isBefore(a: Entry, b: Entry): boolean {
  if (a.recordedAt !== b.recordedAt) return a.recordedAt < b.recordedAt;
  return a.desk === b.desk ? a.seq < b.seq : a.desk < b.desk;
}
