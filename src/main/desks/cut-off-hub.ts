import type { Problem } from '../../shared/problem.ts';
import type { Hub } from './hub.ts';

/**
 * The shop's BigQuery where it is set and cannot be used here, such as for want of its key file. Other computers may listen and
 * tell meanwhile: where this one may know of any, it goes on as cut off, and not as the only one.
 */
export function cutOffHub(why: Problem): Hub {
  const refuse = () => Promise.reject(why);
  return {
    dataset: {
      movement: async () => null,
      days: refuse,
      rows: refuse,
      ownSlices: refuse,
      ownNumbers: refuse,
      ownRows: refuse,
    },
    claim: refuse,
    table: { read: refuse, write: refuse },
    askAt: () => Number.POSITIVE_INFINITY,
    loadLinked: () => 0,
  };
}
