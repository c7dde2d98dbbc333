import { asProblem, isProblem } from '../../../shared/problem.ts';
import { atMost } from '../../at-most.ts';
import type { Clock, Log, Loop } from '../../ports.ts';
import { tryEveryMs } from '../../standing.ts';
import { nextPollMs } from './poll-plan.ts';
import type { GmailPoller } from './poller.ts';

type Parts = {
  readonly gmail: Pick<GmailPoller, 'whose' | 'stop'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly pollMs: number;
};

export type WhoseMailbox = Loop & {
  /** Asks now; where it is being asked already, that answers. */
  askAnew(): void;
};

const stopMs = 2_000;

/**
 * Where another computer listens, and no mail is fetched here: asks whose mailbox is signed in to, and goes on, for the sign-in
 * may end meanwhile.
 */
export function createWhoseMailbox({ gmail, clock, log, pollMs }: Parts): WhoseMailbox {
  let asking: Promise<void> = Promise.resolve();
  let isAsking = false;
  let cancel = (): void => {};
  let failures = 0;
  let stopped = false;

  async function ask(): Promise<void> {
    try {
      await gmail.whose();
      if (stopped) return;
      failures = 0;
      cancel = clock.after(tryEveryMs, start);
    } catch (error) {
      if (stopped) return;
      if (!isProblem(error)) log.error('asking whose mailbox it is failed', { error });
      else log.warn('Gmail does not say whose mailbox it is', { kind: error.kind, reason: error.message });
      failures += 1;
      cancel = clock.after(nextPollMs(pollMs, asProblem(error), failures), start);
    }
  }
  function start(): void {
    cancel();
    if (isAsking || stopped) return;
    isAsking = true;
    asking = ask().finally(() => {
      isAsking = false;
    });
  }

  return {
    start,
    askAnew: start,
    async stop() {
      stopped = true;
      cancel();
      await Promise.all([gmail.stop(), atMost(clock, stopMs, asking)]);
    },
  };
}
