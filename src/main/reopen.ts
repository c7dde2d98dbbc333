import { hasCode, isProblem, mayPass, messageOf, Problem } from '../shared/problem.ts';
import { isDamage } from './ledger/database.ts';
import type { Clock, Log } from './ports.ts';

export type ReopenParts = {
  readonly clock: Clock;
  readonly log: Log;
  /** Closes the shop and opens it again. */
  readonly reopen: () => Promise<void>;
  /** Opens the shop if it is still closed. */
  readonly openShut: () => Promise<void>;
  /** Called once if the shop is still closed after the second attempt. */
  readonly onShut: () => void;
};
export type Reopen = {
  /** Starts without waiting for the result. */
  now(): void;
  /** Call `failed` or `opened` after each opening, also after one that a person requested. */
  failed(): void;
  opened(): void;
  stop(): void;
};

export const closing = (): Problem => new Problem('unreachable', 'Orderbell is closing');

const againByItself = 'Orderbell tries again automatically. If it keeps failing, restart Orderbell';

/** Whether a shop that failed to open may open later without help. A damaged ledger was repaired before, if possible. */
export const mayOpenLater = (error: unknown): boolean =>
  hasCode(error, 'ENOSPC') || (isProblem(error) && mayPass(error) && !isDamage(error));

/** The error for every command while no shop is open. @param why null while one is being opened */
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
 * Retries opening a closed shop with backoff: the cause, such as a locked file or a full disk, may pass without a user present.
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
      // an outage of a few seconds needs no notification
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
