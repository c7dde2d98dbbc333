import type { Sleep } from '../health/sleep.ts';
import type { Handlers } from './dispatch.ts';

type SleepHandlers = Pick<Handlers, 'health.sleep' | 'health.sleepSeen' | 'health.online'>;

/** The summary of events during sleep, and the event that the network is back. */
export function createSleepHandlers(sleep: Sleep): SleepHandlers {
  return {
    'health.sleep': () => sleep.summary(),
    'health.sleepSeen': () => {
      sleep.seen();
      return null;
    },
    'health.online': () => {
      sleep.online();
      return null;
    },
  };
}
