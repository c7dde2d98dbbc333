import type { Entry } from './entry.ts';

/**
 * The sort order of events, the same on every computer and in BigQuery: by time; within a millisecond by computer, and by the
 * sequence numbers of each computer.
 */
export function compareByTime(a: Entry, b: Entry): number {
  if (a.at !== b.at) return a.at - b.at;
  // the computer first: sequence numbers of different computers are not comparable
  if (a.desk !== b.desk) return a.desk < b.desk ? -1 : 1;
  if (a.seq !== b.seq) return a.seq - b.seq;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
