import { expect, it } from 'vitest';
import { amountIn, shareIn, shareText } from '../../../src/renderer/features/insights/commission-text.ts';
import { hrefToInsights, insightsPlaceOf } from '../../../src/renderer/features/insights/insights-place.ts';
import { parseRoute } from '../../../src/renderer/state/routes/route.ts';

it('is brought back whole by its address', () => {
  const place = {
    when: { from: '2026-01-05', to: '2026-02-01' },
    source: 'mail:wolt',
    measure: 'revenue',
    currency: 'EUR',
    asTables: ['days', 'buyers'],
  } as const;
  expect(insightsPlaceOf(parseRoute(hrefToInsights(place)))).toEqual(place);
  expect(hrefToInsights(insightsPlaceOf(parseRoute('#/insights')))).toBe('#/insights');
});

it('shows thirty days where the address was typed wrong', () => {
  const { when, source, measure, asTables } = insightsPlaceOf(
    parseRoute('#/insights?when=2026-02-30..x&source=nowhere&show=stars&tables=<b>'),
  );
  expect([when, source, measure, asTables]).toEqual(['30', undefined, 'orders', []]);
});

it('parses a share and an amount in both languages', () => {
  expect(['12.5', '12,5 %', '0', '', '100'].map(shareIn)).toEqual([1250, 1250, 0, 0, 10_000]);
  expect(['101', '1.234', '-1', 'x'].map(shareIn)).toEqual([null, null, null, null]);
  expect([shareText(1250, 'en'), shareText(1250, 'uk')]).toEqual(['12.5', '12,5']);
  expect([
    amountIn('12,50', 'UAH', 'en'),
    amountIn('', 'UAH', 'en'),
    amountIn('0', 'UAH', 'en'),
    amountIn('x', 'UAH', 'en'),
  ]).toEqual([{ minor: 1250, currency: 'UAH' }, null, null, undefined]);
  expect(amountIn('1.234', 'UAH', 'en')).toBeUndefined();
});
