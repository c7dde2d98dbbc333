import type { OrderId } from '../../shared/ids.ts';
import type { Clock, Log, Loop } from '../ports.ts';

export type GatherToastsParts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly show: (ids: readonly OrderId[]) => void;
};

/** Soon enough to be at once for whoever sees it, and long enough for a delivery's neighbours. */
const settleMs = 300;
/** While more come, they are shown together this often. */
const againMs = 5_000;

/** Makes one notice of orders that come soon one after another: twenty of them would hide each other and the screen. */
export function createToastGatherer({ clock, log, show }: GatherToastsParts): Loop & {
  add(ids: readonly OrderId[]): void;
} {
  let gathered = new Set<OrderId>();
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
