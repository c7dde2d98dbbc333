import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  bucketsOf,
  lengthOf,
  presets,
  rangeBefore,
  rangeOf,
  rangeSchema,
  steps,
} from '../../../../src/shared/insights/range.ts';
import { dayNumber, dayText } from '../../../../src/shared/insights/zoned-time.ts';

const anyRange = fc
  .tuple(fc.integer({ min: 18_000, max: 22_000 }), fc.integer({ min: 0, max: 900 }))
  .map(([from, length]) => ({ from: dayText(from), to: dayText(from + length) }));

it('names the days a person means', () => {
  const of = (preset: (typeof presets)[number]) =>
    Object.values(rangeOf(preset, '2026-03-01', '2024-05-05')).join(' ');
  expect(presets.map(of)).toEqual([
    '2026-03-01 2026-03-01',
    '2026-02-28 2026-02-28',
    '2026-02-23 2026-03-01',
    '2026-01-31 2026-03-01',
    '2025-12-02 2026-03-01',
    '2026-03-01 2026-03-01',
    '2026-02-01 2026-02-28',
    '2026-01-01 2026-03-01',
    '2024-05-05 2026-03-01',
  ]);
});

it('is cut into parts that have every day once', () => {
  fc.assert(
    fc.property(anyRange, fc.constantFrom(...steps), (range, step) => {
      const parts = bucketsOf(range, step);
      expect(parts[0]?.from).toBe(range.from);
      expect(parts.at(-1)?.to).toBe(range.to);
      for (const [at, part] of parts.entries()) {
        expect(part.from <= part.to).toBe(true);
        const next = parts[at + 1];
        if (next) expect(dayNumber(next.from)).toBe((dayNumber(part.to) ?? 0) + 1);
      }
    }),
  );
});

it('is compared with as many days right before', () => {
  fc.assert(
    fc.property(anyRange, (range) => {
      const before = rangeBefore(range);
      expect(lengthOf(before)).toBe(lengthOf(range));
      expect(dayNumber(range.from)).toBe((dayNumber(before.to) ?? 0) + 1);
    }),
  );
});

it('is refused with an invalid day or reversed ends', () => {
  for (const wrong of [
    { from: '2026-02-30', to: '2026-03-01' },
    { from: '2026-03-02', to: '2026-03-01' },
    { from: 'today', to: '2026-03-01' },
  ]) {
    expect(rangeSchema.safeParse(wrong).success).toBe(false);
  }
});

it('is a hundred years at most, also for all orders', () => {
  const century = { from: '1926-03-02', to: '2026-03-01' };
  expect(rangeSchema.safeParse(century).success).toBe(true);
  expect(rangeSchema.safeParse({ ...century, from: '1926-03-01' }).success).toBe(false);
  expect(rangeSchema.safeParse({ from: '0001-01-01', to: '9999-12-31' }).success).toBe(false);
  expect(rangeOf('all', '2026-03-01', '0026-03-01')).toEqual(century);
});
