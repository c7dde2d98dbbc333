import type { Clock } from '../../../../src/main/ports.ts';

/** A clock that runs faster from a start that two processes share. */
export const fastClock = (times: number, startedAt: number): Clock => {
  const now = (): number => Math.round(startedAt + (Date.now() - startedAt) * times);
  return {
    now,
    uptime: () => now() - startedAt,
    after(ms, work) {
      const timer = setTimeout(work, Math.min(Math.max(ms, 0) / times, 2 ** 31 - 1));
      return () => clearTimeout(timer);
    },
  };
};
