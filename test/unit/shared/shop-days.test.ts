import { expect, it } from 'vitest';
import { dayIn, lastDays, startOfDay } from '../../../src/shared/shop-days.ts';

const hour = 3_600_000;
const at = (iso: string) => Date.parse(iso);

it('counts days by the shop’s calendar, in any zone', () => {
  const now = at('2026-11-24T22:30:00Z');
  expect(lastDays('Europe/Kyiv', now, 2)).toEqual([
    { day: '2026-11-25', from: at('2026-11-24T22:00:00Z'), to: at('2026-11-25T22:00:00Z') },
    { day: '2026-11-24', from: at('2026-11-23T22:00:00Z'), to: at('2026-11-24T22:00:00Z') },
  ]);
  expect(dayIn('America/New_York', now)).toBe('2026-11-24');
  expect(startOfDay('Asia/Kathmandu', now)).toBe(at('2026-11-24T18:15:00Z'));
});

it('has no gap and no overlap on 23- and 25-hour days', () => {
  for (const zone of ['Europe/Kyiv', 'America/New_York', 'Australia/Lord_Howe', 'UTC']) {
    for (const around of ['2026-03-31T09:00:00Z', '2026-10-27T23:59:00Z', '2026-04-07T00:00:00Z']) {
      const days = lastDays(zone, at(around), 30);
      for (const [index, { day, from, to }] of days.entries()) {
        expect([dayIn(zone, from), dayIn(zone, to - 1)], `${zone} ${day}`).toEqual([day, day]);
        if (index > 0) expect(to).toBe(days[index - 1]?.from);
      }
    }
  }
  const lengths = lastDays('Europe/Kyiv', at('2026-10-27T09:00:00Z'), 5).map(
    ({ from, to }) => (to - from) / hour,
  );
  expect(lengths).toContain(25);
});
