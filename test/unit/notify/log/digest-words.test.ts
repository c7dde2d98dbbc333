import fc from 'fast-check';
import { expect, it } from 'vitest';
import { digestText } from '../../../../src/main/notify/log/digest-words.ts';
import type { Digest } from '../../../../src/shared/alert-rules/digest.ts';
import { sourceSchema } from '../../../../src/shared/ids.ts';

const minute = 60_000;
const from = Date.parse('2025-03-04T07:00:00Z');
const digest: Digest = {
  from,
  to: from + 9 * 60 * minute,
  sources: [
    {
      source: sourceSchema.parse('shopify'),
      orders: 14,
      totals: [{ minor: 1_240_050, currency: 'UAH' }],
    },
    { source: sourceSchema.parse('manual'), orders: 1, totals: [] },
  ],
  orders: 15,
  totals: [{ minor: 1_240_050, currency: 'UAH' }],
  notices: { waiting: 0, sent: 30, refused: 2, unknown: 1, off: 0 },
  takenBy: [
    { manager: 'Anna', orders: 9 },
    { manager: 'Taras', orders: 4 },
  ],
  timeToTake: { median: 40_000, worst: 125 * minute },
  untaken: 1,
  cancelled: 1,
  needsReview: 2,
  quarantined: 1,
};
const context = {
  language: 'en',
  sourceName: (source: string) => source,
  timeZone: 'Europe/Kyiv',
  manager: 'Anna',
} as const;
const plain = (text: string) => text.replaceAll(/[\u00a0\u2009\u202f]/g, ' ');

it('tells a shift in the shop’s own time, a line a matter', () => {
  expect(plain(digestText(digest, context)).split('\n')).toEqual([
    expect.stringMatching(/^Shift of Anna · .*09:00.*18:00 · 15 orders$/),
    'shopify · 14 · ₴12,400.50',
    'manual · 1',
    'Total: ₴12,400.50',
    'Taken: Anna 9, Taras 4',
    'Median time to take: 40 s, slowest 2 h 5 min',
    'Not taken: 1',
    'Cancelled: 1',
    'Notifications sent: 30 · failed 2 · delivery unknown 1',
    'Needs attention: 2 need review, 1 quarantined',
  ]);
});

it('is written in Ukrainian as well', () => {
  const text = plain(digestText(digest, { ...context, language: 'uk', manager: null }));
  expect(text).toContain('Сьогодні · ');
  expect(text).toContain('15 замовлень');
  expect(text).toContain('Щоб узяти: зазвичай 40 с, найдовше 2 год 5 хв');
  expect(text.replaceAll(/shopify|manual|UAH|Anna|Taras/g, '')).not.toMatch(/[A-Za-z]/);
});

it('says of an empty day that it was', () => {
  const empty: Digest = {
    ...digest,
    sources: [],
    orders: 0,
    totals: [],
    notices: { waiting: 0, sent: 0, refused: 0, unknown: 0, off: 0 },
    takenBy: [],
    timeToTake: null,
    untaken: 0,
    cancelled: 0,
    needsReview: 0,
    quarantined: 0,
  };
  const lines = plain(digestText(empty, context)).split('\n');
  expect(lines).toEqual([expect.stringMatching(/No orders$/), 'Notifications sent: 0']);
});

it('fits a message of Messenger, whatever the sources and managers are called and however many there are', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 300 }), { maxLength: 200 }), (names) => {
      const long: Digest = {
        ...digest,
        sources: names.map((_, index) => ({
          source: sourceSchema.parse(`mail:s${index}`),
          orders: index,
          totals: [],
        })),
        takenBy: names.map((manager) => ({ manager, orders: 1 })),
      };
      const text = digestText(long, { ...context, sourceName: () => names[0] ?? '' });
      expect(text.length).toBeLessThanOrEqual(2_000);
      expect(text.isWellFormed()).toBe(true);
      expect(text.split('\n').length).toBeLessThanOrEqual(30);
    }),
    { numRuns: 50 },
  );
});
