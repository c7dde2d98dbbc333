import type { Clock, Loop } from '../ports.ts';
import type { DeskSync } from './history-sync.ts';

export type LoadForOthersParts = {
  readonly isLeader: () => boolean;
  readonly sync: Pick<DeskSync, 'status'>;
  readonly clock: Clock;
  /** Enqueues a load of events that came by Pub/Sub before this moment, epoch milliseconds, and are not in BigQuery. */
  readonly enqueue: (before: number) => number;
  readonly onFault: (error: unknown) => void;
};

const everyMs = 10 * 60_000;
/** A computer loads its own events within minutes; after this time it may be broken or lost. */
export const authorsTimeMs = 60 * 60_000;

/**
 * Lets the leader load into BigQuery the events that other computers published but have not loaded. An event counts as missing
 * only after BigQuery has been read to its end.
 */
export function createLoadForOthers({ isLeader, sync, clock, enqueue, onFault }: LoadForOthersParts): Loop {
  let cancel = (): void => {};
  let stopped = false;

  function look(): void {
    try {
      const { provenAt } = sync.status();
      if (provenAt !== null && isLeader()) enqueue(provenAt - authorsTimeMs);
    } catch (error) {
      onFault(error);
    }
    again();
  }

  function again(): void {
    if (!stopped) cancel = clock.after(everyMs, look);
  }

  return {
    start: again,
    async stop() {
      stopped = true;
      cancel();
    },
  };
}
