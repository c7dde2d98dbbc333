import { atMost } from './at-most.ts';
import type { Clock, Log, Loop } from './ports.ts';
import { stopEach } from './stop-all.ts';

/** Polling starts after this time even if BigQuery has not answered who the leader is. */
const roleKnownMs = 10_000;

export type ShopLoopsParts = {
  readonly loops: readonly Loop[];
  /** The loops that poll the shop's sources. */
  readonly intake: readonly Loop[];
  /** Parts that start by themselves and are stopped with the loops. */
  readonly others: readonly Pick<Loop, 'stop'>[];
  /** Settles when it is known which computer is the leader. */
  readonly roleKnown: Promise<unknown>;
  readonly clock: Clock;
  readonly log: Log;
};

/** Starts and stops all loops of an open shop. */
export function createShopLoops({ loops, intake, others, roleKnown, clock, log }: ShopLoopsParts): Loop {
  let isStopping = false;
  return {
    start() {
      for (const loop of loops) loop.start();
      // a new computer first learns who the leader is, and that history has to be restored
      void atMost(clock, roleKnownMs, roleKnown).then(() => {
        if (!isStopping) for (const loop of intake) loop.start();
      });
    },
    async stop() {
      isStopping = true;
      await Promise.all([...intake, ...loops, ...others].map((part) => stopEach([part], log)));
    },
  };
}
