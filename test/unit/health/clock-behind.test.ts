import { expect, it } from 'vitest';
import { buildCompleteness } from '../../../src/main/health/completeness/completeness.ts';
import type { GatherParts } from '../../../src/main/health/completeness/gather.ts';
import { gatherFacts } from '../../../src/main/health/completeness/gather.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { lastDays } from '../../../src/shared/shop-days.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder } from '../../support/orders.ts';
import { gathering } from './batching.ts';

const minute = 60_000;
const timeZone = 'Europe/Kyiv';

it('an order of after midnight that came before it, by a clock that is behind, is missing nowhere', () => {
  const clock = fakeClock('2025-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const [today] = lastDays(timeZone, clock.now(), 1);
  if (today === undefined) throw new Error('there is no today');
  const placed = today.from + minute;
  const id = orderIdOf('shopify', '1');
  const came = (sourceId: string, source: 'shopify' | 'mail:wolt', at: number, placedAt: number) => {
    const order = incomingOrder({ source, sourceId, placedAt: new Date(placedAt).toISOString() });
    const orderId = orderIdOf(source, sourceId);
    const received = fact({
      id: `received:${orderId}`,
      kind: 'order-received',
      orderId,
      at,
      data: { order },
    });
    ledger.entries.append(received);
    ledger.entries.append(
      fact({ id: `taken:${orderId}`, kind: 'taken', orderId, data: { manager: 'Anna', decision: 1 }, at }),
    );
  };
  came('1', 'shopify', today.from - 2 * minute, placed);
  // of yesterday alone: today has no such source
  came('2', 'mail:wolt', today.from - 60 * minute, today.from - 60 * minute);
  const named = [{ id, number: '#1', at: placed }];
  const survey: GatherParts['survey'] = {
    asked: () => [{ source: 'shopify', day: today.day, askedAt: clock.now(), named }],
    askable: () => new Map([['shopify', null]]),
  };
  const { days, differences } = buildCompleteness(
    gatherFacts(gathering(ledger, clock, { timeZone: () => timeZone, survey }), 1),
  );
  expect(differences).toEqual([]);
  const shown = days[0]?.sources.map(({ source, inLedger }) => [source, inLedger]);
  expect(shown).toEqual([
    ['shopify', 1],
    ['pay-links', 0],
  ]);
  ledger.close();
});
