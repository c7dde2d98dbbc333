import type { Clock } from '../../src/renderer/state/clock.ts';
import { fakeClock } from '../support/clock.ts';

/** The fake clock with the window's way of doing a thing again and again. */
export function pageClock(iso = '2026-11-24T12:00:00Z') {
  const fake = fakeClock(iso);
  const every: Clock['every'] = (ms, work) => {
    let cancel = fake.after(ms, tick);
    function tick(): void {
      cancel = fake.after(ms, tick);
      work();
    }
    return () => cancel();
  };
  const clock: Clock = { now: () => fake.now(), after: (ms, work) => fake.after(ms, work), every };
  return { ...clock, advance: (ms: number) => fake.advance(ms) };
}

/** Lets every promise that can go on do so. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A promise that is kept when the test says so. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: () => resolve() };
}
