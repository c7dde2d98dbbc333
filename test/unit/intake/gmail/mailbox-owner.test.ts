import { describe, expect, it } from 'vitest';
import { createMailboxOwner } from '../../../../src/main/intake/gmail/mailbox-owner.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import { fakeClock } from '../../../support/clock.ts';
import { quietLog } from '../../../support/log.ts';

function asker(answers: readonly (() => Promise<string>)[]) {
  const clock = fakeClock();
  const seen = { asked: 0, stopped: 0 };
  const loop = createMailboxOwner({
    gmail: {
      whose: async () => {
        const answer = answers[seen.asked];
        seen.asked += 1;
        return answer ? answer() : 'orders@fern.example';
      },
      stop: async () => {
        seen.stopped += 1;
      },
    },
    clock,
    log: quietLog(),
    pollMs: 60_000,
  });
  return { clock, loop, seen };
}
const fails = (problem: Problem) => (): Promise<string> => Promise.reject(problem);

describe('whose mailbox a computer is signed in to that does not listen', () => {
  it('is asked again every ten minutes where Gmail answers, so that a sign-in that ends is known before the mailbox is read', async () => {
    const { clock, loop, seen } = asker([]);
    loop.start();
    await clock.advance(601_000);
    expect(seen.asked).toBe(2);
    await clock.advance(600_000);
    expect(seen.asked).toBe(3);
    await loop.stop();
    expect(seen.stopped).toBe(1);
  });

  it('is asked at once when the computer wakes, and then at its pace; not twice at the same time, nor after the end', async () => {
    let answer = (_mailbox: string): void => {};
    const silent = (): Promise<string> =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const { clock, loop, seen } = asker([async () => 'orders@fern.example', silent]);
    loop.start();
    await clock.advance(1_000);
    loop.askAnew();
    loop.askAnew();
    await clock.advance(1_000);
    expect(seen.asked).toBe(2);
    answer('orders@fern.example');
    await clock.advance(601_000);
    expect(seen.asked).toBe(3);
    await loop.stop();
    loop.askAnew();
    expect(seen.asked).toBe(3);
  });

  it('is asked again while Gmail cannot be reached, seldom while the sign-in is refused, and never after the end', async () => {
    const { clock, loop, seen } = asker([
      fails(new Problem('unreachable', 'Gmail cannot be reached')),
      fails(new Problem('signed-out', 'Google no longer accepts the sign-in of this mailbox')),
      fails(new Problem('unreachable', 'Gmail cannot be reached')),
    ]);
    loop.start();
    await clock.advance(60_000);
    expect(seen.asked).toBe(2);
    await clock.advance(500_000);
    expect(seen.asked).toBe(2);
    await clock.advance(101_000);
    expect(seen.asked).toBeGreaterThan(2);
    await loop.stop();
    const { asked } = seen;
    await clock.advance(3_600_000);
    expect(seen.asked).toBe(asked);
  });

  it('is no longer asked once it has ended while Gmail was silent', async () => {
    let refuse = (_problem: Problem): void => {};
    const silent = (): Promise<string> =>
      new Promise((_resolve, reject) => {
        refuse = reject;
      });
    const { clock, loop, seen } = asker([silent]);
    loop.start();
    const stopped = loop.stop();
    refuse(new Problem('unreachable', 'Stopped'));
    await stopped;
    await clock.advance(3_600_000);
    expect(seen).toEqual({ asked: 1, stopped: 1 });
  });
});
