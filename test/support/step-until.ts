import { vi } from 'vitest';
import type { FakeClock } from './clock.ts';

/**
 * Advances the clock in steps between real answers until `check` no longer throws. @param timeout of real time, ms
 */
export const stepUntil = (
  clock: FakeClock,
  step: number,
  check: () => void,
  timeout: number,
): Promise<void> =>
  vi.waitFor(
    async () => {
      await clock.advance(step);
      check();
    },
    { interval: 5, timeout },
  );
