import { atMost } from './at-most.ts';
import type { Clock, Log, Loop } from './ports.ts';
import { stopEach } from './stop-all.ts';

/** Without an answer of BigQuery the shop's sources are listened to after this time. */
const roleKnownMs = 10_000;

export type ShopLoopsParts = {
  readonly loops: readonly Loop[];
  /** What asks the shop's sources. */
  readonly intake: readonly Loop[];
  /** What begins by itself, and is stopped with the others. */
  readonly others: readonly Pick<Loop, 'stop'>[];
  /** Settles when it is known which of the shop's computers listens. */
  readonly roleKnown: Promise<unknown>;
  readonly clock: Clock;
  readonly log: Log;
};

/** Starts all that runs while a shop is open, and stops it. */
export function createShopLoops({ loops, intake, others, roleKnown, clock, log }: ShopLoopsParts): Loop {
  let isStopping = false;
  return {
    start() {
      for (const loop of loops) loop.start();
      // a computer that comes new to a shop hears first who listens, and that there is something to be filled in
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
