import { describe, expect, it } from 'vitest';
import { snoozeTimes } from '../../../src/renderer/state/inbox/snooze-times.ts';
import { dayAfter, momentOf, shopMoment } from '../../../src/renderer/state/shop-clock.ts';

const kyiv = 'Europe/Kyiv';
const at = (iso: string): number => Date.parse(iso);

describe("the shop's clock", () => {
  it('shows the shop’s day and time, in any zone', () => {
    expect(shopMoment(at('2026-11-26T22:30:00Z'), kyiv)).toEqual({ date: '2026-11-27', minutes: 30 });
    expect(shopMoment(at('2026-11-27T05:00:00Z'), 'America/New_York')).toEqual({
      date: '2026-11-27',
      minutes: 0,
    });
  });

  it.each([
    ['2026-07-01', '18:00', '2026-07-01T15:00:00Z'],
    ['2026-11-27', '18:00', '2026-11-27T16:00:00Z'],
    ['2026-11-27', '24:00', '2026-11-27T22:00:00Z'],
    // the day summer time ends and the day it begins
    ['2026-10-25', '09:00', '2026-10-25T07:00:00Z'],
    ['2026-03-29', '09:00', '2026-03-29T06:00:00Z'],
  ])('knows when it is %s %s there', (date, time, iso) => {
    expect(new Date(momentOf(date, time, kyiv)).toISOString()).toBe(new Date(iso).toISOString());
  });

  it('steps by days over months, years and clock changes', () => {
    expect([dayAfter('2026-12-31', 1), dayAfter('2026-03-28', 2), dayAfter('2028-03-01', -1)]).toEqual([
      '2027-01-01',
      '2026-03-30',
      '2028-02-29',
    ]);
  });
});

describe('the end of a snooze', () => {
  const named = (iso: string) =>
    snoozeTimes(at(iso), kyiv).map(({ name, at: until }) => `${name} ${new Date(until).toISOString()}`);

  it("is by the shop's evening, morning and Monday", () => {
    expect(named('2026-11-27T10:00:00Z')).toEqual([
      'hour 2026-11-27T11:00:00.000Z',
      'evening 2026-11-27T16:00:00.000Z',
      'tomorrow 2026-11-28T07:00:00.000Z',
      'monday 2026-11-30T07:00:00.000Z',
    ]);
  });

  it('offers no past evening, and Monday once when it is tomorrow', () => {
    expect(named('2026-11-29T17:00:00Z').map((one) => one.split(' ')[0])).toEqual(['hour', 'tomorrow']);
    expect(named('2026-11-30T06:00:00Z').at(-1)).toBe('monday 2026-12-07T07:00:00.000Z');
  });
});
