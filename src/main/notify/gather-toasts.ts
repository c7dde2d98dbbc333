import type { Clock, Log, Loop } from '../ports.ts';

export type GatherToastsParts<T> = {
  readonly clock: Clock;
  readonly log: Log;
  readonly show: (ids: readonly T[]) => void;
};

/** Short enough to look immediate, and long enough to group orders of one delivery. */
const settleMs = 300;
/** The interval of further notifications while more orders arrive. */
const againMs = 5_000;

/**
 * Groups orders, or other ids, that arrive shortly after each other into one notification, so that they do not cover the screen.
 */
export function createToastGatherer<T extends string>({
  clock,
  log,
  show,
}: GatherToastsParts<T>): Loop & {
  add(ids: readonly T[]): void;
} {
  let gathered = new Set<T>();
  let shownAt = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;
  let isOver = false;

  function showAll(): void {
    cancel = null;
    shownAt = clock.uptime();
    const ids = [...gathered];
    gathered = new Set();
    try {
      show(ids);
    } catch (error) {
      log.error('a notice was not shown', { error });
    }
  }

  return {
    add(ids) {
      // the ledger may be closed when its turn comes
      if (isOver || ids.length === 0) return;
      for (const id of ids) gathered.add(id);
      cancel ??= clock.after(Math.max(settleMs, shownAt + againMs - clock.uptime()), showAll);
    },
    start() {},
    async stop() {
      isOver = true;
      cancel?.();
      cancel = null;
    },
  };
}
