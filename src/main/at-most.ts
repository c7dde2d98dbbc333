import type { Clock } from './ports.ts';

/** Waits until `work` ends, well or not, but no longer than `ms`: for a stop that must not hang. */
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
