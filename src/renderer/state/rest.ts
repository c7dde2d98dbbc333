import type { Clock } from '../lib/clock.ts';

const restMs = 90;

/** Debounces steps through a list: a single step runs at once, a run of steps only at its last one. */
export function createRest(clock: Clock) {
  let steppedAt = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;

  function forget(): void {
    cancel?.();
    cancel = null;
  }

  return {
    step(work: () => void): void {
      const isRun = clock.now() - steppedAt < 2 * restMs;
      steppedAt = clock.now();
      forget();
      if (!isRun) {
        work();
        return;
      }
      cancel = clock.after(restMs, () => {
        cancel = null;
        work();
      });
    },
    forget,
    isWaiting: (): boolean => cancel !== null,
  };
}
