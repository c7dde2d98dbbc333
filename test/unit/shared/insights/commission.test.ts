import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entryIdSchema } from '../../../../src/shared/ids.ts';
import { commissionOn, commissionsOf } from '../../../../src/shared/insights/commission.ts';
import { entryOf } from '../../../support/orders.ts';

const set = (id: string, share: number, decision: number, source = 'mail:wolt') =>
  entryOf({ id, kind: 'commission-set', orderId: null, data: { source, share, fixed: null, decision } });

it('is the last decision, in any order and with repetition', () => {
  const settings = [set('a', 1000, 1), set('b', 2500, 2), set('c', 2000, 2), set('d', 300, 1, 'shopify')];
  fc.assert(
    fc.property(fc.shuffledSubarray([...settings, ...settings], { minLength: 8 }), (entries) => {
      const terms = commissionsOf(entries);
      // of two unrelated decisions the greater id counts, on every computer
      expect(terms.get('mail:wolt')).toEqual({
        commission: { source: 'mail:wolt', share: 2000, fixed: null },
        decision: 2,
      });
      expect(terms.get('shopify')?.commission.share).toBe(300);
    }),
  );
  expect(entryIdSchema.parse('c') > entryIdSchema.parse('b')).toBe(true);
});

it('is a whole minor amount, and never exceeds the revenue', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.integer({ min: 0, max: 10_000 }),
      (revenue, share) => {
        const kept = commissionOn(revenue, 'UAH', { share, fixed: null });
        expect(Number.isSafeInteger(kept)).toBe(true);
        expect(kept).toBeGreaterThanOrEqual(0);
        expect(kept).toBeLessThanOrEqual(Math.max(0, revenue));
        expect(Math.abs(kept - (Math.max(0, revenue) * share) / 10_000)).toBeLessThanOrEqual(0.51);
      },
    ),
  );
});

it('adds its fixed amount for each order in its currency alone', () => {
  const fixed = { minor: 500, currency: 'UAH' };
  expect(commissionOn(10_000, 'UAH', { share: 1250, fixed })).toBe(1750);
  expect(commissionOn(10_000, 'EUR', { share: 1250, fixed })).toBe(1250);
  expect(commissionOn(0, 'UAH', { share: 1250, fixed })).toBe(0);
});
