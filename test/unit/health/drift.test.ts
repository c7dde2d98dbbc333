import { describe, expect, it } from 'vitest';
import type { Drift } from '../../../src/main/health/drift.ts';
import { findDrift } from '../../../src/main/health/drift.ts';
import type { StoredReading } from '../../../src/main/ports.ts';
import { createDice } from '../../../src/sample-shop/dice.ts';
import { keptReading, usualFields } from './kept-reading.ts';
import { seeded } from './seeded.ts';
import { templateChanges } from './template-changes.ts';
import type { Service } from './template-mails.ts';
import { anyOrder, readingOf } from './template-mails.ts';

const hour = 3_600_000;

function driftOf(
  mails: readonly StoredReading[],
  { taughtAt = 0, now }: { readonly taughtAt?: number; readonly now?: number } = {},
): readonly Drift[] {
  const last = mails.at(-1)?.mailedAt ?? 0;
  return findDrift({ mails, recipe: 'x@1', name: 'X', taughtAt, now: now ?? last });
}
const textsOf = (found: readonly Drift[]): readonly string[] => found.map(({ text }) => text);
/** So many usual mails, then these. */
const usualThen = (
  count: number,
  ...changed: readonly Partial<StoredReading>[]
): readonly StoredReading[] => [
  ...Array.from({ length: count }, (_, index) => keptReading(index)),
  ...changed.map((change, index) => keptReading(count + index, change)),
];

describe.each<Service>(['bloomdash', 'dostavo'])('mails by the template of %s', (service) => {
  it('raise no alarm in 200 orders of any size, with options, discounts and notes or without', async () => {
    const dice = createDice(seeded(11));
    const mails: StoredReading[] = [];
    const alarms: string[] = [];
    for (let number = 0; number < 200; number += 1) {
      mails.push(await readingOf(service, anyOrder(dice, number), { mailedAt: number * hour }));
      alarms.push(...textsOf(driftOf(mails)));
    }
    expect(alarms).toEqual([]);
  });

  it.each(templateChanges[service])(
    'raise one within three mails once $what',
    async ({ change }) => {
      const dice = createDice(seeded(12));
      const mails: StoredReading[] = [];
      for (let number = 0; number < 24; number += 1) {
        mails.push(await readingOf(service, anyOrder(dice, number), { mailedAt: number * hour }));
      }
      expect(driftOf(mails)).toEqual([]);
      for (let number = 24; number < 27; number += 1) {
        mails.push(await readingOf(service, anyOrder(dice, number), { mailedAt: number * hour, change }));
      }
      expect(driftOf(mails)).not.toEqual([]);
    },
    60_000,
  );
});

describe('a change that goes on', () => {
  it('is told with counts, since when, and with the last mail that shows it', () => {
    const outline = ['text|amount', 'label:number+', 'sum:total|amount', 'phone|date'];
    const mails = usualThen(60, { outline }, {}, { outline });
    expect(driftOf(mails)).toEqual([
      {
        kind: 'unknown-block',
        text: '2 of the last 3 mails of X have a block not seen before',
        since: 60 * hour,
        document: 'mail:62',
      },
    ]);
  });

  it('of fields names those that used to be read', () => {
    const fields = usualFields.filter((field) => field !== 'phone' && field !== 'address');
    expect(textsOf(driftOf(usualThen(20, { fields }, { fields }, { fields })))).toEqual([
      '3 of the last 3 mails of X were read without phone, address',
    ]);
  });

  it('of sums is told although every mail becomes an order', () => {
    const review = ['sum-mismatch'];
    expect(textsOf(driftOf(usualThen(30, { review }, {}, { review }, { review })))).toEqual([
      '3 of the last 4 mails of X do not add up; of the 30 before, 0 did not',
    ]);
  });

  it('is told when the general reader has to stand in for the recipe', () => {
    expect(textsOf(driftOf(usualThen(20, { recipe: null }, { recipe: null })))).toEqual([
      '2 of the last 2 mails of X were not read by its recipe',
    ]);
  });

  it('of certainty alone is told', () => {
    const confidence = 0.7;
    expect(textsOf(driftOf(usualThen(20, { confidence }, { confidence })))).toEqual([
      '2 of the last 2 mails of X are read with a certainty of 70 %, where 95 % is usual',
    ]);
  });

  it('of how the mails are built is told when no single block is at fault', () => {
    // each usual mail has nine of its ten blocks; the new ones have five, never the same five
    const blocks = Array.from({ length: 10 }, (_, index) => `block ${index}`);
    const usual = (index: number) =>
      keptReading(index, { outline: blocks.filter((_, at) => at !== index % 10) });
    const less = (index: number) =>
      keptReading(index, { outline: blocks.filter((_, at) => (at + index) % 2 === 0) });
    const mails = [...Array.from({ length: 40 }, (_, index) => usual(index)), less(40), less(41), less(42)];
    expect(textsOf(driftOf(mails))).toEqual([
      '3 of the last 3 mails of X are like those before by 48 %, where 80 % is usual',
    ]);
  });

  it('ends when the mails are as they were', () => {
    const fields = ['number'];
    expect(driftOf(usualThen(30, { fields }, { fields }, { fields }, {}, {}, {}, {}))).toEqual([]);
  });

  it('ends when a recipe is taught', () => {
    const mails = usualThen(30, { recipe: null }, { recipe: null }, { recipe: null });
    expect(driftOf(mails)).toHaveLength(1);
    expect(driftOf(mails, { taughtAt: 32.5 * hour })).toEqual([]);
  });

  it('is how the mails are after two weeks', () => {
    const mails = usualThen(30, { recipe: null }, { recipe: null });
    expect(driftOf(mails, { now: 31 * hour + 15 * 24 * hour })).toEqual([]);
  });
});

describe('what happens by chance', () => {
  it('raises no alarm: one odd mail, or a note twice in a row that others had too', () => {
    const note = ['text|amount', 'label:number+', 'sum:total|amount', 'prose'];
    expect(driftOf(usualThen(40, { fields: ['number'] }))).toEqual([]);
    const mails = usualThen(40, { outline: note }, { outline: note }).with(
      5,
      keptReading(5, { outline: note }),
    );
    expect(driftOf(mails)).toEqual([]);
  });

  it('raises no alarm of a sender with few mails', () => {
    expect(driftOf(usualThen(4, { fields: [] }, { fields: [] }, { fields: [] }))).toEqual([]);
    expect(driftOf([])).toEqual([]);
  });
});
