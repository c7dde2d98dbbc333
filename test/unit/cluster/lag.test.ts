import { expect, it } from 'vitest';
import { createLagBook } from '../../../src/main/cluster/peers/lag.ts';
import { fakeClock } from '../../support/clock.ts';
import { idOf } from './cluster-shop.ts';

const has = (anna: number) => new Map([[idOf('anna'), anna]]);
const inSync = { events: 0, ms: 0 };
/** @param everyMs the time between two events of Anna's computer */
function bookOf(events: number, everyMs: number) {
  const clock = fakeClock();
  const book = createLagBook(clock);
  for (let sequence = 1; sequence <= events; sequence += 1) {
    book.know([[idOf('anna'), sequence]]);
    clock.sleep(everyMs);
  }
  return { clock, book };
}

it('is the number of events a computer lacks, and the oldest one’s age', () => {
  const { clock, book } = bookOf(3, 10_000);
  expect(book.behind(has(3))).toEqual(inSync);
  expect(book.behind(has(2))).toEqual({ events: 1, ms: 10_000 });
  clock.set(-3_600_000);
  expect(book.behind(new Map())).toEqual({ events: 3, ms: 30_000 });
});

it('counts no event that is still under way', () => {
  expect(bookOf(1, 4_000).book.behind(has(0))).toEqual(inSync);
});

it('stays right over many events, and never becomes shorter', () => {
  const lag = bookOf(5_000, 1_000).book.behind(has(4_000));
  expect(lag.events).toBeGreaterThan(990);
  expect(lag.ms).toBeGreaterThanOrEqual(1_000_000);
});
