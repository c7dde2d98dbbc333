import { atMost } from './at-most.ts';
import type { Clock, Loop } from './ports.ts';

/** Polls repeatedly, one request at a time. */
export type PollingLoop = Loop & {
  /** Polls now. Does nothing if a poll is running, or the loop is not started. */
  askAnew(): void;
};
export type AwaitedLoop = PollingLoop & {
  /** Resolves with a poll that begins after this call. Calls during a running poll share the next one. Never rejects. */
  next(): Promise<void>;
};

const stopMs = 2_000;

/** @param ask never rejects @returns the delay until the next poll in milliseconds */
export function createPollingLoop(
  clock: Clock,
  ask: (isOver: () => boolean) => Promise<number>,
): AwaitedLoop {
  let cancel = (): void => {};
  let running: Promise<void> | null = null;
  let following: Promise<void> | null = null;
  let isStarted = false;
  let isOver = false;

  function run(): Promise<void> {
    cancel();
    running = ask(() => isOver).then((restMs) => {
      running = null;
      if (isStarted) cancel = clock.after(restMs, askNow);
    });
    return running;
  }

  function askNow(): void {
    if (isStarted && !running) void run();
  }

  return {
    start() {
      isStarted = true;
      isOver = false;
      askNow();
    },
    askAnew: askNow,
    next() {
      if (isOver) return Promise.resolve();
      if (!running) return run();
      following ??= running.then(() => {
        following = null;
        return isOver ? undefined : (running ?? run());
      });
      return following;
    },
    async stop() {
      isStarted = false;
      isOver = true;
      cancel();
      // a request that cannot be aborted, such as renewing a consent, must not delay the app's exit
      await atMost(clock, stopMs, running ?? Promise.resolve());
    },
  };
}
