import type { Clock, Log } from './ports.ts';

export type OpenRepairedParts = {
  readonly clock: Clock;
  readonly log: Log;
  /** If the shop is closed, its next opening repairs the ledger. */
  readonly isOpen: () => boolean;
  /** Closes the shop and opens it again with a repaired ledger. */
  readonly reopen: () => void;
  /** Called if damage is found again within a day after a repair or a successful check. */
  readonly onAgain: () => void;
};
export type OpenRepaired = {
  /** Call when the ledger is found damaged. */
  met(): void;
  /** Whether the open ledger is damaged. */
  isMet(): boolean;
  /** Call when the ledger is closed. */
  closed(): void;
};

const againMs = 24 * 60 * 60_000;
const firstMs = 10 * 60_000;
const longestMs = 6 * 60 * 60_000;

/**
 * Reopens the shop when its ledger is found damaged. If that does not help, the disk or the memory is at fault: the shop stays
 * open as far as possible, the user is notified, and repairs are retried with backoff.
 */
export function createOpenRepaired({ clock, log, isOpen, reopen, onAgain }: OpenRepairedParts): OpenRepaired {
  let isMet = false;
  /** The number of repairs in a row, and the time of the last one. */
  let times = 0;
  let opened = 0;
  let cancel = (): void => {};

  function begin(): void {
    opened = clock.uptime();
    reopen();
  }

  return {
    met() {
      if (isMet || !isOpen()) return;
      isMet = true;
      if (clock.uptime() - opened > againMs) times = 0;
      times += 1;
      if (times === 1) return begin();
      const ms = Math.min(longestMs, firstMs * 2 ** (times - 2));
      log.error('the ledger is damaged again', { times, repairedInMs: ms });
      cancel = clock.after(ms, begin);
      if (times === 2) onAgain();
    },
    isMet: () => isMet,
    closed() {
      isMet = false;
      cancel();
    },
  };
}
