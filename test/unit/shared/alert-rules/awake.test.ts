import { expect, it } from 'vitest';
import { awakeFrom, longestQuietMs } from '../../../../src/shared/alert-rules/awake.ts';
import type { Hours } from '../../../../src/shared/alert-rules/hours.ts';

const week = [1, 2, 3, 4, 5, 6, 7];
const hours = (from: string, to: string, days = week): Hours => ({ days, from, to });
const from = (iso: string, quiet: { readonly [manager: string]: readonly Hours[] }): string => {
  const all = Object.entries(quiet).flatMap(([manager, own]) => own.map((one) => ({ manager, hours: one })));
  const at = awakeFrom(Object.keys(quiet), { quiet: all }, 'Europe/Kyiv', Date.parse(iso));
  return new Date(at).toISOString();
};
const evening = '2025-03-04T18:30:20.000Z'; // 20:30:20 on a Tuesday in Kyiv
const night = hours('20:00', '09:00');

it('is at once where one of them has no quiet hours then', () => {
  expect(from(evening, { Anna: [night], Taras: [] })).toBe(evening);
  expect(from(evening, { Anna: [night], Taras: [hours('21:00', '09:00')] })).toBe(evening);
});

it('is when the quiet hours of the first of them end', () => {
  const quiet = { Anna: [night], Taras: [hours('20:00', '08:15')] };
  expect(from(evening, quiet)).toBe('2025-03-05T06:15:00.000Z');
});

it('goes by all hours of a manager, over a weekend too', () => {
  const quiet = [
    hours('20:00', '09:00', [1, 2, 3, 4, 5]),
    hours('00:00', '00:00', [6, 7]),
    hours('00:00', '09:00', [1]),
  ];
  expect(from('2025-03-07T18:30:00.000Z', { Anna: quiet })).toBe('2025-03-10T07:00:00.000Z');
});

it('ends by the wall clock in a night with an extra hour', () => {
  expect(from('2025-10-25T17:30:00.000Z', { Anna: [night] })).toBe('2025-10-26T07:00:00.000Z');
});

it('waits at most a weekend for managers who never ring', () => {
  const at = Date.parse(evening) + longestQuietMs;
  expect(from(evening, { Anna: [hours('00:00', '00:00')] })).toBe(new Date(at).toISOString());
});
