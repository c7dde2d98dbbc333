import { asProblem, isProblem } from '../../../shared/problem.ts';
import type { PollingLoop } from '../../polling-loop.ts';
import { createPollingLoop } from '../../polling-loop.ts';
import type { Clock, Log } from '../../ports.ts';
import { tryEveryMs } from '../../standing.ts';
import { nextPollMs } from './poll-plan.ts';
import type { GmailPoller } from './poller.ts';

type Parts = {
  readonly gmail: Pick<GmailPoller, 'whose' | 'stop'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly pollMs: number;
};

/**
 * Polls the address of the signed-in mailbox on a computer that is not the leader and fetches no mail, since the sign-in may end
 * meanwhile.
 */
export function createMailboxOwner({ gmail, clock, log, pollMs }: Parts): PollingLoop {
  let failures = 0;

  const asking = createPollingLoop(clock, async (isOver) => {
    try {
      await gmail.whose();
      failures = 0;
      return tryEveryMs;
    } catch (error) {
      failures += 1;
      if (!isOver()) {
        if (!isProblem(error)) log.error('asking whose mailbox it is failed', { error });
        else log.warn('Gmail does not say whose mailbox it is', { kind: error.kind, reason: error.message });
      }
      return nextPollMs(pollMs, asProblem(error), failures);
    }
  });

  return {
    ...asking,
    stop: async () => void (await Promise.all([asking.stop(), gmail.stop()])),
  };
}
