import type { Clock, Loop } from '../ports.ts';
import type { Lease } from './lease.ts';
import type { DeskSync } from './sync.ts';

export type LoadLinkedParts = {
  readonly lease: Pick<Lease, 'role' | 'isSure'>;
  readonly sync: Pick<DeskSync, 'status'>;
  readonly clock: Clock;
  /** Owes a load of what came by the link before this moment, epoch milliseconds. */
  readonly owe: (before: number) => number;
  readonly onFault: (error: unknown) => void;
};

const lookEveryMs = 10 * 60_000;
/** A desk loads within minutes what it writes; one that has not for so long may be broken or lost. */
export const authorsTimeMs = 60 * 60_000;

/**
 * Lets the desk that listens bring to BigQuery what others told by the link and have not loaded themselves. Nothing counts as
 * missing there before BigQuery has been read to its end: a desk that was cut off itself takes nobody's work over.
 */
export function createLoadLinked({ lease, sync, clock, owe, onFault }: LoadLinkedParts): Loop {
  let cancel = (): void => {};
  let stopped = false;

  function look(): void {
    try {
      const { provenAt } = sync.status();
      if (provenAt !== null && lease.role().isOurs && lease.isSure()) owe(provenAt - authorsTimeMs);
    } catch (error) {
      onFault(error);
    }
    again();
  }

  function again(): void {
    if (!stopped) cancel = clock.after(lookEveryMs, look);
  }

  return {
    start: again,
    async stop() {
      stopped = true;
      cancel();
    },
  };
}
