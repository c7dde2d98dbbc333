import { hasCode, isProblem, mayPass, messageOf, Problem } from '../shared/problem.ts';
import { isDamage } from './ledger/database.ts';
import type { Clock, Log } from './ports.ts';

export type ReopenParts = {
  readonly clock: Clock;
  readonly log: Log;
  /** Closes what is open and opens the shop anew. */
  readonly reopen: () => Promise<void>;
  /** Opens the shop where it is still shut. */
  readonly openShut: () => Promise<void>;
  /** Called once, when the shop is still shut after a second try. */
  readonly onShut: () => void;
};
export type Reopen = {
  /** For those who wait for no answer. */
  now(): void;
  /** To be told how each opening went, whoever asked for it. */
  failed(): void;
  opened(): void;
  stop(): void;
};

export const closing = (): Problem => new Problem('unreachable', 'Orderbell is closing');

const againByItself =
  'It is tried again by itself; where that does not help, quit Orderbell and start it again';

/** Whether a shop that does not open may do so later, with nobody's help. A ledger that is damaged was repaired before, where it can be. */
export const mayOpenLater = (error: unknown): boolean =>
  hasCode(error, 'ENOSPC') || (isProblem(error) && mayPass(error) && !isDamage(error));

/** What every command is answered while no shop is open. @param why null while one is being opened */
export const shut = (why: unknown): Problem =>
  why === null
    ? new Problem('unreachable', 'Orderbell is opening another shop; try again in a moment')
    : new Problem('refused', `The shop could not be opened: ${messageOf(why)}`, {
        cause: why,
        fix: isProblem(why) && why.fix ? `${why.fix}. ${againByItself}` : againByItself,
      });

const firstMs = 5_000;
const longestMs = 5 * 60_000;

/**
 * Does not leave a shop shut: what kept it from opening, such as a file that another program holds or a full disk, passes,
 * and nobody may be at the computer.
 */
export function createReopen({ clock, log, reopen, openShut, onShut }: ReopenParts): Reopen {
  let failures = 0;
  let isStopped = false;
  let cancel = (): void => {};

  function begin(open: () => Promise<void>): void {
    open().catch((error: unknown) => log.error('opening the shop anew failed', { error }));
  }

  return {
    now: () => begin(reopen),
    failed() {
      failures += 1;
      cancel();
      if (isStopped) return;
      cancel = clock.after(Math.min(longestMs, firstMs * 2 ** (failures - 1)), () => begin(openShut));
      // one that is over within seconds is nobody's business
      if (failures === 2) onShut();
    },
    opened() {
      failures = 0;
      cancel();
    },
    stop() {
      isStopped = true;
      cancel();
    },
  };
}
