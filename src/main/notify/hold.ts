import type { Clock } from '../ports.ts';

/** Holds alerts while the computer catches up after sleep; they follow together afterwards. */
export type Hold = {
  /** Whether alerts are held now. */
  isOn(): boolean;
  /** Whether the last check found a catch-up. */
  wasAsked(): boolean;
};

/** @param longestMs the maximum hold, so that one silent source does not hold alerts for longer */
export function createHold(clock: Clock, catchingUp: () => boolean, longestMs: number): Hold {
  /** By uptime; null if no catch-up is running. */
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
