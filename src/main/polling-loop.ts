import { atMost } from './at-most.ts';
import type { Clock, Loop } from './ports.ts';

/** What is asked again and again, one question at a time. */
export type PollingLoop = Loop & {
  /** Asks now; where it is being asked already, that answers. */
  askAnew(): void;
};

const stopMs = 2_000;

/** @param ask never rejects @returns in how many milliseconds it is to be asked next */
export function createPollingLoop(
  clock: Clock,
  ask: (isOver: () => boolean) => Promise<number>,
): PollingLoop {
  let cancel = (): void => {};
  let asking: Promise<void> = Promise.resolve();
  let isRunning = false;
  let isAsking = false;

  function askNow(): void {
    cancel();
    if (isAsking || !isRunning) return;
    isAsking = true;
    asking = ask(() => !isRunning).then((restMs) => {
      isAsking = false;
      if (isRunning) cancel = clock.after(restMs, askNow);
    });
  }

  return {
    start() {
      isRunning = true;
      askNow();
    },
    askAnew: askNow,
    async stop() {
      isRunning = false;
      cancel();
      // what cannot be cut off, such as renewing a consent, must not hold the app up
      await atMost(clock, stopMs, asking);
    },
  };
}
