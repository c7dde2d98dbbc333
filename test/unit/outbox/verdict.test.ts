import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../../src/main/backoff.ts';
import { verdictOf } from '../../../src/main/outbox/verdict.ts';
import type { ProblemKind } from '../../../src/shared/problem.ts';
import { Problem } from '../../../src/shared/problem.ts';

const now = 1_000_000;
const verdict = (problem: Problem, attempts = 1, random = () => 0.5) =>
  verdictOf({ problem, attempts, now, random });

describe('verdict', () => {
  it('waits as long as the other side asked, and never less', () => {
    const problem = new Problem('throttled', 'too many requests', { retryAfterMs: 30_000 });
    expect(verdict(problem, 1, () => 0)).toEqual({ retryAt: now + 30_000, reason: 'too many requests' });
    expect(verdict(problem, 1, () => 0.999)).toMatchObject({ retryAt: expect.any(Number) });
  });

  it('doubles the wait with each attempt and stops at one minute', () => {
    const waits = [1, 2, 3, 6, 40, 4000].map((attempts) => backoffMs(attempts, () => 1));
    expect(waits).toEqual([2_000, 4_000, 8_000, 60_000, 60_000, 60_000]);
  });

  it('spreads the wait over the whole span, from nothing up', () => {
    expect(backoffMs(3, () => 0)).toBe(0);
    expect(backoffMs(3, () => 0.25)).toBe(2_000);
  });

  it.each<ProblemKind>(['unknown-outcome', 'signed-out', 'refused', 'bad-input', 'not-found', 'bug'])(
    'parks %s, however early',
    (kind) => {
      expect(verdict(new Problem(kind, 'it stopped'))).toEqual({ park: true, reason: 'it stopped' });
    },
  );

  it('reports the remedy together with the fault', () => {
    const problem = new Problem('refused', 'Billing is off', { fix: 'Turn billing on' });
    expect(verdict(problem).reason).toBe('Billing is off. Turn billing on');
  });
});
