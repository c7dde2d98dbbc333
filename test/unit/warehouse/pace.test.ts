import { describe, expect, it } from 'vitest';
import type { Pace } from '../../../src/main/warehouse/pace.ts';
import {
  batchAt,
  burst,
  fullPace,
  questionAt,
  questions,
  refill,
  spend,
} from '../../../src/main/warehouse/pace.ts';

const day = 24 * 3_600_000;

/** Loads whenever the pace allows it, as on a day when entries never stop coming. */
function loadsOf(from: Pace, start: number, end: number): { loads: number; pace: Pace } {
  let pace = from;
  let loads = 0;
  for (let now = start; ; ) {
    const at = batchAt(pace, now, now);
    if (at >= end) return { loads, pace };
    if (refill(pace, at).left >= 1) {
      pace = spend(pace, at);
      loads += 1;
    }
    now = at;
  }
}

describe('pace', () => {
  it('never exceeds 1,350 loads on a day, though entries never stop', () => {
    const first = loadsOf(fullPace(0), 0, day);
    expect(first.loads).toBeLessThanOrEqual(1_350);
    expect(first.loads).toBeGreaterThan(1_300);
    expect(loadsOf(first.pace, day, 2 * day).loads).toBeLessThanOrEqual(1_350);
  });

  it('answers a first order within seconds', () => {
    expect(batchAt(fullPace(0), 10_000, 10_000)).toBe(12_000);
  });

  it('gathers for longer as loads get scarce', () => {
    const scarce = { left: burst / 2 - 1, at: 0 };
    expect(batchAt(scarce, 0, 0)).toBe(20_000);
  });

  it('allows one load per refill once the burst is used', () => {
    const empty = { left: 0, at: 0 };
    expect(batchAt(empty, 0, 0)).toBe(66_500);
    expect(batchAt(empty, 0, 60_000)).toBeCloseTo(66_500, -1);
  });

  it('pays back loads that had to be made beyond the budget', () => {
    expect(batchAt(spend(spend({ left: 0, at: 0 }, 0), 0), 0, 0)).toBe(3 * 66_500);
  });

  it('allows a query within two and a half minutes, after any number', () => {
    const filled = { left: -144, at: 0 };
    expect(questionAt(filled, 0)).toBe(150_000);
    expect(questionAt(spend(filled, 0, questions), 0)).toBe(150_000);
  });

  it('gives nothing and takes nothing when the clock is set back', () => {
    expect(refill({ left: 3, at: 1_000_000 }, 10).left).toBe(3);
  });
});
