import { asProblem, isProblem } from '../../../shared/problem.ts';
import { atMost } from '../../at-most.ts';
import type { Clock, Log, Loop } from '../../ports.ts';
import { nextPollMs } from './poll-plan.ts';
import type { GmailPoller } from './poller.ts';

type Parts = {
  readonly gmail: Pick<GmailPoller, 'whose' | 'stop'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly pollMs: number;
};

const stopMs = 2_000;

/** Where another computer listens, and no mail is fetched here: asks whose mailbox is signed in to, until Gmail has said it. */
export function createWhoseMailbox({ gmail, clock, log, pollMs }: Parts): Loop {
  let asking: Promise<void> = Promise.resolve();
  let cancel = (): void => {};
  let failures = 0;
  let stopped = false;

  async function ask(): Promise<void> {
    try {
      await gmail.whose();
    } catch (error) {
      if (stopped) return;
      if (!isProblem(error)) log.error('asking whose mailbox it is failed', { error });
      else log.warn('Gmail does not say whose mailbox it is', { kind: error.kind, reason: error.message });
      failures += 1;
      cancel = clock.after(nextPollMs(pollMs, asProblem(error), failures), start);
    }
  }
  function start(): void {
    asking = ask();
  }

  return {
    start,
    async stop() {
      stopped = true;
      cancel();
      await Promise.all([gmail.stop(), atMost(clock, stopMs, asking)]);
    },
  };
}
