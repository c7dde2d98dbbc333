import { beforeEach, describe, expect, it } from 'vitest';
import type { LagBook } from '../../../src/main/cluster/peers/lag.ts';
import { createLagBook } from '../../../src/main/cluster/peers/lag.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import { lagText } from '../../../src/shared/lag.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';

const id = (name: string) => workstationIdSchema.parse(`desk-${name}`);
const has = (anna: number) => new Map([[id('anna'), anna]]);
const inSync = { events: 0, ms: 0 };
let clock: FakeClock;
let book: LagBook;

beforeEach(() => {
  clock = fakeClock();
  book = createLagBook(clock);
});

describe('the lag of a computer', () => {
  it('is the age of the oldest event it lacks, and their number', () => {
    for (const sequence of [1, 2, 3]) {
      book.know([[id('anna'), sequence]]);
      clock.sleep(10_000);
    }
    expect(book.behind(has(3))).toEqual(inSync);
    expect(book.behind(has(2))).toEqual({ events: 1, ms: 10_000 });
    expect(book.behind(new Map())).toEqual({ events: 3, ms: 30_000 });
  });

  it('counts no event that is still under way', () => {
    book.know([[id('anna'), 1]]);
    clock.sleep(4_000);
    expect(book.behind(has(0))).toEqual(inSync);
  });

  it('does not change when somebody sets the clock', () => {
    book.know([[id('anna'), 1]]);
    clock.sleep(20_000);
    clock.set(-3_600_000);
    expect(book.behind(has(0))).toEqual({ events: 1, ms: 20_000 });
  });

  it('stays right over many events, and never becomes shorter', () => {
    for (let sequence = 1; sequence <= 5_000; sequence += 1) {
      book.know([[id('anna'), sequence]]);
      clock.sleep(1_000);
    }
    const lag = book.behind(has(4_000));
    expect(lag.events).toBeGreaterThan(990);
    expect(lag.ms).toBeGreaterThanOrEqual(1_000_000);
  });
});

describe('in words', () => {
  const now = 1_000_000_000;
  const borys = {
    id: id('borys'),
    name: 'Borys',
    isThis: false,
    isLeader: false,
    lastSeenAt: now,
    backAt: null,
  };

  it.each([
    [{ events: 0, ms: 0 }, 'in sync'],
    [{ events: 3, ms: 12_000 }, '12 s behind'],
    [{ events: 41, ms: 185_000 }, '3 min behind (41 events)'],
  ])('%j is “%s”', (lag, words) => {
    expect(lagText({ ...borys, lag }, now)).toBe(words);
  });

  it('an old signal is when it came', () => {
    expect(lagText({ ...borys, lag: { events: 0, ms: 0 }, lastSeenAt: now - 300_000 }, now)).toBe(
      'last seen 5 min ago',
    );
    expect(lagText({ ...borys, lastSeenAt: null }, now)).toBe('not seen recently');
  });
});
