import { expect, it } from 'vitest';
import { createStanding, tryEveryMs } from '../../src/main/standing.ts';
import { Problem, problemKinds } from '../../src/shared/problem.ts';
import { fakeClock } from '../support/clock.ts';

const down = new Problem('unreachable', 'not there');
const refused = new Problem('signed-out', 'the key is not accepted');
const standingAfter = (...problems: readonly (Problem | null)[]) => {
  const standing = createStanding(fakeClock());
  for (const problem of problems) standing.hear(problem);
  return standing;
};

it('an account is signed out only by its own refusal', () => {
  const signedOut = problemKinds.filter(
    (kind) => standingAfter(null, new Problem(kind, 'an answer')).refusal() !== null,
  );
  expect(signedOut).toEqual(['signed-out']);
});

it('an account that refuses its identity query refuses everything', () => {
  const closed = problemKinds.filter((kind) => {
    const standing = standingAfter(null);
    standing.hearOfAll(new Problem(kind, 'an answer'));
    return standing.refusal() !== null;
  });
  expect(closed).toEqual(['signed-out', 'refused', 'bad-input', 'not-found']);
});

it('an account stays signed out while unreachable, until it answers', () => {
  expect(standingAfter(refused, down).refusal()).toBe(refused);
  expect(standingAfter(refused, down, null).refusal()).toBeNull();
});

it('an account is known after an answer or refusal, for a while', () => {
  for (const answer of [null, refused]) {
    const clock = fakeClock();
    const standing = createStanding(clock);
    standing.hear(down);
    expect([standing.isTried(), standing.isKnown()]).toEqual([false, false]);
    standing.hear(answer);
    clock.sleep(2 * tryEveryMs);
    expect([standing.isTried(), standing.isKnown()]).toEqual([true, true]);
    clock.sleep(1);
    expect([standing.isTried(), standing.isKnown()]).toEqual([true, false]);
  }
});

it('a sign-out and its end are announced once each', () => {
  let changes = 0;
  const standing = createStanding(fakeClock(), () => {
    changes += 1;
  });
  for (const answer of [null, down, refused, refused, down]) standing.hear(answer);
  expect(changes).toBe(1);
  for (const answer of [null, null]) standing.hear(answer);
  expect(changes).toBe(2);
});
