import fc from 'fast-check';
import { expect, it } from 'vitest';
import { basketOf, changeOf, shareIn, tookOf } from '../../../../src/shared/insights/report.ts';

it('shows no percentage when the previous value was zero', () => {
  expect(changeOf(5, 0)).toEqual({ kind: 'none-before' });
  expect(changeOf(0, 0)).toBeNull();
  expect(changeOf(5, null)).toBeNull();
  expect(changeOf(-5, -7)).toEqual({ kind: 'none-before' });
});

it('shows a difference in numbers and per cent', () => {
  expect(changeOf(12, 8)).toEqual({ kind: 'more', by: 4, percent: 50 });
  expect(changeOf(97, 100)).toEqual({ kind: 'less', by: 3, percent: 3 });
  expect(changeOf(1001, 1000)).toEqual({ kind: 'more', by: 1, percent: 0.1 });
  expect(changeOf(8, 8)).toEqual({ kind: 'same' });
});

it('takes the median and 90th percentile of known times', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5000), { minLength: 1, maxLength: 60 }), (times) => {
      const sorted = times.toSorted((a, b) => a - b);
      const took = tookOf(sorted.map((seconds) => ({ seconds, orders: 1 })));
      expect(took?.median).toBe(sorted[Math.ceil(sorted.length * 0.5) - 1]);
      expect(took?.slowest).toBe(sorted[Math.ceil(sorted.length * 0.9) - 1]);
      const counted = [...Map.groupBy(sorted, (seconds) => seconds)];
      expect(tookOf(counted.map(([seconds, all]) => ({ seconds, orders: all.length })))).toEqual(took);
    }),
  );
  expect(tookOf([])).toBeNull();
});

it('knows no basket and no share of nothing', () => {
  expect(basketOf({ currency: 'UAH', orders: 0, revenue: 0 })).toBeNull();
  expect(basketOf({ currency: 'UAH', orders: 3, revenue: 1000 })).toBe(333);
  expect([shareIn(1, 0), shareIn(1, 3)]).toEqual([null, 33.3]);
});
