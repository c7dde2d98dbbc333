import type { Clock } from '../../src/main/ports.ts';

/** What a new order owes here: one message, so that an order without it or with two is noticed. */
export const noticeKind = 'kill.notice';

/** The time of the machine: these tests are about real processes that really die. */
export const realClock: Clock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
