import type { Entry } from './entry.ts';

/**
 * The one order of entries that every desk and the warehouse agree on: by time; within a millisecond, the entries of a
 * desk as it wrote them down.
 */
export function compareByTime(a: Entry, b: Entry): number {
  if (a.at !== b.at) return a.at - b.at;
  // the computer first: sequence numbers of different computers are not comparable
  if (a.desk !== b.desk) return a.desk < b.desk ? -1 : 1;
  if (a.seq !== b.seq) return a.seq - b.seq;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
