import type { Clock } from '../ports.ts';

/** Asked again later than this, the computer slept, or nobody could ask. */
const longestStepMs = 60_000;
/** What nobody has asked about for so long has ended another way. */
const forgottenMs = 60 * 60_000;

/** How long each thing has been waited for in which something could have come: neither sleep nor time that the app was closed. */
export function createAwakeWaits(clock: Pick<Clock, 'uptime'>) {
  const waits = new Map<string, { readonly ms: number; readonly askedAt: number }>();

  return {
    /** To be called each time it is asked whether it has come. @returns milliseconds, 0 the first time */
    waited(what: string): number {
      const now = clock.uptime();
      for (const [other, { askedAt }] of waits) if (now - askedAt > forgottenMs) waits.delete(other);
      const before = waits.get(what);
      const ms = before ? before.ms + Math.min(now - before.askedAt, longestStepMs) : 0;
      waits.set(what, { ms, askedAt: now });
      return ms;
    },
    end: (what: string): void => void waits.delete(what),
  };
}
