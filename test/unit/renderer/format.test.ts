import { describe, expect, it } from 'vitest';
import { createFormat } from '../../../src/renderer/lib/i18n/format.ts';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const en = createFormat('en', 'Europe/Kyiv');
const uk = createFormat('uk', 'Europe/Kyiv');

describe('an amount', () => {
  it('keeps every digit of 12 and more', () => {
    expect(en.money({ minor: 123_456_789_012_34, currency: 'UAH' })).toBe('₴123,456,789,012.34');
    expect(plain(uk.money({ minor: 9_007_199_254_740_991, currency: 'UAH' }))).toBe(
      '90 071 992 547 409,91 ₴',
    );
  });

  it('omits zero decimals, and shows all when one is not', () => {
    expect(en.money({ minor: 124_000, currency: 'UAH' })).toBe('₴1,240');
    expect(en.money({ minor: 124_050, currency: 'UAH' })).toBe('₴1,240.50');
    expect(en.money({ minor: 560, currency: 'JPY' })).toBe('¥560');
    expect(en.money({ minor: -1250, currency: 'USD' })).toBe('-$12.50');
  });
});

describe('an age', () => {
  it.each([
    [40_000, '40 sec', '40 с'],
    [12 * 60_000, '12 min', '12 хв'],
    [3 * 3_600_000, '3 hr', '3 год'],
  ])('is shown in its largest unit', (ms, english, ukrainian) => {
    expect(plain(en.span(ms))).toBe(english);
    expect(plain(uk.span(ms))).toBe(ukrainian);
  });

  it('is never below zero when a clock was set back', () => {
    expect(plain(en.span(-5000))).toBe('0 sec');
  });
});

it('shows a source’s time in its own text without a zone', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  expect(en.toldTime('2026-11-24T10:05', now)).toBe('24 Nov 2026, 10:05');
  expect(en.toldTime('2026-11-24', now)).toBe('24 Nov 2026');
  expect(en.toldTime('2026-02-30', now)).toBe('2026-02-30');
  expect(en.toldTime('2026-11-24T10:05+02:00', now)).toBe('10:05:00');
  expect(en.toldTime('after lunch', now)).toBe('after lunch');
});

it('shows the year of a time in another year, by shop days', () => {
  const now = Date.UTC(2026, 11, 31, 23);
  expect(en.time(Date.UTC(2026, 11, 31, 21), now)).toBe('31 Dec 2026, 23:00');
  expect(en.exactTime(Date.UTC(2025, 2, 4, 7, 58), now)).toBe('4 Mar 2025, 09:58:00');
  expect(plain(uk.time(Date.UTC(2025, 2, 4, 7, 58), now))).toBe('4 бер. 2025 р., 09:58');
});

it('shows an exact time, with the date unless it is today', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  expect(en.exactTime(Date.UTC(2026, 10, 24, 10, 8, 31), now)).toBe('12:08:31');
  expect(en.exactTime(Date.UTC(2026, 10, 21, 10, 8, 31), now)).toBe('21 Nov, 12:08:31');
});

it('shows a time by the shop’s clock, in any time zone', () => {
  const at = Date.UTC(2026, 10, 24, 22, 30);
  const hour = 3_600_000;
  expect(en.time(at, at + hour)).toBe('00:30');
  expect(createFormat('en', 'America/New_York').time(at, at + hour)).toBe('17:30');
  expect([en.day(at), createFormat('en', 'America/New_York').day(at)]).toEqual([
    '25 November 2026',
    '24 November 2026',
  ]);
});

it.each(['Pacific/Auckland', 'Pacific/Pago_Pago', 'Europe/Kyiv'])(
  'makes no other day of a wanted one in %s',
  (timeZone) => {
    expect(createFormat('en', timeZone).calendarDay('2026-11-25')).toBe('25 November 2026');
    expect(plain(createFormat('uk', timeZone).calendarDay('2026-11-25'))).toBe('25 листопада 2026 р.');
    expect(createFormat('pl', timeZone).calendarDay('2026-11-25')).toBe('25 listopada 2026');
  },
);

it('writes amounts, sizes and lengths of time as Poles do', () => {
  const pl = createFormat('pl', 'Europe/Warsaw');
  expect(plain(pl.money({ minor: 1_234_550, currency: 'PLN' }))).toBe('12 345,50 zł');
  expect(plain(pl.money({ minor: 124_000, currency: 'UAH' }))).toBe('1240 ₴');
  expect([plain(pl.span(12 * 60_000)), plain(pl.size(1536))]).toEqual(['12 min', '1,5 kB']);
  expect(pl.list(['Anna', 'Taras', 'Ivan'])).toBe('Anna, Taras i Ivan');
});

describe('a size', () => {
  it.each([
    [0, '0 bytes', '0 байтів'],
    [1536, '1.5 kB', '1,5 кБ'],
    [1.31 * 1024 ** 2, '1.3 MB', '1,3 МБ'],
    [1024 ** 4, '1 TB', '1 ТБ'],
  ])('is shown in its largest unit', (bytes, english, ukrainian) => {
    expect([plain(en.size(bytes)), plain(uk.size(bytes))]).toEqual([english, ukrainian]);
  });
});
