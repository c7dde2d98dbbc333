import type { Clock, Log, Loop } from '../ports.ts';

export type GatherToastsParts<T> = {
  readonly clock: Clock;
  readonly log: Log;
  readonly show: (ids: readonly T[]) => void;
};

/** Soon enough to be at once for whoever sees it, and long enough for a delivery's neighbours. */
const settleMs = 300;
/** While more come, they are shown together this often. */
const againMs = 5_000;

/** Makes one notice of orders, or of anything else with an id, that come soon one after another: twenty of them would hide each other and the screen. */
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
      if (ids.length === 0) return;
      for (const id of ids) gathered.add(id);
      cancel ??= clock.after(Math.max(settleMs, shownAt + againMs - clock.uptime()), showAll);
    },
    start() {},
    async stop() {
      cancel?.();
      cancel = null;
    },
  };
}
