import type { Clock } from '../../../src/renderer/lib/clock.ts';
import { fakeClock } from '../../support/clock.ts';

/** A clock with the window's way of doing a thing again and again. */
export function withEvery(clock: Omit<Clock, 'every'>): Clock {
  const every: Clock['every'] = (ms, work) => {
    let cancel = clock.after(ms, tick);
    function tick(): void {
      cancel = clock.after(ms, tick);
      work();
    }
    return () => cancel();
  };
  return { now: clock.now, uptime: clock.uptime, after: clock.after, every };
}

/** The fake clock of a window. */
export function pageClock(iso = '2026-11-24T12:00:00Z') {
  const fake = fakeClock(iso);
  return { ...withEvery(fake), advance: (ms: number) => fake.advance(ms), set: fake.set };
}

/** Lets every promise that can go on do so. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A promise that a test resolves. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: () => resolve() };
}
