import { describe, expect, it } from 'vitest';
import { createOtherSources } from '../../../src/main/health/other-sources.ts';
import { fakeClock } from '../../support/clock.ts';
import type { Shop } from '../../unit/health/mail-times.ts';
import { mailTimes, shops } from '../../unit/health/mail-times.ts';
import { seeded } from '../../unit/health/seeded.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A Monday, in local time. */
const start = new Date(2026, 0, 5).getTime();
const days = 60;

/** A check every half hour from the day the source was connected. */
async function watch(shop: Shop, options: { seed: number; stopsAt?: number }) {
  const { seed, stopsAt = Number.POSITIVE_INFINITY } = options;
  const clock = fakeClock(new Date(start).toISOString());
  const all = mailTimes(shop, { start, days, random: seeded(seed) }).filter((time) => time < stopsAt);
  const look = createOtherSources(
    [
      {
        family: 'shopify',
        times: (since) => all.filter((time) => time >= since && time <= clock.now()),
        provenAt: clock.now,
        polling: null,
      },
    ],
    clock,
  );
  const alarms: number[] = [];
  let isOn = false;
  for (let at = start; at < start + days * day; at += hour / 2) {
    await clock.advance(at - clock.now());
    const isSilent = look(start).length > 0;
    if (isSilent && !isOn) alarms.push(at);
    isOn = isSilent;
  }
  return { alarms, last: all.at(-1) ?? 0 };
}

describe('the silence of a source other than mail', () => {
  it('causes at most one false alarm a month, none at night', async () => {
    const rates: { readonly what: string; readonly inMonth: number }[] = [];
    for (const shop of shops) {
      const watched = [
        await watch(shop, { seed: 1 }),
        await watch(shop, { seed: 2 }),
        await watch(shop, { seed: 3 }),
      ];
      const alarms = watched.flatMap((one) => one.alarms);
      rates.push({ what: shop.what, inMonth: alarms.length / watched.length / (days / 30) });
      for (const at of alarms) {
        const hourOfDay = new Date(at).getHours();
        expect(hourOfDay, `${shop.what}, at night`).toBeGreaterThanOrEqual(shop.opens);
        expect(hourOfDay, `${shop.what}, at night`).toBeLessThanOrEqual(shop.closes);
        expect(at - start, shop.what).toBeGreaterThan(7 * day);
      }
    }
    const mean = rates.reduce((sum, { inMonth }) => sum + inMonth, 0) / rates.length;
    const each = rates.map(({ what, inMonth }) => `${what} ${inMonth.toFixed(2)}`).join(', ');
    console.info(`${mean.toFixed(2)} false alarms in a month of a source: ${each}`);
    for (const { what, inMonth } of rates) expect(inMonth, what).toBeLessThanOrEqual(1);
    expect(mean).toBeLessThan(0.5);
  }, 60_000);

  it('is reported in ten of ten real stalls', async () => {
    const [shop] = shops.filter(({ what }) => what === 'a flower shop');
    if (!shop) throw new Error('there is no flower shop');
    const delays: number[] = [];
    for (let stall = 0; stall < 10; stall += 1) {
      const stopsAt = start + 30 * day + stall * 37 * hour;
      const { alarms, last } = await watch(shop, { seed: 11 + stall, stopsAt });
      const reported = alarms.filter((at) => at > last);
      expect(reported.length, `stall ${stall}`).toBeGreaterThan(0);
      delays.push(((reported[0] ?? 0) - last) / hour);
    }
    console.info(`stalls reported after ${delays.map((delay) => delay.toFixed(0)).join(', ')} h`);
  }, 60_000);
});

describe('Shopify, when its polling fails', () => {
  it.each([
    ['hangs', null, 'Shopify has not responded for 4 min: only webhooks are received'],
    ['refuses', 'Shopify answered 503', 'Shopify could not be checked for 4 min: Shopify answered 503'],
  ])('is reported after four minutes without an answer: it %s', async (_how, problem, text) => {
    const clock = fakeClock('2026-11-24T10:00:00Z');
    const began = clock.now();
    let provenAt: number | null = null;
    const look = createOtherSources(
      [
        {
          family: 'shopify',
          times: () => [],
          provenAt: () => provenAt,
          polling: { everyMs: 2 * minute, problem: () => problem },
        },
      ],
      clock,
    );
    await clock.advance(4 * minute);
    expect(look(began)).toEqual([]);
    await clock.advance(1000);
    expect(look(began)).toMatchObject([{ kind: 'stopped', family: 'shopify', text }]);
    provenAt = clock.now();
    expect(look(began)).toEqual([]);
  });

  it('is not called silent before its first reconciliation', () => {
    const clock = fakeClock('2026-11-24T10:00:00Z');
    const times = () => Array.from({ length: 500 }, (_, index) => clock.now() - (900 - index) * hour);
    const source = { family: 'shopify', times, provenAt: () => null, polling: null } as const;
    expect(createOtherSources([source], clock)(clock.now())).toEqual([]);
  });

  it('learns no habit from a burst after an outage', () => {
    const clock = fakeClock('2026-11-24T15:00:00Z');
    const now = clock.now();
    // one order a day, and 2,000 fetched in one second twelve days ago
    const burst = Array.from({ length: 2000 }, (_, index) => now - 12 * day + index / 2);
    const daily = Array.from({ length: 12 }, (_, index) => now - (12 - index) * day + 2 * hour);
    const source = {
      family: 'shopify',
      times: () => [...burst, ...daily].toSorted((one, other) => one - other),
      provenAt: () => now,
      polling: null,
    } as const;
    expect(createOtherSources([source], clock)(now)).toEqual([]);
  });
});

it('reports a silent chatbot at noon until somebody writes', () => {
  const clock = fakeClock('2026-11-24T10:00:00Z');
  const midnight = new Date(clock.now()).setHours(0, 0, 0, 0);
  // every half hour from 6:00 to 22:30, for three weeks until yesterday
  const visits = Array.from({ length: 21 }, (_, back) =>
    Array.from({ length: 34 }, (_each, half) => midnight - (21 - back) * day + (6 + half / 2) * hour),
  ).flat();
  const look = (times: readonly number[]) =>
    createOtherSources(
      [{ family: 'chat-bot', times: () => times, provenAt: () => midnight + 15 * hour, polling: null }],
      clock,
    )(midnight);
  expect(look(visits)).toMatchObject([
    {
      kind: 'silence',
      family: 'chat-bot',
      text: 'No one has written to the chatbot for 16 h; in the same hours of earlier weeks at least 19 people did',
    },
  ]);
  expect(look([...visits, midnight + 14.5 * hour])).toEqual([]);
});
