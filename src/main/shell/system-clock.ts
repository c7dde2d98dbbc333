import { uptime } from 'node:os';
import type { Clock } from '../ports.ts';

const longestTimer = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  // the process's monotonic clock stops on some systems while the computer sleeps; this one does not
  uptime: () => uptime() * 1000,
  after: (ms, work) => {
    const timer = setTimeout(work, Math.min(Math.max(ms, 0), longestTimer));
    return () => clearTimeout(timer);
  },
};
