import { expect, it } from 'vitest';
import { findConfidenceFall } from '../../../src/main/health/confidence-trend.ts';
import type { StoredReading } from '../../../src/main/ports.ts';
import { keptReading } from './kept-reading.ts';

const day = 24;
const now = 100 * day * 3_600_000;
type Change = Partial<StoredReading>;
/** Mails of twenty days before this week, and these of this week, newest first. */
const mailsOf = (before: Change, ...week: readonly Change[]) => [
  ...week.map((change, index) => keptReading(100 * day - index, change)),
  ...Array.from({ length: 20 }, (_, index) => keptReading(92 * day - index * day, before)),
];
const fall = (mails: readonly StoredReading[], taughtAt = 0) => findConfidenceFall(mails, { now, taughtAt });

it.each<readonly [string, Change]>([
  ['needs review', { kind: 'needs-review' }],
  ['does not add up', { review: ['sum-mismatch'] }],
  ['is left to the general parser', { recipe: null }],
])('finds a week in which every second mail %s', (_what, odd) => {
  const found = fall(mailsOf({}, odd, {}, odd, {}));
  expect(found).toMatchObject({ share: 0.5, before: 1 });
  expect(found?.mails.map(({ document }) => document)).toEqual(['mail:2400', 'mail:2398']);
});

it.each<readonly [string, readonly StoredReading[]]>([
  ['one odd mail of many', mailsOf({}, { recipe: null }, {}, {}, {}, {})],
  ['few mails', mailsOf({}, { recipe: null }, { recipe: null }, { recipe: null })],
  ['what was as bad before', mailsOf({ recipe: null }, ...Array<Change>(4).fill({ recipe: null }))],
  ['forged mails', mailsOf({}, {}, ...Array<Change>(9).fill({ recipe: null, verified: false }))],
  ['cancellations', mailsOf({}, {}, ...Array<Change>(9).fill({ recipe: null, says: 'cancelled' }))],
  ['a sender of this week', mailsOf({}, ...Array<Change>(9).fill({ recipe: null })).slice(0, 18)],
])('finds nothing in %s', (_what, mails) => {
  expect(fall(mails)).toBeNull();
});

it('counts only mails since the template was taught', () => {
  const mails = mailsOf({}, ...Array<Change>(9).fill({ recipe: null }));
  expect(fall(mails)).not.toBeNull();
  expect(fall(mails, now - 2 * 3_600_000)).toBeNull();
});
