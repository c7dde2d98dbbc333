import { describe, expect, it } from 'vitest';
import { findSilence } from '../../../src/main/health/silence.ts';
import { findStopped } from '../../../src/main/health/stopped.ts';
import type { Shop } from './mail-times.ts';
import { mailTimes, shops } from './mail-times.ts';
import { seeded } from './seeded.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** A Monday, by this computer's clock. */
const start = new Date(2026, 0, 5).getTime();
const days = 60;

/** How often silence was told although the service wrote as ever. */
function falseAlarms(shop: Shop, seed: number): number {
  const times = mailTimes(shop, { start, days, random: seeded(seed) });
  let alarms = 0;
  let isOn = false;
  for (let at = start; at < start + days * day; at += 2 * hour) {
    const isSilent = findSilence(times, at) !== null;
    if (isSilent && !isOn) alarms += 1;
    isOn = isSilent;
  }
  return alarms;
}

/** How long after its last mail a service that stopped is told of, hours; null when it is not within two weeks. */
function delay(shop: Shop, seed: number): number | null {
  const stopsAt = start + 45 * day + seed * 11 * hour;
  const times = mailTimes(shop, { start, days, random: seeded(seed) }).filter((time) => time < stopsAt);
  const last = times.at(-1) ?? 0;
  for (let at = last; at < last + 14 * day; at += hour) if (findSilence(times, at)) return (at - last) / hour;
  return null;
}

describe('a service that goes on writing', () => {
  it('is called silent at most once in a month of a sender, over nights, days off, slow weeks and a holiday', () => {
    const seeds = [1, 2];
    const alarms = shops.map((shop) => ({
      what: shop.what,
      inMonth: seeds.reduce((sum, seed) => sum + falseAlarms(shop, seed), 0) / seeds.length / (days / 30),
    }));
    for (const { what, inMonth } of alarms) expect(inMonth, what).toBeLessThanOrEqual(1);
    expect(alarms.reduce((sum, { inMonth }) => sum + inMonth, 0) / alarms.length).toBeLessThan(0.5);
  });
});

describe('a service that stops writing', () => {
  it.each(shops.map((shop) => [shop.what, shop.daily >= 12 ? 30 : 7 * 24, shop] as const))(
    'is told of in good time: %s, within %i h, nights included',
    (_what, longest, shop) => {
      const told = [1, 2, 3].map((seed) => delay(shop, seed) ?? Number.POSITIVE_INFINITY);
      const usually = told.toSorted((one, other) => one - other)[1];
      expect(usually).toBeLessThanOrEqual(longest);
      // a day off in between is not counted
      expect(Math.max(...told)).toBeLessThanOrEqual(longest + 72);
    },
    30_000,
  );

  it('is told of with what came in the same hours before, until a mail comes', () => {
    // every half hour from nine to five
    const times = Array.from({ length: 20 }, (_, number) =>
      Array.from({ length: 17 }, (_each, half) => start + number * day + (9 + half / 2) * hour),
    ).flat();
    const last = times.at(-1) ?? 0;
    const nextNoon = last + 19 * hour;
    expect(findSilence(times, nextNoon - hour)).toBeNull();
    expect(findSilence(times, nextNoon + hour)).toEqual({ since: last, usual: 9 });
    expect(findSilence([...times, nextNoon + hour], nextNoon + 2 * hour)).toBeNull();
  });

  it('is not told of while too little is known: few mails, or few days', () => {
    const few = Array.from({ length: 4 }, (_, number) => start + number * 3 * day);
    expect(findSilence(few, start + 20 * day)).toBeNull();
    const short = Array.from({ length: 40 }, (_, number) => start + number * hour);
    expect(findSilence(short, start + 4 * day)).toBeNull();
    expect(findSilence([], start)).toBeNull();
  });
});

describe('a mailbox that cannot be read', () => {
  const minute = 60_000;
  const asked = { askingSince: 0, everyMs: 20_000 };

  it('is told of after three polls, within two to four minutes, whether they fail or hang', () => {
    expect(findStopped({ ...asked, lastSuccessAt: 10 * minute }, 12 * minute)).toBeNull();
    expect(findStopped({ ...asked, lastSuccessAt: 10 * minute }, 12.1 * minute)).toEqual({
      since: 10 * minute,
      minutes: 2,
    });
    const slow = { ...asked, everyMs: 10 * minute, lastSuccessAt: 0 };
    expect(findStopped(slow, 4 * minute)).toBeNull();
    expect(findStopped(slow, 4.1 * minute)).not.toBeNull();
  });

  it('is given its time after the start and after a sleep', () => {
    expect(findStopped({ ...asked, lastSuccessAt: null }, minute)).toBeNull();
    expect(findStopped({ ...asked, askingSince: 600 * minute, lastSuccessAt: 1 }, 601 * minute)).toBeNull();
  });
});
