import type { Clock } from '../../src/main/ports.ts';

/** A clock on which every wait is over at once, and is remembered. */
export function hurriedClock(iso = '2025-03-04T10:00:00Z'): Clock & { readonly waits: readonly number[] } {
  let now = Date.parse(iso);
  const waits: number[] = [];
  return {
    waits,
    uptime: () => 0,
    now: () => now,
    after(ms, work) {
      waits.push(ms);
      const immediate = setImmediate(() => {
        now += ms;
        work();
      });
      return () => clearImmediate(immediate);
    },
  };
}
