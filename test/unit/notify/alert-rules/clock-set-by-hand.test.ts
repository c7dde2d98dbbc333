import { describe, expect, it } from 'vitest';
import type { BellDesk } from './bell-desk.ts';
import { clock, eachWithRings, minute, running, start, timeline } from './ringing-desks.ts';

eachWithRings();

const hour = 60 * minute;
const day = 24 * hour;
/** By then the bell has looked again, whatever comes. */
const look = minute + 1_000;

/** A desk where one is on duty, so that there is somebody to pass on to. */
function startOnDuty(): BellDesk {
  const desk = start();
  desk.book.setDuty({ manager: 'Taras', on: true, via: 'app' });
  return desk;
}

describe('an order that waits while the clock is set', () => {
  it.each([0, minute])(
    'rings again once a date that was a day ahead is put right, %i ms after it came',
    async (after) => {
      const desk = start();
      const id = desk.order('1');
      await clock.advance(after);
      clock.set(day);
      await clock.advance(look);
      clock.set(-day);
      await clock.advance(look);
      expect(desk.ringer.ring().orders).toEqual([id]);
    },
  );

  it.each([0, minute])(
    'is passed on within eight minutes, although the clock is set back by hours %i ms after it came',
    async (after) => {
      const id = startOnDuty().order('1');
      await clock.advance(after);
      clock.set(-3 * hour);
      await clock.advance(8 * minute - after);
      expect(timeline(id)).toMatchObject([{ step: 2, why: 'not-taken' }]);
    },
  );

  it('rings no longer than half a day, although the clock is set back', async () => {
    const desk = start();
    const id = desk.order('1');
    await clock.advance(minute);
    clock.set(-6 * hour);
    await clock.advance(11 * hour);
    expect(desk.ringer.ring().orders).toEqual([id]);
    await clock.advance(hour + look);
    expect(desk.ringer.ring().orders).toEqual([]);
  });
});

it('what came before the app was started with the date a day ahead rings once the date is put right', async () => {
  const before = start();
  const id = before.order('1');
  await clock.advance(minute);
  await before.stop();
  running.length = 0;
  clock.set(day);
  const desk = start();
  await clock.advance(look);
  expect(desk.ringer.ring().orders).toEqual([]);
  clock.set(-day);
  await clock.advance(look);
  expect(desk.ringer.ring().orders).toEqual([id]);
});
