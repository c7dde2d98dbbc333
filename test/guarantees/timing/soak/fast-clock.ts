import type { Clock } from '../../../../src/main/ports.ts';

/** Time that passes so many times as fast, from a moment that two processes can agree on. */
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
