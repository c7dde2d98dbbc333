import { vi } from 'vitest';
import type { FakeClock } from './clock.ts';

/** Lets real answers arrive while the clock moves on in steps, until `check` no longer throws. @param timeout of real time, ms */
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
