import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endsBeforeItBegins, pairsOfWanted, wantedOfPairs } from '../../../src/shared/wanted.ts';

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const wanted = fc.record(
  { date: fc.constantFrom('2026-11-25', '2028-02-29'), from: time, to: time },
  { requiredKeys: [] },
);

it('is parsed back from Shopify, without touching other pairs', () => {
  const other = { name: 'Card', value: 'Happy birthday' };
  fc.assert(
    fc.property(wanted, (when) => {
      expect(wantedOfPairs([other, ...pairsOfWanted(when)])).toEqual({
        wanted: Object.keys(when).length === 0 ? undefined : when,
        others: [other],
      });
    }),
  );
});

it('leaves a free text of the same name unchanged', () => {
  const pairs = [
    { name: 'Delivery day', value: 'next Friday' },
    { name: 'Delivery time', value: 'evening' },
  ];
  expect(wantedOfPairs(pairs)).toEqual({ wanted: undefined, others: pairs });
});

it('cannot end before it begins', () => {
  expect(endsBeforeItBegins({ from: '12:00', to: '10:00' })).toBe(true);
  expect(endsBeforeItBegins({ from: '12:00', to: '12:00' })).toBe(false);
  expect(endsBeforeItBegins({ to: '10:00' })).toBe(false);
});
