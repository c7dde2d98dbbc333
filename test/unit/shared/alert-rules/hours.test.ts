import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hoursSchema, isWithin, wallTimeIn } from '../../../../src/shared/alert-rules/hours.ts';

const kyiv = 'Europe/Kyiv';
const at = (iso: string) => wallTimeIn(kyiv, Date.parse(iso));
const night = hoursSchema.parse({ days: [5], from: '22:00', to: '08:00' });

describe('the wall clock', () => {
  it.each([
    ['2025-03-04T10:00:00Z', 2, 12 * 60],
    ['2025-03-09T22:30:00Z', 1, 30], // Sunday in Greenwich, Monday in Kyiv
  ])('shows day and minute of %s in the shop’s own zone', (iso, day, minute) => {
    expect(at(iso)).toEqual({ day, minute });
  });
});

describe('hours', () => {
  it.each([
    ['2025-03-07T19:59:00Z', false], // Friday 21:59
    ['2025-03-07T20:00:00Z', true],
    ['2025-03-08T05:59:00Z', true], // Saturday 07:59
    ['2025-03-08T06:00:00Z', false],
    ['2025-03-08T20:00:00Z', false], // Saturday night is another one
    ['2025-03-07T05:00:00Z', false], // Friday morning belongs to Thursday's night
  ])('over midnight belong to the day they begin on: %s', (iso, within) => {
    expect(isWithin(night, at(iso))).toBe(within);
  });

  it('end by the wall clock in shorter and longer nights', () => {
    const saturday = hoursSchema.parse({ days: [6], from: '22:00', to: '08:00' });
    const spring = ['2025-03-30T04:59:00Z', '2025-03-30T05:00:00Z'].map((iso) => isWithin(saturday, at(iso)));
    const autumn = ['2025-10-26T05:59:00Z', '2025-10-26T06:00:00Z'].map((iso) => isWithin(saturday, at(iso)));
    expect([spring, autumn]).toEqual([
      [true, false],
      [true, false],
    ]);
  });

  it('that begin and end at one time last the whole day', () => {
    const day = hoursSchema.parse({ days: [2], from: '09:00', to: '09:00' });
    expect(isWithin(day, { day: 2, minute: 9 * 60 })).toBe(true);
    expect(isWithin(day, { day: 3, minute: 9 * 60 - 1 })).toBe(true);
    expect(isWithin(day, { day: 3, minute: 9 * 60 })).toBe(false);
  });

  it('of every day and their complement cover each minute once', () => {
    const time = fc
      .integer({ min: 0, max: 24 * 60 - 1 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
    const moment = fc.record({
      day: fc.integer({ min: 1, max: 7 }),
      minute: fc.integer({ min: 0, max: 24 * 60 - 1 }),
    });
    fc.assert(
      fc.property(time, time, moment, (from, to, now) => {
        fc.pre(from !== to);
        const days = [1, 2, 3, 4, 5, 6, 7];
        expect(isWithin({ days, from, to }, now)).toBe(!isWithin({ days, from: to, to: from }, now));
      }),
    );
  });
});
