import type { Entry } from './entry.ts';
import { compareByTime } from './sort-by-time.ts';

/**
 * Every fact once, sorted by time. Two desks may write down one fact apart, each in its own words: the row counts that is
 * least by time of writing, desk and running number. The view `facts` in BigQuery and that of the ledger choose the same.
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
