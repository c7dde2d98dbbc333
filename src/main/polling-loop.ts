import { atMost } from './at-most.ts';
import type { Clock, Loop } from './ports.ts';

/** Polls repeatedly, one request at a time. */
export type PollingLoop = Loop & {
  /** Polls now. Does nothing if a poll is running. */
  askAnew(): void;
};

const stopMs = 2_000;

/** @param ask never rejects @returns the delay until the next poll in milliseconds */
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
      // a request that cannot be aborted, such as renewing a consent, must not delay the app's exit
      await atMost(clock, stopMs, asking);
    },
  };
}
