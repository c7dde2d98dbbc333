import type { Clock } from '../ports.ts';

/** Keeps quiet while the desk catches up with what it has slept through: it tells that itself, all at once. */
export type Hold = {
  /** Whether to keep quiet now. */
  isOn(): boolean;
  /** Whether there was anything to catch up with when that was last asked. */
  wasAsked(): boolean;
};

/** @param longestMs one source that stays silent keeps nothing else quiet for longer */
export function createHold(clock: Clock, catchingUp: () => boolean, longestMs: number): Hold {
  /** By the time since the computer was started; null while nothing is caught up with. */
  let from: number | null = null;
  return {
    isOn() {
      if (!catchingUp()) from = null;
      else from ??= clock.uptime();
      return from !== null && clock.uptime() - from < longestMs;
    },
    wasAsked: () => from !== null,
  };
}
