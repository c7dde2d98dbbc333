import type { Clock, Log } from './ports.ts';

export type OpenRepairedParts = {
  readonly clock: Clock;
  readonly log: Log;
  /** While it is shut, whoever opens it repairs it. */
  readonly isOpen: () => boolean;
  /** Closes what is open and opens the shop anew, repaired. */
  readonly reopen: () => void;
  /** Called when damage is met although it was repaired, or found sound, within the last day. */
  readonly onAgain: () => void;
};
export type OpenRepaired = {
  /** To be told that the ledger is damaged. */
  met(): void;
  /** Whether it is, of the ledger that is open. */
  isMet(): boolean;
  /** To be told that it is closed. */
  closed(): void;
};

const againMs = 24 * 60 * 60_000;
const firstMs = 10 * 60_000;
const longestMs = 6 * 60 * 60_000;

/**
 * Opens the shop anew when its ledger is met damaged. Where that does not help, the disk or the memory is at fault: the shop
 * stays open as far as it goes, a person is told, and it is tried ever more rarely.
 */
export function createOpenRepaired({ clock, log, isOpen, reopen, onAgain }: OpenRepairedParts): OpenRepaired {
  let isMet = false;
  /** How often in a row, and when it was opened anew last. */
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
