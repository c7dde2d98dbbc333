import type { Clock } from '../../../src/main/ports.ts';

/** A clock on which every wait is over at once, and is remembered. */
export function hurriedClock(iso = '2025-03-04T10:00:00Z'): Clock & { readonly waits: readonly number[] } {
  const started = Date.parse(iso);
  let now = started;
  const waits: number[] = [];
  return {
    waits,
    uptime: () => now - started,
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
