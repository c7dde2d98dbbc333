import { expect, it } from 'vitest';
import { refusalOf } from '../../../../src/main/manychat/problems.ts';
import type { Hours } from '../../../../src/shared/alert-rules/hours.ts';
import { lastRule } from '../../../../src/shared/alert-rules/rules.ts';
import { entryIdSchema } from '../../../../src/shared/ids.ts';
import {
  answers,
  clock,
  eachWithRings,
  ledger,
  managers,
  minute,
  running,
  start,
  told,
} from './ringing-desks.ts';

eachWithRings();

const hour = 60 * minute;
const night: Hours = { days: [1, 2, 3, 4, 5, 6, 7], from: '20:00', to: '09:00' };
const everybody = managers.map(({ name }) => name);

/** At half past eight in the evening an order comes to a shop where these have quiet hours at night. */
async function atNight(quiet: readonly string[], rule = lastRule) {
  const desk = start();
  desk.book.set({ rules: [rule], quiet: quiet.map((manager) => ({ manager, hours: night })) }, 'Anna');
  await clock.advance(8.5 * hour);
  return { desk, id: desk.order('1') };
}

it('rings in the morning for what came in a night that was quiet for all, and for half a day from then', async () => {
  const { desk, id } = await atNight(everybody);
  await clock.advance(12.5 * hour - minute);
  expect(told.toSorted()).toEqual(everybody.toSorted());
  expect([desk.ringer.ring().orders, desk.ringer.isWaiting(id)]).toEqual([[], true]);
  await clock.advance(2 * minute);
  expect(desk.ringer.ring().orders).toEqual([id]);
  await clock.advance(10 * hour);
  expect(desk.ringer.ring().orders).toEqual([id]);
  await clock.advance(2 * hour);
  expect(desk.ringer.isWaiting(id)).toBe(false);
});

it('rings for it in the morning also at a computer that is started then', async () => {
  const { desk, id } = await atNight(everybody);
  await clock.advance(hour);
  await desk.stop();
  running.length = 0;
  await clock.advance(12 * hour);
  expect(start().ringer.ring().orders).toEqual([id]);
});

it('is over after half a day for what somebody could hear at night', async () => {
  const { desk, id } = await atNight(['Anna', 'Taras']);
  await clock.advance(12 * hour + minute);
  expect(desk.ringer.isWaiting(id)).toBe(false);
  await clock.advance(hour);
  expect(desk.ringer.ring().orders).toEqual([]);
});

it.each([
  ['is loud', { ...lastRule, loud: true }],
  [
    'is told without a ring',
    { ...lastRule, steps: lastRule.steps.map((step) => ({ ...step, rings: false })) },
  ],
])('is over after half a day for what %s', async (_what, rule) => {
  const { desk, id } = await atNight(everybody, rule);
  await clock.advance(12 * hour + minute);
  expect(desk.ringer.isWaiting(id)).toBe(false);
});

it.each(['two steps', 'one'])(
  'tells those who have quiet hours, without a ring, when nobody else could be told: %s',
  async (steps) => {
    answers.set('Olena', async () => {
      throw refusalOf('3011', 'outside the window of 24 hours');
    });
    const rule = steps === 'one' ? { ...lastRule, steps: lastRule.steps.slice(1) } : lastRule;
    const { desk, id } = await atNight(['Anna', 'Taras'], rule);
    await clock.advance(5 * minute);
    expect(told.toSorted()).toEqual(['Anna', 'Taras']);
    expect([desk.ringer.ring().orders, desk.ringer.isWaiting(id)]).toEqual([[], true]);
    await clock.advance(60 * minute);
    expect(told).toHaveLength(2);
  },
);

it.each([
  ['at once', 'Anna', lastRule],
  ['at once, by a rule of one step', 'Anna', { ...lastRule, steps: lastRule.steps.slice(0, 1) }],
  ['after the minutes of its step, where her computer rings', 'Olena', lastRule],
])(
  'tells those who have quiet hours what is given back at night, where the one awake could not be told: %s',
  async (_when, person, rule) => {
    answers.set('Olena', async () => {
      throw refusalOf('3011', 'outside the window of 24 hours');
    });
    const desk = start(person);
    const quiet = ['Anna', 'Taras'].map((manager) => ({ manager, hours: night }));
    desk.book.set({ rules: [rule], quiet }, 'Anna');
    const id = desk.order('1');
    desk.take(id, 'Olena');
    await clock.advance(8.5 * hour);
    ledger.entries.append({
      id: entryIdSchema.parse('given-back'),
      orderId: id,
      at: clock.now(),
      by: 'Olena',
      kind: 'status-set',
      data: { status: 'new', decision: 2 },
    });
    await clock.advance(2 * minute);
    expect(told.toSorted()).toEqual(person === 'Olena' ? [] : ['Anna', 'Taras']);
    await clock.advance(5 * minute);
    expect(told.toSorted()).toEqual(['Anna', 'Taras']);
    await clock.advance(60 * minute);
    expect(told).toHaveLength(2);
  },
);
