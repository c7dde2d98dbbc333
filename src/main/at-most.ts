import type { Clock } from './ports.ts';

/** Waits until `work` resolves or rejects, with a timeout of `ms`, so that a stop cannot hang. */
export function atMost(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    const end = () => {
      cancel();
      resolve();
    };
    work.then(end, end);
  });
}
