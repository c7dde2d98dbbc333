import { Problem } from '../../shared/problem.ts';
import { atMost } from '../at-most.ts';
import type { Clock } from '../ports.ts';
import type { Hub } from './hub.ts';

/** BigQuery may be silent for a minute, and the shop is closed until all that asks it has stopped. */
const stopMs = 2_000;

/** What BigQuery answers to this desk, until it no longer listens. */
export function createHearing(clock: Clock) {
  let isOver = false;

  /** Whoever hears it writes to the ledger, which may be closed by then. */
  async function hear<T>(answer: Promise<T>): Promise<T> {
    const heard = await answer;
    if (isOver) throw new Problem('unreachable', 'Stopped before BigQuery answered');
    return heard;
  }

  return {
    /** The same, whose answers come to nothing once it is over. */
    of(hub: Hub): Hub {
      const { dataset, table } = hub;
      return {
        ...hub,
        table: {
          read: () => hear(table.read()),
          write: (known, labels) => hear(table.write(known, labels)),
        },
        dataset: {
          movement: () => hear(dataset.movement()),
          days: (seen) => hear(dataset.days(seen)),
          rows: (seen, span) => hear(dataset.rows(seen, span)),
          ownSlices: (since) => hear(dataset.ownSlices(since)),
          ownNumbers: (slice, since) => hear(dataset.ownNumbers(slice, since)),
          ownRows: (first, last) => hear(dataset.ownRows(first, last)),
        },
      };
    },
    /** Waits for the work under way, but not for long. */
    async end(work: Promise<unknown>): Promise<void> {
      await atMost(clock, stopMs, work);
      isOver = true;
    },
  };
}
