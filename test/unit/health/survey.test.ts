import { describe, expect, it } from 'vitest';
import type { Named } from '../../../src/main/health/completeness/facts.ts';
import { createSurvey } from '../../../src/main/health/completeness/survey.ts';
import type { CountedSource } from '../../../src/shared/completeness.ts';
import { completenessDays } from '../../../src/shared/completeness.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { lastDays } from '../../../src/shared/shop-days.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';

const hour = 3_600_000;

/** A shop whose sources answer what they are given, and an app that is started again and again over one ledger. */
function shop() {
  const clock = fakeClock('2026-11-24T10:00:00Z');
  const ledger = memoryLedger({ clock });
  let zone = 'Europe/Kyiv';
  let says: (source: CountedSource) => readonly string[] = () => [];
  const days = () => lastDays(zone, clock.now(), completenessDays);
  return {
    clock,
    ledger,
    days,
    move: (to: string) => {
      zone = to;
    },
    answer: (next: typeof says) => {
      says = next;
    },
    start() {
      const ask = async (source: CountedSource): Promise<readonly Named[]> =>
        says(source).map((id) => ({ id, number: '', at: clock.now() }));
      return createSurvey({
        clock,
        log: quietLog(),
        days,
        askables: [
          { sources: () => ['shopify'], ask },
          { sources: () => ['mail:dostavo'], ask },
        ],
        settings: ledger.settings,
        onAsked: () => {},
      });
    },
  };
}

const today = (survey: ReturnType<ReturnType<typeof shop>['start']>, { days }: ReturnType<typeof shop>) =>
  survey.asked(days().slice(0, 1)).map(({ source, askedAt, named }) => ({
    source,
    askedAt,
    named: named.map(({ id }) => id),
  }));

describe('what the sources said', () => {
  it('is there at once after a start, with the time it was said, and gives way to the next answer', async () => {
    const place = shop();
    place.answer((source) => (source === 'shopify' ? ['shopify:1', 'shopify:2'] : ['mail:1']));
    const before = place.start();
    await before.ask();
    const askedAt = place.clock.now();
    await before.stop();

    await place.clock.advance(3 * hour);
    const after = place.start();
    expect(today(after, place)).toEqual([
      { source: 'shopify', askedAt, named: ['shopify:1', 'shopify:2'] },
      { source: 'mail:dostavo', askedAt, named: ['mail:1'] },
    ]);
    place.answer(() => []);
    await after.ask({ source: 'shopify' });
    expect(today(after, place)).toEqual([
      { source: 'shopify', askedAt: place.clock.now(), named: [] },
      { source: 'mail:dostavo', askedAt, named: ['mail:1'] },
    ]);
  });

  it('stays with its time where a source cannot be asked after the start', async () => {
    const place = shop();
    place.answer(() => ['x:1']);
    await place.start().ask();
    const askedAt = place.clock.now();
    await place.clock.advance(hour);
    const after = place.start();
    place.answer(() => {
      throw new Problem('unreachable', 'Shopify could not be reached');
    });
    await after.ask();
    expect(today(after, place).map((one) => one.askedAt)).toEqual([askedAt, askedAt]);
    expect(after.askable().get('shopify')).toBe('Shopify could not be reached');
  });

  it('is first named when it was first named, also by an app of before', async () => {
    const place = shop();
    place.answer(() => ['mail:1']);
    await place.start().ask();
    const found = place.clock.now();
    await place.clock.advance(hour);
    place.answer(() => ['mail:1', 'mail:2']);
    const after = place.start();
    await after.ask();
    const times = after.asked(place.days().slice(0, 1)).flatMap(({ named }) => named.map(({ at }) => at));
    expect(times).toEqual([found, found + hour, found, found + hour]);
  });

  it('is kept for the days that are looked at and no longer, in the room of a fortnight', async () => {
    const place = shop();
    const survey = place.start();
    const first = place.days()[0];
    for (let day = 0; day < 40; day += 1) {
      place.answer((source) => [`${source}:${day}`]);
      await survey.ask();
      await place.clock.advance(24 * hour);
    }
    const later = place.start();
    expect(first && later.asked([first])).toEqual([]);
    expect(later.asked(place.days()).filter(({ source }) => source === 'shopify')).toHaveLength(
      completenessDays - 1,
    );
    expect(place.ledger.settings.names('completeness.asked:shopify:', '').length).toBe(completenessDays + 1);
  });

  it('is not taken for another span of the same name, when the shop has moved to another zone', async () => {
    const place = shop();
    place.answer(() => ['shopify:1']);
    await place.start().ask();
    place.move('America/New_York');
    expect(place.start().asked(place.days())).toEqual([]);
  });

  it('is asked anew where it is damaged', async () => {
    const place = shop();
    place.answer(() => ['shopify:1']);
    await place.start().ask();
    for (const name of place.ledger.settings.names('completeness.', '')) {
      place.ledger.settings.set(name, '{"day":');
    }
    const after = place.start();
    expect(after.asked(place.days())).toEqual([]);
    await after.ask();
    expect(today(after, place)).toHaveLength(2);
  });
});
